using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Switching;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>
/// Where every message enters, whatever brought it: HTTP, file, bus or desk. It answers when the message's fate is durable, never
/// before.
/// </summary>
public sealed class HubDoor
{
    /// <summary>The flow is another system's.</summary>
    public const string NotYours = "NOT_YOURS";

    private readonly ArrivalReader reader;
    private readonly HubWriter writer;
    private readonly MassChangeGuard guard;
    private readonly SignedSwitches switches;

    internal HubDoor(ArrivalReader reader, HubWriter writer, MassChangeGuard guard, SignedSwitches switches) => (this.reader, this.writer, this.guard, this.switches) = (reader, writer, guard, switches);

    /// <summary>Null when the source may send the flow; otherwise why not.</summary>
    public static Refusal? Refuses(string flow, string source) => FlowCatalogue.Find(flow) switch
    {
        null => new Refusal("UNKNOWN_FLOW", $"There is no flow {flow}.", "Flow catalogue"),
        { Direction: not FlowDirection.In, Type: not FlowType.Lateral } => new Refusal("NOT_INBOUND", $"{flow} does not come in.", "Flow catalogue"),
        { From: var from } when from != source => new Refusal(NotYours, $"{flow} is sent by {from}, not by {source}.", "Flow catalogue"),
        _ => null,
    };

    /// <summary>Why nothing of the text may be kept; null when it may.</summary>
    public Refusal? TurnsAway(string flow, string raw) => reader.TurnedAway(flow, raw);

    /// <summary>Takes the messages in their order. One receipt for each line.</summary>
    /// <exception cref="ArgumentException">The source may not send this flow; ask <see cref="Refuses"/> first.</exception>
    public Task<IReadOnlyList<Receipt>> SubmitAsync(string flow, string source, IReadOnlyList<string> lines, string channel, string? batch, CancellationToken ct) =>
        SubmitAsync(flow, source, lines, channel, batch, arrivals => batch is null ? Task.FromResult<Refusal?>(null) : guard.AskAsync(flow, batch, guard.EndsOf(arrivals), ct), ct);

    /// <summary>The same with part of a file, of which it was asked before whether it may go as a whole.</summary>
    /// <param name="stop">Why nothing of it may; null when it may.</param>
    internal Task<IReadOnlyList<Receipt>> SubmitPartAsync(string flow, string source, IReadOnlyList<string> lines, string channel, string? batch, Refusal? stop, CancellationToken ct) =>
        SubmitAsync(flow, source, lines, channel, batch, _ => Task.FromResult(stop), ct);

    private async Task<IReadOnlyList<Receipt>> SubmitAsync(string flow, string source, IReadOnlyList<string> lines, string channel, string? batch, Func<List<Arrival>, Task<Refusal?>> ask, CancellationToken ct)
    {
        if (Refuses(flow, source) is { } refusal)
        {
            throw new ArgumentException(refusal.Sentence, nameof(flow));
        }

        var receipts = new Receipt?[lines.Count];
        var arrivals = new List<Arrival>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            if (reader.Read(flow, source, lines[i], i + 1, channel, batch, out receipts[i]) is { } arrival)
            {
                arrivals.Add(arrival.Delivery is not null && await switches.RefusesAsync(arrival.Message, ct) is { } ended ? new Arrival(arrival.Line, arrival.Message, null, [ended]) : arrival);
            }
        }

        if (arrivals.Count > 0)
        {
            if (await ask(arrivals) is { } stop)
            {
                arrivals = arrivals.ConvertAll(a => a.Delivery is null ? a : new Arrival(a.Line, a.Message, null, [stop]));
            }

            await writer.WriteAsync(arrivals, ct);
        }

        foreach (var arrival in arrivals)
        {
            receipts[arrival.Line - 1] = arrival.Receipt;
        }

        return receipts!;
    }

    /// <summary>Tries kept messages again: after a correction, a fault, or because what they waited for may have come.</summary>
    public async Task<IReadOnlyList<Receipt>> AgainAsync(IReadOnlyList<InboxMessage> messages, CancellationToken ct)
    {
        var arrivals = messages.Select(reader.Again).ToList();
        await writer.WriteAsync(arrivals, ct);
        return arrivals.Select(a => a.Receipt!).ToList();
    }
}
