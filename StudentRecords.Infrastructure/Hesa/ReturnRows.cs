using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>One return as lists and its page show it.</summary>
public sealed record ReturnRow
{
    public required long Id { get; init; }
    public required string Collection { get; init; }
    public required int Sequence { get; init; }
    public required ReturnState State { get; init; }
    public required int EntityCount { get; init; }
    public required int ErrorCount { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? BuiltAt { get; init; }
    public DateTimeOffset? ComparedAt { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    public DateTimeOffset? CheckedAt { get; init; }
    public int BrokenRules { get; init; }
    public string? ApprovedBy { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }
    public string? FirstSignature { get; init; }
    public DateTimeOffset? FirstSignedAt { get; init; }
    public string? SecondSignature { get; init; }
    public DateTimeOffset? SecondSignedAt { get; init; }
    public string? SubmittedBy { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string? Acknowledgement { get; init; }

    /// <summary>Last day for the final file: early in November after the reference year (3 November for 22056; inferred for later ones).</summary>
    public required DateOnly Deadline { get; init; }

    public static ReturnRow Of(HesaReturn of) => new()
    {
        Id = of.Id,
        Collection = of.Collection,
        Sequence = of.Sequence,
        State = of.State,
        EntityCount = of.EntityCount,
        ErrorCount = of.ErrorCount,
        StartedAt = of.StartedAt,
        BuiltAt = of.BuiltAt,
        ComparedAt = of.ComparedAt,
        SubmittedAt = of.SubmittedAt,
        CheckedAt = of.CheckedAt,
        BrokenRules = of.BrokenRules,
        ApprovedBy = of.ApprovedBy,
        ApprovedAt = of.ApprovedAt,
        FirstSignature = of.FirstSignature,
        FirstSignedAt = of.FirstSignedAt,
        SecondSignature = of.SecondSignature,
        SecondSignedAt = of.SecondSignedAt,
        SubmittedBy = of.SubmittedBy,
        AcknowledgedAt = of.AcknowledgedAt,
        Acknowledgement = of.Acknowledgement,
        Deadline = new DateOnly(of.EffectiveDate.Year + 1, 11, 3),
    };
}

/// <param name="Level">1 directly under the root.</param>
/// <param name="ByStatus">Number of entities by status; a status that none has is absent.</param>
public sealed record EntityCounts(string Entity, int Level, IReadOnlyDictionary<EntityStatus, int> ByStatus)
{
    public int Of(EntityStatus status) => ByStatus.GetValueOrDefault(status);
}

/// <param name="Key">Keys from the top: <c>SID=…/NUMHUS=…</c>.</param>
public sealed record VerdictRow(long ReturnId, long Id, string Entity, EntityStatus Status, string Key);
