using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Enrolment.Desk;

/// <summary>What an engagement waits for.</summary>
public enum Waits
{
    /// <summary>To be enrolled for the first time.</summary>
    Enrolment,

    /// <summary>To be re-enrolled for the year.</summary>
    ReEnrolment,

    /// <summary>To come back from an interruption.</summary>
    Return,

    /// <summary>To take up a deferred place.</summary>
    TakeUp,
}

/// <summary>An engagement that waits for something.</summary>
public sealed record WaitingRow(long EngagementId, long PersonId, string StudentNumber, string Name, string Programme, string Numhus, EngagementStatus Status, Waits WaitsFor, DateOnly Start, int Holds, bool IsSponsored);

/// <summary>One thing in the way: what, whose it is, and how it is mended.</summary>
/// <param name="Way">What the button does, in words; null where nothing here mends it.</param>
/// <param name="Address">Where it is mended.</param>
public sealed record Obstacle(string Code, string Sentence, string Owner, string? Way, string? Address);

/// <summary>An engagement at the desk: what it waits for, what is in the way, and the next best action.</summary>
public sealed record DeskEngagement(EngagementView Engagement, string Wanted, IReadOnlyList<Obstacle> Obstacles, string? Next, string? NextAddress);

/// <summary>A programme's students of a year and how far their re-enrolment has come.</summary>
public sealed record CohortRow(long ProgrammeId, string Code, string Title, string Year, int ReEnrolled, int ToReEnrol)
{
    public int Total => ReEnrolled + ToReEnrol;
}
