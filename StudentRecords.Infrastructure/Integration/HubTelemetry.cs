using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>
/// What the hub tells whoever watches it: spans of what it does, and counts by flow. Codes of flows, systems and states only; nothing of a person. A correlation id may bear a person's number (senders that give none have that of
/// the message), so spans bear its digest; and that is the id of the trace too: what was made of a message is in one trace with it, whichever process made it and whenever.
/// </summary>
public static class HubTelemetry
{
    /// <summary>Name of the spans' source and of the meter.</summary>
    public const string Name = "StudentRecords.Hub";

    private static readonly ActivitySource Spans = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Settled = Meter.CreateCounter<long>("hub.messages.settled", "{message}", "Messages that came in, by what became of them.");
    private static readonly Histogram<double> Units = Meter.CreateHistogram<double>("hub.unit.duration", "ms", "How long a transaction of the hub took.");
    private static readonly Counter<long> Sent = Meter.CreateCounter<long>("hub.messages.sent", "{message}", "Attempts to deliver, by how they ended.");
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>("hub.delivery.lag", "s", "From the change in the record to the receiver's receipt.");

    /// <summary>Tag of the correlation id's digest, 32 hexadecimal digits.</summary>
    public const string Correlation = "hub.correlation";

    /// <summary>The trace of a correlation id: the first 16 bytes of its SHA-256.</summary>
    public static ActivityTraceId TraceOf(string correlationId) => ContextOf(correlationId).TraceId;

    /// <summary>A transaction of so many messages.</summary>
    internal static Activity? Unit(int messages) => Spans.StartActivity("hub.unit")?.SetTag("hub.messages", messages);

    /// <summary>So many messages of a system that the bus handed over at a time.</summary>
    internal static Activity? FromBus(string system, int messages) => Spans.StartActivity("hub.bus", ActivityKind.Consumer)?.SetTag("hub.system", system).SetTag("hub.messages", messages);

    /// <summary>What became of each message of a transaction: in the message's own trace, linked to the transaction and to the request, file or queue with which it came.</summary>
    internal static void Applied(Activity? unit, IEnumerable<Arrival> arrivals)
    {
        if (unit is null)
        {
            return;
        }

        foreach (var arrival in arrivals)
        {
            var message = arrival.Message;
            ActivityLink[] links = [new(unit.Context), .. arrival.CameWith is { } came ? (IEnumerable<ActivityLink>)[new(came)] : []];
            using var span = Spans.StartActivity("hub.apply", ActivityKind.Consumer, ContextOf(message.CorrelationId), links: links, startTime: unit.StartTimeUtc);
            span?.SetTag("hub.flow", message.Flow).SetTag("hub.system", message.Source).SetTag("hub.message", message.Type).SetTag("hub.state", message.State.ToString()).SetTag(Correlation, TraceOf(message.CorrelationId).ToHexString());
        }
    }

    private static ActivityContext ContextOf(string correlationId)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(correlationId), digest);
        return new ActivityContext(ActivityTraceId.CreateFromBytes(digest[..16]), ActivitySpanId.CreateFromBytes(digest[16..24]), ActivityTraceFlags.Recorded, isRemote: true);
    }

    /// <summary>The delivery of one message, in the trace of what caused it.</summary>
    /// <param name="message">What is delivered.</param>
    /// <param name="since">When it began, where messages go together; now otherwise.</param>
    internal static Activity? Delivery(OutboxMessage message, DateTimeOffset since = default) =>
        Spans.StartActivity("hub.deliver", ActivityKind.Producer, ContextOf(message.CorrelationId), startTime: since)?.SetTag(Correlation, TraceOf(message.CorrelationId).ToHexString()).SetTag("hub.flow", message.Flow).SetTag("hub.system", message.Destination).SetTag("hub.message", message.Type);

    internal static void Told(IEnumerable<Arrival> arrivals, TimeSpan took)
    {
        Units.Record(took.TotalMilliseconds);
        foreach (var group in arrivals.GroupBy(a => (a.Message.Flow, a.Message.State)))
        {
            Settled.Add(group.Count(), new KeyValuePair<string, object?>("flow", group.Key.Flow), new("state", group.Key.State.ToString()));
        }
    }

    internal static void Told(OutboxMessage message, bool isDelivered, DateTimeOffset now)
    {
        Sent.Add(1, new KeyValuePair<string, object?>("flow", message.Flow), new("system", message.Destination), new("outcome", isDelivered ? "delivered" : "failed"));
        if (isDelivered)
        {
            Lag.Record((now - message.CreatedAt).TotalSeconds, new KeyValuePair<string, object?>("flow", message.Flow));
        }
    }
}
