using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>What Wellbeing and Academic Integrity have told before the newest boards: adjustments of every category, one changed, one ended, two at odds; circumstances of every outcome; misconduct found, punished, overturned.</summary>
internal sealed class EntitlementsScene(IDbContextFactory<RegistryDbContext> store, DemoPost post) : IDemoScene
{
    private static readonly (string Category, string Type, object? Amount, string? Need)[] Plans =
    [
        ("ExtraTime", "ReasonableAdjustmentApproved", 25, null), ("RestBreaks", "ReasonableAdjustmentApproved", 10, null), ("SeparateRoom", "ReasonableAdjustmentApproved", null, null),
        ("ReaderOrScribe", "ReasonableAdjustmentApproved", null, null), ("Computer", "ReasonableAdjustmentApproved", null, null), ("AlternativeFormat", "ReasonableAdjustmentApproved", null, "LargePrint"),
        ("ExtendedSubmissionWindow", "RuleTreatmentGranted", 7, null), ("AlternativeAssessment", "ReasonableAdjustmentApproved", null, "RecordedPresentation"), ("AttendanceThreshold", "ReasonableAdjustmentApproved", 60, null),
        ("AttendanceExemption", "ReasonableAdjustmentApproved", null, null), ("AlertSuspension", "ReasonableAdjustmentApproved", null, null), ("ReturnToStudy", "ReasonableAdjustmentApproved", null, null),
        ("DsaEntitlement", "DsaEntitlementRecorded", null, null), ("LatePenaltySuppression", "RuleTreatmentGranted", null, null),
    ];

    public string Name => "Adjustments, circumstances and misconduct";

