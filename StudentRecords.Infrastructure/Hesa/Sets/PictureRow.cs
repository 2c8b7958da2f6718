namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>One row of what was submitted, while the picture of it is made anew.</summary>
internal sealed record PictureRow
{
    public required string Entity { get; init; }
    public required string KeyPath { get; init; }
    public required bool IsRoot { get; init; }
    public required long Hash { get; init; }
    public required bool IsDeleted { get; init; }
    public required long Effective { get; init; }
    public string? SourceKind { get; init; }
    public long? SourceId { get; init; }
    public required string Packed { get; init; }
}
