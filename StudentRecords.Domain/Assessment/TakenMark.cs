namespace StudentRecords.Domain.Assessment;

/// <summary>A current mark as a rule reads it.</summary>
/// <param name="ComponentId">The component that it is for.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Score">0 to 100; null is submitted without a mark.</param>
/// <param name="SubmittedOn">The day on which it was handed in, as far as known.</param>
public readonly record struct TakenMark(long ComponentId, int Attempt, decimal? Score, DateOnly? SubmittedOn = null)
{
    /// <summary>The moment, where the learning environment told it.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The mark's own id, by which what was agreed in moderation is found; 0 where it is not asked.</summary>
    public long MarkId { get; init; }

    /// <summary>Everybody's deadline as the learning environment has it; null: the end of the component's due day.</summary>
    public DateTimeOffset? DueAt { get; init; }
}
