namespace StudentRecords.Domain.Integration.Reconciling;

/// <summary>How a message of the record counts when it is compared.</summary>
public enum HeldStanding
{
    /// <summary>Acknowledged: both sides must have it.</summary>
    Due,

    /// <summary>On its way, or stopped after an attempt of which nobody heard the end: the other side may have it, though its receipt has not come.</summary>
    UnderWay,

    /// <summary>Withdrawn or set aside before any attempt: the other side must not have it.</summary>
    Stopped,

    /// <summary>Came in and is not in the record: quarantined, parked or waiting.</summary>
    HeldUp,
}

/// <summary>One message as the record has it.</summary>
/// <param name="MessageId">Row of the outbox or inbox; below nought for what people keyed.</param>
/// <param name="Key">Its key.</param>
/// <param name="Version">Sequence or source version.</param>
/// <param name="Sha256">Of its bytes; null when its content was disposed of.</param>
/// <param name="Group">See <see cref="Grouping"/>.</param>
/// <param name="Pounds">What it moves.</param>
/// <param name="Standing">How it counts.</param>
/// <param name="IsAtEdge">So near to the end of the period that the other side may count it to another day.</param>
public sealed record HeldMessage(long MessageId, string Key, long Version, string? Sha256, string Group, decimal? Pounds, HeldStanding Standing, bool IsAtEdge = false)
{
    /// <summary>Whether it is in our totals.</summary>
    public bool Counts => Standing is HeldStanding.Due or HeldStanding.HeldUp;
}
