using StudentRecords.Domain.Access;

namespace StudentRecords.Domain.Audit;

/// <summary>Who changes the record, when, why and on whose prompting. Every use case takes one and the audit trail is written from it.</summary>
public sealed record ChangeContext
{
    /// <summary>The person or system that acts, with what it may do.</summary>
    public required Caller Caller { get; init; }

    /// <summary>When the change is recorded (UTC). Effective dates are the request's own.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was being done, in the record's words: RatifyBoard, ApplyF016.</summary>
    public required string Act { get; init; }

    /// <summary>Why, in a person's words. Never empty.</summary>
    public required string Reason { get; init; }

    /// <summary>Where the evidence lies (a case reference, a document link), if there is any.</summary>
    public string? Evidence { get; init; }

    public CauseKind Cause { get; init; } = CauseKind.Person;

    /// <summary>The flow message or job that caused it.</summary>
    public string? CauseReference { get; init; }

    /// <summary>One id for all that follows from one cause, across inbox, record, outbox and receipts.</summary>
    public string? CorrelationId { get; init; }

    public ChangeContext For(string act) => this with { Act = act };
}
