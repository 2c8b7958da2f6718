namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>What a set of bulk rows holds.</summary>
public enum SetKind
{
    Extract,
    Comparison,
    Check,
    Submitted,
}

/// <summary>A set number that was taken: so that what a killed run left behind is known and can be cleared away.</summary>
public sealed class SetLedgerEntry
{
    public required int Number { get; init; }

    public required SetKind Kind { get; init; }

    public long? ReturnId { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Whole and in use; until then nobody refers to it.</summary>
    public bool IsWhole { get; set; }
}
