namespace StudentRecords.Domain.Assessment;

/// <summary>A current mark as a rule reads it.</summary>
/// <param name="ComponentId">The component that it is for.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Score">0 to 100; null is submitted without a mark.</param>
public readonly record struct TakenMark(long ComponentId, int Attempt, decimal? Score);
