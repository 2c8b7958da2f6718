namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F016 AssessmentMarkSubmitted, MarkCorrected: a provisional mark, the record only once a board has ratified it.</summary>
public sealed record AssessmentMark
{
    public required PersonRef Student { get; init; }

    /// <summary>The component's key in the learning environment.</summary>
    public required string Assessment { get; init; }
    public int Attempt { get; init; } = 1;

    /// <summary>0 to 100; null: submitted, no mark given.</summary>
    public decimal? Score { get; init; }
    public DateOnly? SubmittedOn { get; init; }

    /// <summary>The moment of submission; with it lateness is worked to the second.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Everybody's deadline, without what was moved for one student; null: the end of the component's due day.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Carried over from an earlier registration.</summary>
    public bool Banked { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/assessment", Assessment, 60)
        .Between("/score", Score, 0, 100).Between("/attempt", Attempt, 1, 20).Past("/submittedOn", SubmittedOn);
}
