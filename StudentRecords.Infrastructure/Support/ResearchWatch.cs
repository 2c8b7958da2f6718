using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Support;

/// <summary>
/// Looks at research degrees: one that nobody supervises (F034), and a milestone that is overdue or was not passed (F038), ask somebody to act, with an owner and a
/// last day; what ends the trouble settles the case. Done by every save that touches it, and each night for what comes by the calendar alone.
/// </summary>
internal sealed class ResearchWatch
{
    /// <summary>F051: circumstance of a viva that was passed before the expected end.</summary>
    public const string EarlyCompletion = "EarlyCompletion";

    private const string Source = "SIS";

    private List<Engagement> engagements = [];
    private ILookup<long, AcademicRelationship> supervisions = Array.Empty<AcademicRelationship>().ToLookup(_ => 0L);
    private ILookup<long, ResearchMilestone> milestones = Array.Empty<ResearchMilestone>().ToLookup(_ => 0L);
    private Dictionary<string, Intervention> cases = [];

    /// <summary>What a save does to research degrees, settled in the save.</summary>
    public static async Task FollowAsync(RegistryDbContext db, IReadOnlyList<RecordEvent> events, ChangeContext change, CancellationToken ct)
    {
        var people = events.Where(e => e is RelationshipChanged { Relationship.IsSupervision: true } or MilestoneReached or StatusChanged).Select(e => e.PersonId).OfType<long>().Distinct().ToList();
        var watch = new ResearchWatch();
        await watch.LoadAsync(db, people, ct);
        if (watch.engagements.Count == 0)
        {
            return;
        }

        watch.Review(db, UkTime.Day(change.At));
        foreach (var reached in events.OfType<MilestoneReached>().Select(e => e.Milestone))
        {
            await watch.ReportEarlyAsync(db, reached, change, ct);
        }

        db.ChangeTracker.DetectChanges();
    }

    /// <summary>Research degrees that run.</summary>
    public static IQueryable<Engagement> Watched(RegistryDbContext db) =>
        db.Set<Engagement>().Where(e => e.Status == EngagementStatus.Enrolled && (e.ProgrammeVersion.QualificationCategory.StartsWith("D") || e.ProgrammeVersion.QualificationCategory.StartsWith("L")));

    /// <summary>Research degrees of these people, as this unit of work leaves them.</summary>
    public async Task LoadAsync(RegistryDbContext db, IReadOnlyCollection<long> people, CancellationToken ct)
    {
        if (people.Count == 0)
        {
            return;
        }

        await db.Set<Engagement>().Include(e => e.Programme).Include(e => e.ProgrammeVersion).Include(e => e.Person)
            .Where(e => people.Contains(e.PersonId) && (e.ProgrammeVersion.QualificationCategory.StartsWith("D") || e.ProgrammeVersion.QualificationCategory.StartsWith("L"))).LoadAsync(ct);
        engagements = [.. db.Set<Engagement>().Local.Where(e => people.Contains(e.PersonId) && e.ProgrammeVersion is { IsResearch: true }).OrderBy(e => e.Id)];
        if (engagements.Count == 0)
        {
            return;
        }

        await db.Set<AcademicRelationship>().Where(r => people.Contains(r.PersonId)).LoadAsync(ct);
        await db.Set<ResearchMilestone>().Where(m => people.Contains(m.PersonId)).LoadAsync(ct);
        await db.Set<Intervention>().Where(i => people.Contains(i.PersonId) && (i.Kind == InterventionKind.Supervision || i.Kind == InterventionKind.Research)).LoadAsync(ct);
        supervisions = db.Set<AcademicRelationship>().Local.Where(r => r.IsSupervision).ToLookup(r => r.PersonId);
        milestones = db.Set<ResearchMilestone>().Local.ToLookup(m => m.PersonId);
        cases = db.Set<Intervention>().Local.Where(i => i.Kind is InterventionKind.Supervision or InterventionKind.Research).ToDictionary(i => i.Key);
    }

    /// <summary>Opens what asks for somebody, and settles what does no longer. How many were opened.</summary>
    public int Review(RegistryDbContext db, DateOnly today)
    {
        var before = cases.Count;
        foreach (var engagement in engagements)
        {
            if (engagement.Status != EngagementStatus.Enrolled)
            {
                Settle(engagement, "", $"The engagement is {engagement.Status}", today);
                continue;
            }

            Supervision(db, engagement, today);
            Milestones(db, engagement, today);
        }

        return cases.Count - before;
    }

    private void Supervision(RegistryDbContext db, Engagement engagement, DateOnly today)
    {
        List<AcademicRelationship> held = [.. supervisions[engagement.PersonId]];
        if (ResearchPlan.UnsupervisedSince(engagement, held, today) is not { } since)
        {
            if (held.Where(s => s.From <= today && !(s.To < today)).MinBy(s => s.Role) is { } found)
            {
                Settle(engagement, "supervisor", $"{found.StaffName} supervises from {found.From:d MMM yyyy}", today);
            }

            return;
        }

        Open(db, engagement, string.Create(CultureInfo.InvariantCulture, $"supervisor/{since:yyyy-MM-dd}"), InterventionKind.Supervision, $"Nobody supervises this research degree since {since:d MMM yyyy}", ResearchPlan.Office, today);
    }

