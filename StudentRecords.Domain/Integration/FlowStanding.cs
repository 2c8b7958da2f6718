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

    /// <summary>Something waits longer than it should, or would: the way it takes does not work.</summary>
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

    /// <param name="isOperated">Whether a channel to the receiver is operated; true for what comes in.</param>
    /// <param name="isReachable">Whether the way it takes works, as far as is known.</param>
    /// <param name="now">The moment of the question.</param>
    public FlowStanding Stands(bool isOperated, bool isReachable, DateTimeOffset now) => this switch
    {
        { IsEmpty: true } when isReachable => FlowStanding.NoTraffic,
        { Quarantined: > 0 } or { Dead: > 0 } => FlowStanding.Stuck,
        _ when !isOperated => FlowStanding.NotOperated,
        { OldestDue: { } due } when now - due > Patience => FlowStanding.Slow,
        _ => isReachable ? FlowStanding.Moving : FlowStanding.Slow,
    };

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
}
