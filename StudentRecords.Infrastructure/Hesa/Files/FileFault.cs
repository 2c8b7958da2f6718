namespace StudentRecords.Infrastructure.Hesa.Files;

/// <summary>What is wrong at one place of a return file; lines and columns count from 1.</summary>
public sealed record FileFault(int Line, int Column, string Sentence)
{
    /// <summary>Of a doubt: it is enough to refuse the file where it would change the record.</summary>
    public bool Refuses { get; init; } = true;

    public override string ToString() => Line > 0 ? $"Line {Line}, column {Column}: {Sentence}" : Sentence;
}

/// <summary>A return file cannot be taken; nothing of it was.</summary>
public sealed class ReturnFileRefusedException(IReadOnlyList<FileFault> faults)
    : Exception($"The file was refused. {string.Join(' ', faults.Take(3))}{(faults.Count > 3 ? $" And {faults.Count - 3} more." : "")}")
{
    public IReadOnlyList<FileFault> Faults { get; } = faults;
}
