using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.Funding;

/// <summary>A module registration with what it is on.</summary>
public sealed record ChargedModule(ModuleRegistration Registration, ModuleOccurrence Occurrence)
{
    public DateOnly? Left => Registration.Status == RegistrationStatus.Withdrawn ? Registration.WithdrawnOn : null;

    public decimal Credits => Occurrence.ModuleVersion.Credits;
}

/// <summary>Everything that a fee depends on, as it stands: an assessment reads nothing else.</summary>
public sealed record FeeSituation
{
    /// <summary>With its sessions and every status entry.</summary>
    public required Engagement Engagement { get; init; }

    public required string ProgrammeCode { get; init; }

    /// <summary>HESA PERMADDCOUNTRY of the person.</summary>
    public string? HomeCountry { get; init; }

    public IReadOnlyList<ChargedModule> Modules { get; init; } = [];

    public IReadOnlyList<FeeStatusDecision> StatusDecisions { get; init; } = [];

    public IReadOnlyList<FundingAward> Awards { get; init; } = [];

    /// <summary>
    /// The years to be priced: the engagement's sessions, or before the first is opened the one that its first enrolled day falls in.
    /// </summary>
    internal IEnumerable<PricedSession> Sessions(DateOnly firstEnrolled)
    {
        if (Engagement.Sessions.Count > 0)
        {
            // a transfer within the year makes a second part of the same session year: one price for the year, by the mode as it stands
            return Engagement.Sessions.GroupBy(s => s.SessionYear)
                .Select(g => new PricedSession([.. g.Select(s => s.Id)], g.Min(s => s.Start), g.First().YearOfProgramme, g.MaxBy(s => s.Part)!.Mode)).OrderBy(s => s.Start);
        }

        var year = SessionYear.For(Engagement.Start, firstEnrolled < Engagement.Start ? Engagement.Start : firstEnrolled);
        return [new PricedSession([], year.Start < Engagement.Start ? Engagement.Start : year.Start, 1, Engagement.Mode)];
    }
}

/// <summary>A session as a price needs it.</summary>
/// <param name="Ids">Of its parts; none before a session is opened.</param>
/// <param name="Start">Of its first part.</param>
/// <param name="YearOfProgramme">HESA YEARPRG.</param>
/// <param name="Mode">Of its last part.</param>
internal sealed record PricedSession(IReadOnlyList<long> Ids, DateOnly Start, int YearOfProgramme, string Mode)
{
    public string AcademicYear => Calendar.AcademicYear.Of(Start).ToString();
}
