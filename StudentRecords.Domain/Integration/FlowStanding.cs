namespace StudentRecords.Domain.Integration;

/// <summary>How a flow stands, as its tile shows it.</summary>
public enum FlowStanding
{
    /// <summary>Messages move and nothing is stuck.</summary>
    Moving,

    /// <summary>Nothing has ever come or gone.</summary>
    NoTraffic,

    /// <summary>The institution operates no channel to the other system: messages queue up and nothing is failing.</summary>
    NotOperated,

    /// <summary>A person stopped it with a reason: what waits is held, and nothing is failing.</summary>
    Paused,

    /// <summary>Its sender has a rhythm, and has missed it for days.</summary>
    Silent,

    /// <summary>Something waits longer than the flow promises, or would: the way it takes does not work.</summary>
    Slow,

    /// <summary>Something can move only by a person's hand.</summary>
    Stuck,
}

/// <summary>What the oldest message of a flow waits for.</summary>
public enum FlowWait
{
    /// <summary>It failed on the way into the record and is tried again by itself.</summary>
    Retry,

    /// <summary>Something that it names has not come.</summary>
    Parked,

    /// <summary>It is due and its receiver has not got it.</summary>
    Unsent,
}

/// <summary>What has come or gone on a flow, and what waits.</summary>
public sealed record FlowTraffic
{
    public int Received { get; init; }

    public int Applied { get; init; }

    /// <summary>Waits for something that has not come, or is kept because the flow is paused.</summary>
    public int Parked { get; init; }

    /// <summary>Taken, and tried again by itself after a fault of the record.</summary>
    public int Retried { get; init; }

    public int Quarantined { get; init; }

    public int Refused { get; init; }

    public int Delivered { get; init; }

    /// <summary>Waits to be sent and may be sent now.</summary>
    public int Queued { get; init; }

    public int Dead { get; init; }

    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When the oldest message became due that is not delivered yet.</summary>
    public DateTimeOffset? OldestDue { get; init; }

    /// <summary>When the oldest message came that is tried again after a fault.</summary>
    public DateTimeOffset? OldestRetried { get; init; }

    /// <summary>When the oldest message came that waits for something; what a person's pause keeps is not looked at.</summary>
    public DateTimeOffset? OldestParked { get; init; }

    /// <summary>Since when the oldest has waited that has not had its effect, and for what; null when none waits.</summary>
    public (FlowWait For, DateTimeOffset Since)? Oldest
    {
        get
        {
            (FlowWait For, DateTimeOffset? Since)[] waits = [(FlowWait.Retry, OldestRetried), (FlowWait.Parked, OldestParked), (FlowWait.Unsent, OldestDue)];
            var oldest = waits.MinBy(w => w.Since ?? DateTimeOffset.MaxValue);
            return oldest.Since is { } since ? (oldest.For, since) : null;
        }
    }

    public bool IsEmpty => Received == 0 && Delivered == 0 && Queued == 0 && Dead == 0;

    /// <param name="way">The way that it takes here.</param>
    /// <param name="promise">What its cadence promises here.</param>
    /// <param name="now">The moment of the question.</param>
    public FlowStanding Stands(FlowWay way, FlowPromise promise, DateTimeOffset now) => this switch
    {
        { IsEmpty: true } when way.IsReachable => FlowStanding.NoTraffic,
        _ when !way.IsOperated => FlowStanding.NotOperated,
        _ when way.IsPaused => FlowStanding.Paused,
        { Quarantined: > 0 } or { Dead: > 0 } => FlowStanding.Stuck,
        { Oldest: { } oldest } when now - oldest.Since > promise.Within => FlowStanding.Slow,
        _ when !way.IsReachable => FlowStanding.Slow,
        { Received: > 0, LastSuccess: { } last } when promise.Misses(last, now) => FlowStanding.Silent,
        _ => FlowStanding.Moving,
    };
}

/// <summary>The way that a flow takes here.</summary>
/// <param name="IsOperated">Whether there is a channel to the receiver; true for what comes in.</param>
/// <param name="IsReachable">Whether it works, as far as is known.</param>
/// <param name="IsPaused">Whether a person has stopped it.</param>
public sealed record FlowWay(bool IsOperated, bool IsReachable, bool IsPaused);
