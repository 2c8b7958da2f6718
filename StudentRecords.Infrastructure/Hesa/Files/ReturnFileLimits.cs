namespace StudentRecords.Infrastructure.Hesa.Files;

/// <summary>How much a return file may hold. A return of 60,000 students has about 8 million fields in half a gigabyte.</summary>
public sealed record ReturnFileLimits
{
    public static readonly ReturnFileLimits Standard = new();

    /// <summary>Characters in all, white space included.</summary>
    public long Characters { get; init; } = 2_000_000_000;

    /// <summary>Characters of one field.</summary>
    public int ValueCharacters { get; init; } = 4_000;

    /// <summary>Entities in one student, course or module.</summary>
    public int EntitiesUnderOneRoot { get; init; } = 50_000;

    /// <summary>Faults that are listed before reading stops.</summary>
    public int Faults { get; init; } = 100;
}
