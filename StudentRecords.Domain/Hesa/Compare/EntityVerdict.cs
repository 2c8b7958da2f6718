namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>What the compare run says of one entity.</summary>
public sealed class EntityVerdict
{
    public required EntityDefinition Entity { get; init; }

    /// <summary>Keys from the top, with a date that the run rewrote already in it.</summary>
    public required string KeyPath { get; init; }

    public EntityStatus Status { get; set; }

    /// <summary>
    /// The fields' own verdicts: all of them when the run tells everything, otherwise those that do not follow from the entity's
    /// status (of a New entity every field is New, and of an Identify or Unchanged one every field is Unchanged).
    /// </summary>
    public IReadOnlyList<FieldVerdict> Fields { get; init; } = [];

    /// <summary>Values of the extract, where the run had to look at them.</summary>
    public FieldSet? Extract { get; init; }

    /// <summary>The extract's row; null for what has vanished from it.</summary>
    public long? ExtractRow { get; init; }

    /// <summary>The submitted row it was compared with.</summary>
    public long? SubmittedRow { get; init; }

    /// <summary>Whether a parent without a change of its own is put in the file, or at least kept in sight, because of it.</summary>
    public bool IsTold => Status is EntityStatus.New or EntityStatus.Amended or EntityStatus.Identify or EntityStatus.Delete;

    /// <summary>Whether it is in the file.</summary>
    public bool IsInFile => Status is EntityStatus.New or EntityStatus.Amended or EntityStatus.Identify;
}
