using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Enrolment.Registration;

/// <summary>A student who chooses modules, as the rules look at one: the engagement, what is taken and was taken, what holds stand.</summary>
public sealed record Chooser
{
    public required long EngagementId { get; init; }

    public required EngagementStatus Status { get; init; }

    public required DateOnly Start { get; init; }

    /// <summary>Of the programme version that the engagement is on; null where the catalogue says nothing.</summary>
    public ProgrammeStructure? Structure { get; init; }

    /// <summary>Session years that are open already, with the year of the programme that each is.</summary>
    public IReadOnlyList<(string SessionYear, int YearOfProgramme)> Sessions { get; init; } = [];

    /// <summary>Every registration of the person, of all engagements.</summary>
    public IReadOnlyList<TakenModule> Taken { get; init; } = [];

    public IReadOnlyList<Hold> OpenHolds { get; init; } = [];

    /// <summary>The session year that something starting on the day would be in.</summary>
    public string SessionYearOf(DateOnly start) => SessionYear.For(Start, start < Start ? Start : start).Id;

    /// <summary>The year of the programme that a session year is, or would be.</summary>
    public int YearOfProgramme(string sessionYear)
    {
        var open = Sessions.FirstOrDefault(s => s.SessionYear == sessionYear);
        return open.SessionYear is null ? Sessions.Select(s => s.SessionYear).Distinct(StringComparer.Ordinal).Count() + 1 : open.YearOfProgramme;
    }

    /// <summary>What the engagement's version asks of a session year; null where it asks nothing.</summary>
    public StageRules? Stage(string sessionYear) => Structure?.Stage(YearOfProgramme(sessionYear));

    /// <summary>Modules of the engagement that count in the session year.</summary>
    public IReadOnlyList<TakenModule> In(string sessionYear) => [.. Taken.Where(t => t.Counts && t.EngagementId == EngagementId && t.SessionYear == sessionYear)];
}
