namespace StudentRecords.Domain.Audit;

/// <summary>
/// One line of the append-only trail: what one act did to one subject. Entries are numbered without gaps and each carries
/// the hash of the one before, so that a change in the middle or a missing line shows.
/// </summary>
public sealed class AuditEntry
{
    public long Sequence { get; set; }

    public required DateTimeOffset At { get; init; }

    /// <summary>User name or system code.</summary>
    public required string Actor { get; init; }

    public required string Act { get; init; }

    public required string Reason { get; init; }

    public string? Evidence { get; init; }

    public required CauseKind Cause { get; init; }

    public string? CauseReference { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>The kind of thing changed: Person for everything in a person's record, otherwise the entity's own name.</summary>
    public required string SubjectKind { get; init; }

    public required long SubjectId { get; init; }

    /// <summary>JSON: for each row touched its entity, id, what was done and the values before and after.</summary>
    public required string Changes { get; init; }

    /// <summary>Hash of the previous entry, 64 lower-case hexadecimal digits.</summary>
    public string PreviousHash { get; set; } = "";

    public string Hash { get; set; } = "";
}
