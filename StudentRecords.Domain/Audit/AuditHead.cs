namespace StudentRecords.Domain.Audit;

/// <summary>The last sealed entry, in a table of its own: a trail whose tail was cut no longer ends where this says. One row.</summary>
public sealed class AuditHead
{
    public int Id { get; init; } = 1;

    public long Sequence { get; set; }

    public string Hash { get; set; } = AuditSeal.Genesis;
}
