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

/// <summary>What has come or gone on a flow, and what waits.</summary>
public sealed record FlowTraffic
{
    public int Received { get; init; }

    public int Applied { get; init; }

    public int Parked { get; init; }

    public int Quarantined { get; init; }

    public int Refused { get; init; }

    public int Delivered { get; init; }

    /// <summary>Waits to be sent and may be sent now.</summary>
    public int Queued { get; init; }

    public int Dead { get; init; }

    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When the oldest message became due that is not delivered yet.</summary>
    public DateTimeOffset? OldestDue { get; init; }

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
        { OldestDue: { } due } when now - due > promise.Within => FlowStanding.Slow,
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
