namespace StudentRecords.Domain.Integration;

/// <summary>What a flow decided to do with a message.</summary>
public sealed record Disposition(InboxState State, string? Code = null, string? Reason = null, string? WaitsFor = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Code of what is kept because its flow is paused.</summary>
    public const string Paused = "PAUSED";

    /// <summary>Every reason for which the rules said no.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private init; } = [];

    /// <summary>Its effect is in the record.</summary>
    public static readonly Disposition Applied = new(InboxState.Applied);

    /// <summary>Older than what is held: acknowledged, ignored.</summary>
    public static readonly Disposition Stale = new(InboxState.Stale, "STALE", "The record holds a newer version.");

    /// <summary>Names something that is not there yet.</summary>
    public static Disposition Park(string waitsFor, string reason) => new(InboxState.Parked, "UNKNOWN_REFERENCE", reason, waitsFor);

    /// <summary>A person stopped the flow: it is kept, and tried when the flow runs again.</summary>
    public static Disposition Pause(string flow, string because) => new(InboxState.Parked, Paused, $"{flow} is paused: {because}", WaitOf(flow));

    /// <summary>What messages of a paused flow wait for.</summary>
    public static string WaitOf(string flow) => $"flow:{flow}";

    /// <summary>A person must decide.</summary>
    public static Disposition Quarantine(string code, string reason) => new(InboxState.Quarantined, code, reason);

    /// <summary>The rules said no; the sender is told every reason.</summary>
    public static Disposition Refuse(IReadOnlyList<Refusal> refusals) =>
        new(InboxState.Refused, refusals[0].Code, string.Join(" ", refusals.Select(r => r.Sentence))) { Refusals = refusals };

    /// <summary>A passing fault: tried again after a while.</summary>
    public static Disposition TryAgain(string reason, TimeSpan after) => new(InboxState.Accepted, "TRANSIENT", reason, RetryAfter: after);
}
