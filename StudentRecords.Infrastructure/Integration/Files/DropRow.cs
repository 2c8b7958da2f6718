namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>One row of a dropped file.</summary>
/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="Envelope">The message that it is; null when it is none.</param>
/// <param name="Fault">Why it is none.</param>
public readonly record struct DropRow(int Line, string? Envelope, string? Fault = null)
{
    /// <summary>Of how many rows, as the sender counts them, it is made: none for a further message of one that was counted.</summary>
    public int Records { get; init; } = 1;
}

/// <summary>The file as a whole cannot be read as what it says it is.</summary>
public sealed class UnreadableFileException(string code, string sentence) : Exception(sentence)
{
    public string Code { get; } = code;
}
