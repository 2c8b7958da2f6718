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
            return Engagement.Sessions.OrderBy(s => s.Start).Select(s => new PricedSession(s.Id, s.Start, s.YearOfProgramme, s.Mode));
        }

        var year = SessionYear.For(Engagement.Start, firstEnrolled < Engagement.Start ? Engagement.Start : firstEnrolled);
        return [new PricedSession(0, year.Start < Engagement.Start ? Engagement.Start : year.Start, 1, Engagement.Mode)];
    }
}

/// <summary>A session as a price needs it.</summary>
internal sealed record PricedSession(long Id, DateOnly Start, int YearOfProgramme, string Mode)
{
    public string AcademicYear => Calendar.AcademicYear.Of(Start).ToString();
}
