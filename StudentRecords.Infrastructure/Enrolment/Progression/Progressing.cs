using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Progression;

/// <summary>
/// Carries ratified decisions out on enrolments, in a unit of work that the caller saves or does not. The decision is read from the record and never taken from a file.
/// Loads once for a set of engagements.
/// </summary>
internal sealed class Progressing(RegistryDbContext db)
{
    /// <summary>HESA RSNENGEND: other, nothing awarded.</summary>
    private const string NothingAwarded = "11";

    private readonly ReEnrolling reEnrolling = new(db);
    private readonly StepTaking steps = new(db);
    private readonly DecisionsOfEngagements decisions = new(db);
    private ModulesToRetake modules = ModulesToRetake.None;

    public async Task LoadAsync(IReadOnlyCollection<Engagement> engagements, CancellationToken ct)
    {
        await decisions.LoadAsync([.. engagements.Select(e => e.Id)], ct);
        await reEnrolling.LoadAsync(engagements, ct);
        // who leaves takes running modules along; loaded only where somebody does
        var leaving = engagements.Where(e => decisions.AnyEnds(e.Id)).Select(e => Step(e, EnrolmentStep.Withdraw, null)).ToList();
        await steps.LoadAsync(engagements, leaving, ct);
        modules = await ModulesToRetake.LoadAsync(db, [.. engagements.Select(e => e.Id)], ct);
    }

    /// <param name="engagement">Whose.</param>
    /// <param name="year">Academic year that the decision considered.</param>
    /// <param name="ask">What the line says besides.</param>
    /// <param name="change">Who, when and why.</param>
    /// <returns>In a few words what it does, or every reason against it; then nothing has changed.</returns>
    public Outcome<string> Take(Engagement engagement, string year, ProgressionAsk ask, ChangeContext change)
    {
        if (decisions.Find(engagement.Id, year) is not { } decided)
        {
            return Outcome<string>.Refused("NO_DECISION", $"No board has ratified a decision on {engagement.Numhus} for {year}.", "Progression");
        }

        var (decision, standing) = decided;
        if (standing is { Act: ProgressionAct.CarriedOut })
        {
            return Outcome<string>.Refused("CARRIED_OUT", $"The decision was carried out on {standing.At:d MMM yyyy} by {standing.By}.", "Progression");
        }

        if (decisions.StandingOf(engagement.Id, year) is { } earlier)
        {
            return Outcome<string>.Refused("EARLIER_CARRIED_OUT", $"A decision that this one supersedes was carried out on {earlier.At:d MMM yyyy}; take that back first.", "Progression");
        }

        var deed = ProgressionTable.Of(decision.Code);
        if (deed == ProgressionDeed.Nothing)
        {
            return Outcome<string>.Refused("LEFT_TO_GRADUATION", "The award is made; graduation completes the engagement, not the progression run.", "Progression");
        }

        var done = deed switch
        {
            ProgressionDeed.OpensNextStage or ProgressionDeed.OpensSameStage => Open(engagement, decision, deed, ask, change),
            ProgressionDeed.WaitsForResits => new Carried(null, null, "waits for the resits"),
            _ => Leave(engagement, decision, deed, ask, change),
        };
        return done.Succeeded ? Write(engagement, decision, standing, done.Value, change) : Outcome<string>.Refused(done.Refusals);
    }

    private Outcome<Carried> Open(Engagement engagement, AwardDecision decision, ProgressionDeed deed, ProgressionAsk ask, ChangeContext change)
    {
        if (!AcademicYear.TryParse(decision.AcademicYear, out var year))
        {
            return Outcome<Carried>.Refused("NOT_A_YEAR", $"{decision.AcademicYear} is no academic year; re-enrol the student by hand.", "Progression");
        }

        if (ask.YearOfProgramme is null && decisions.ProgrammeOf(decision) is { } programme && programme != engagement.ProgrammeId)
        {
            return Outcome<Carried>.Refused(new Refusal("TRANSFERRED", $"The student was transferred to {engagement.Programme.Code} since the board; say in yearOfProgramme which year of it comes next.", "Progression", "yearOfProgramme"));
        }

        var stage = ask.YearOfProgramme ?? decision.YearOfProgramme + (deed == ProgressionDeed.OpensNextStage ? 1 : 0);
        var next = SessionYear.For(engagement.Start, year.Next.End).Id;
        if (engagement.Sessions.Any(s => s.SessionYear == next && s.YearOfProgramme == stage))
        {
            // re-enrolled before the board ratified: the decision confirms what is there, and taking it back leaves it there
            return new Carried(null, null, $"is in year {stage} in {next} already");
        }

        var opened = reEnrolling.Take(engagement, year.Next, stage, null, change);
        return opened.Succeeded ? new Carried(opened.Value.SessionYear, null, $"{(deed == ProgressionDeed.OpensNextStage ? "proceeds to" : "repeats")} year {stage} in {opened.Value.SessionYear}") : Outcome<Carried>.Refused(opened.Refusals);
    }

    private Outcome<Carried> Leave(Engagement engagement, AwardDecision decision, ProgressionDeed deed, ProgressionAsk ask, ChangeContext change)
    {
        if (decisions.ReleaseOf(decision) is not { } release || release > change.At)
        {
            return Outcome<Carried>.Refused("NOT_RELEASED", "The results are not released yet; nobody's enrolment ends before they could read why.", "Progression");
        }

        var taken = steps.Take(engagement, Step(engagement, deed == ProgressionDeed.Ends ? EnrolmentStep.Withdraw : EnrolmentStep.Complete, ask.EffectiveOn ?? UkTime.Day(change.At)), change);
        return taken.Succeeded ? new Carried(null, engagement.Current.Place, deed == ProgressionDeed.Ends ? "is withdrawn" : "leaves with the exit award") : Outcome<Carried>.Refused(taken.Refusals);
    }

    private Outcome<string> Write(Engagement engagement, AwardDecision decision, ProgressionEntry? before, Carried carried, ChangeContext change)
    {
        var entry = new ProgressionEntry(decision, (before?.Ordinal ?? 0) + 1, ProgressionAct.CarriedOut, change.Reason, change.Caller.Name, change.At) { SessionYear = carried.SessionYear, StatusPlace = carried.StatusPlace };
        var again = modules.Of(entry, decision).ToList();
        db.Add(entry);
        db.AddRange(again);
        decisions.Stands(entry);
        return again.Count == 0 ? $"{engagement.Numhus} {carried.Words}." : $"{engagement.Numhus} {carried.Words}; to take again: {string.Join(", ", again.Select(a => a.ModuleCode))}.";
    }

    private static TakeStep Step(Engagement engagement, EnrolmentStep step, DateOnly? day) => new()
    {
        Step = step, EngagementId = engagement.Id, Version = engagement.Version, EffectiveOn = day, EndReason = step == EnrolmentStep.Withdraw ? NothingAwarded : null,
    };

    private sealed record Carried(string? SessionYear, int? StatusPlace, string Words);
}

/// <summary>What a line may say besides whose decision it is.</summary>
/// <param name="EffectiveOn">Last day of who leaves; null: the day on which it is carried out.</param>
/// <param name="YearOfProgramme">Which year comes next; null: as the decision says.</param>
internal sealed record ProgressionAsk(DateOnly? EffectiveOn, int? YearOfProgramme);