    public int Length => 3;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        var cast = await CastAsync(ct);
        await post.SendOnceAsync("F063", "WELL", "wellbeing", Adjustments(cast), ct);
        await post.SendOnceAsync("F066", "WELL", "panel-may", Circumstances(await WorksAsync("Spring", ct)), ct);
        await post.SendOnceAsync("F069", "AI", "integrity", Misconduct(await WorksAsync("Spring", ct)), ct);
    }

    private async Task<List<string>> CastAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<Engagement>().Where(e => e.Status == EngagementStatus.Enrolled && e.Start < DemoYears.StoryEnds).Select(e => e.Person.StudentNumber).Distinct().OrderBy(n => n).Take(60).ToListAsync(ct);
    }

    /// <summary>Coursework of the newest year's modules of a period whose boards are still open, and who takes it.</summary>
    private async Task<List<(string Student, string Component)>> WorksAsync(string period, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var year = DemoYears.Name(DemoYears.Newest);
        var works = await (from r in db.Set<ModuleRegistration>()
                           join c in db.Set<AssessmentComponent>() on r.OccurrenceId equals c.OccurrenceId
                           where r.Status == RegistrationStatus.Registered && r.Occurrence.AcademicYear == year && r.Occurrence.Period == period && c.Kind == ComponentKind.Coursework
                           orderby r.Engagement.Person.StudentNumber, c.Key
                           select new { r.Engagement.Person.StudentNumber, c.Key }).ToListAsync(ct);
        return [.. works.DistinctBy(w => w.StudentNumber).Select(w => (w.StudentNumber, w.Key))];
    }

    private static IEnumerable<DemoLetter> Adjustments(List<string> cast)
    {
        foreach (var (student, i) in cast.Take(28).Select((s, i) => (s, i)))
        {
            var plan = Plans[i % Plans.Length];
            yield return Letter(plan.Type, $"RA-{i + 1}", 1, student, plan.Category, plan.Amount, plan.Need, i % 3 == 0 ? new DateOnly(2025, 6, 1) : new DateOnly(2026, 1, 15));
        }

        yield return Letter("ReasonableAdjustmentAmended", "RA-1", 2, cast[0], "ExtraTime", 50, null, new DateOnly(2026, 1, 15));
        yield return new("ReasonableAdjustmentEnded", "well-RA-3-2", "W-3|RA-3", new AdjustmentEnd { Student = new PersonRef("SIS", cast[2]), Adjustment = "RA-3", EndsOn = new DateOnly(2025, 5, 31) }, 2);
        // the same granted twice: the desk shows both
        yield return Letter("ReasonableAdjustmentApproved", "RA-90", 1, cast[0], "ExtraTime", 25, null, null);
        yield return new("ReasonableAdjustmentApproved", "well-RA-91", "W-91|RA-91", new { student = new { system = "SIS", id = cast[1] }, @case = "W-91", adjustment = "RA-91", category = "Computer", from = "2025-03-01", to = "2025-02-01" });
        yield return new("ReasonableAdjustmentApproved", "well-RA-92", "W-92|RA-92", new { student = new { system = "WELL", id = "w-4711" }, @case = "W-92", adjustment = "RA-92", category = "SeparateRoom", from = "2025-03-01" });
    }

    private static DemoLetter Letter(string type, string key, int version, string student, string category, object? amount, string? need, DateOnly? review) => new(
        type,
        $"well-{key}-{version}",
        $"W-{key[3..]}|{key}",
        new { student = new { system = "SIS", id = student }, @case = $"W-{key[3..]}", adjustment = key, category, from = "2024-09-30", to = "2026-07-31", reviewOn = review, amount, need },
        version);

    private static IEnumerable<DemoLetter> Circumstances(List<(string Student, string Component)> open)
    {
        string[] outcomes = ["Extension", "PenaltyWaived", "ComponentWaived", "DiscretionAtAward", "NoFurtherAction", "Rejected", "DeferAsFirstSit", "AttemptVoided"];
        foreach (var ((student, component), i) in open.Take(16).Select((w, i) => (w, i)))
        {
            yield return Claim($"EC-{i + 1}", 1, outcomes[i % outcomes.Length], "ABC"[i % 3], student, component);
        }
    }

    internal static DemoLetter Claim(string claim, int version, string outcome, char severity, string student, string component) => new(
        "ExceptionalCircumstancesOutcome",
        $"well-{claim}-{version}",
        claim,
        new { student = new { system = "SIS", id = student }, claim, outcome, severity = $"{severity}", decidedOn = "2025-05-28", items = new[] { new { assessment = component, attempt = 1, until = outcome == "Extension" ? "2025-06-06" : null } } },
        version);

    private static IEnumerable<DemoLetter> Misconduct(List<(string Student, string Component)> works)
    {
        (string Penalty, object? Value)[] penalties = [("Warning", null), ("MarkReduced", 10), ("ResubmitUncapped", null), ("ComponentZero", null), ("ClassLowered", null)];
        var cast = works.AsEnumerable().Reverse().Take(penalties.Length).ToList();
        foreach (var ((student, component), i) in cast.Select((w, i) => (w, i)))
        {
            var (penalty, value) = penalties[i];
            yield return Case($"AI-{i + 1}", 1, "PenaltyImposed", student, [new { penalty, assessment = component, attempt = 1, value }]);
        }

        var (first, work) = cast[0];
        yield return Case("AI-8", 1, "PenaltyImposed", first, [new { penalty = "MarkReduced", assessment = work, attempt = 2, value = 5 }]);
        yield return Case("AI-8", 2, "MisconductOutcomeOverturned", first, [], "Overturned");
        yield return Case("AI-9", 1, "MisconductOutcomeConfirmed", cast[^1].Student, [], "NotProven");
        yield return Case("AI-1", 2, "MisconductCaseClosed", first, [new { penalty = "Warning", assessment = work, attempt = 1, value = (object?)null }]);
        yield return Case("AI-10", 1, "PenaltyImposed", first, [new { penalty = "ComponentZero", assessment = work, attempt = 1, value = (object?)null }]);
    }

    internal static DemoLetter Case(string @case, int version, string type, string student, object[] penalties, string finding = "Proven") =>
        new(type, $"ai-{@case}-{version}", @case, new { student = new { system = "SIS", id = student }, @case, finding, decidedOn = "2025-05-14", penalties }, version);
}
