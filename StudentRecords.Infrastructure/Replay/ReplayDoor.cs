namespace StudentRecords.Infrastructure.Replay;

/// <summary>Sends one batch of messages of a flow in the name of a system, and tells what the door answered.</summary>
public delegate Task<BatchAnswer> ReplayDoor(string flow, string source, IReadOnlyList<string> lines, CancellationToken ct);

/// <summary>The door's answer to a batch, in counts.</summary>
public sealed record BatchAnswer
{
    public int Received { get; init; }
    public int Applied { get; init; }
    public int Repeated { get; init; }
    public int Stale { get; init; }
    public int Parked { get; init; }
    public int Refused { get; init; }

    /// <summary>No message at all; the sender keeps it.</summary>
    public int Turned { get; init; }

    /// <summary>Quarantined, by reason code.</summary>
    public IReadOnlyDictionary<string, int> Quarantined { get; init; } = new Dictionary<string, int>();
}
