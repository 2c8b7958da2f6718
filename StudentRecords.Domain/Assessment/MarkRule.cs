namespace StudentRecords.Domain.Assessment;

/// <summary>A version of a rule by which module results are worked, held as data. Written once; results name code and version.</summary>
public sealed class MarkRule
{
    public long Id { get; private set; } = RecordId.Next();

    public required string Code { get; init; }

    public required int RuleVersion { get; init; }

    public required string Title { get; init; }

    /// <summary>JSON of the rule's clauses.</summary>
    public required string Clauses { get; init; }

    public required DateOnly ValidFrom { get; init; }
}