    private void Milestones(RegistryDbContext db, Engagement engagement, DateOnly today)
    {
        List<ResearchMilestone> reached = [.. milestones[engagement.PersonId]];
        var owner = supervisions[engagement.PersonId].Where(s => s.From <= today && !(s.To < today)).MinBy(s => s.Role)?.StaffName ?? ResearchPlan.Office;
        var overdue = ResearchPlan.Overdue(engagement, reached, today);
        foreach (var kind in (MilestoneKind[])[MilestoneKind.Progression, MilestoneKind.ThesisSubmitted, MilestoneKind.Viva])
        {
            if (overdue.FirstOrDefault(o => o.Kind == kind) is { DueOn: var dueOn } && dueOn != default)
            {
                Open(db, engagement, string.Create(CultureInfo.InvariantCulture, $"late/{kind}/{dueOn:yyyy-MM-dd}"), InterventionKind.Research, $"{Word(kind)} was due by {dueOn:d MMM yyyy} and is not on the record", owner, today);
            }
            else
            {
                Settle(engagement, $"late/{kind}", reached.Where(m => m.Kind == kind).MaxBy(m => m.On) is { } at ? $"{Word(kind)} on {at.On:d MMM yyyy}{(at.Outcome is { } outcome ? $": {outcome}" : "")}" : "It is due later", today);
            }
        }

        foreach (var milestone in reached.Where(m => m.Kind != MilestoneKind.Publication))
        {
            if (ResearchPlan.IsFailure(milestone.Outcome))
            {
                Open(db, engagement, $"outcome/{milestone.Id}", InterventionKind.Research, $"{Word(milestone.Kind)} of {milestone.On:d MMM yyyy}: {milestone.Outcome}", owner, today);
            }
            else
            {
                Settle(engagement, $"outcome/{milestone.Id}", $"The outcome is {milestone.Outcome ?? "taken back"} by now", today);
            }
        }
    }

    private void Open(RegistryDbContext db, Engagement engagement, string what, InterventionKind kind, string summary, string owner, DateOnly today)
    {
        // one that was settled and troubles again is another case; what a person has closed stays closed
        var stem = $"{Stem(engagement)}{what}";
        List<Intervention> same = [.. cases.Values.Where(c => c.Key == stem || c.Key.StartsWith($"{stem}#", StringComparison.Ordinal))];
        if (same.Exists(c => c.IsWaiting || c.WasClosedByPerson))
        {
            return;
        }

        var about = new Intervention(engagement.PersonId, Source, same.Count == 0 ? stem : $"{stem}#{same.Count + 1}", kind, summary, today, today.AddDays(ResearchPlan.DaysToSettle), owner);
        cases[about.Key] = about;
        db.Add(about);
    }

    private void Settle(Engagement engagement, string what, string outcome, DateOnly today)
    {
        foreach (var about in cases.Values.Where(c => c.IsWaiting && c.Key.StartsWith($"{Stem(engagement)}{what}", StringComparison.Ordinal)))
        {
            about.Settle(outcome, today);
        }
    }

    /// <summary>F051: a sponsored student who passed before the expected end completes early, which the sponsor reports once.</summary>
    private async Task ReportEarlyAsync(RegistryDbContext db, ResearchMilestone viva, ChangeContext change, CancellationToken ct)
    {
        if (viva.Kind != MilestoneKind.Viva || !ResearchPlan.IsCompletion(viva.Outcome)
            || engagements.Find(e => e.PersonId == viva.PersonId && e is { IsSponsored: true, Status: EngagementStatus.Enrolled } && viva.On < e.ExpectedEnd) is not { } engagement)
        {
            return;
        }

        var key = $"{engagement.Person.StudentNumber}/{engagement.Numhus}/early-completion";
        if (await db.Set<OutboxMessage>().AnyAsync(m => m.Flow == "F051" && m.Key == key, ct))
        {
            return;
        }

        var cas = (await CasNumbers.OfAsync(db, [viva.PersonId], ct)).GetValueOrDefault(viva.PersonId);
        db.Add(new OutboxMessage("F051", "UKVI", "ChangeOfCircumstanceReported", key, engagement.Person.StudentNumber,
            JsonSerializer.Serialize(new { cas, engagement = engagement.Numhus, circumstance = EarlyCompletion, programme = engagement.Programme.Code, eventDate = viva.On }, JsonSerializerOptions.Web), viva.PersonId, change.At, null, change.CorrelationId ?? $"{change.Act}-{key}"));
    }

    private static string Stem(Engagement engagement) => string.Create(CultureInfo.InvariantCulture, $"{Source}/research/{engagement.Id}/");

    private static string Word(MilestoneKind kind) => kind switch { MilestoneKind.ThesisSubmitted => "The thesis", MilestoneKind.Viva => "The viva", MilestoneKind.Progression => "The review of progress", _ => "The registration" };
}
