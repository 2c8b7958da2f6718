namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>What a contract's checks ask of one place in a message, so that the published contract says the same as the door.</summary>
/// <param name="Pointer">JSON pointer of the place; the first of a list stands for all.</param>
public sealed record Limit(string Pointer)
{
    /// <summary>A text that may not be blank.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>Characters at most.</summary>
    public int? Longest { get; init; }

    public decimal? Low { get; init; }

    public decimal? High { get; init; }

    /// <summary>The words with which it is refused when it is otherwise.</summary>
    public string? Sentence { get; init; }
}
