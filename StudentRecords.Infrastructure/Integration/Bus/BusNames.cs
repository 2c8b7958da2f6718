using RabbitMQ.Client;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>What exchanges and queues are called at the broker, and how the hub makes its own. Those of a receiver are the receiver's.</summary>
internal static class BusNames
{
    /// <summary>Topic exchange of all that the record tells.</summary>
    public const string Out = "student-records.out";

    /// <summary>Direct exchange of what was turned away, by code of the sender.</summary>
    public const string Refused = "student-records.refused";

    /// <summary>Topic exchange into which one system publishes, and the queue behind it. Whoever may write into it speaks for the system.</summary>
    public static string From(string system) => $"student-records.from.{system}";

    /// <summary>Queue of what was turned away of a system's messages, for the system to read.</summary>
    public static string RefusedOf(string system) => $"{Refused}.{system}";

    /// <summary>Receiver, flow and message name: <c>EWP.F012.NotificationIssued</c>. A receiver binds its queue to <c>EWP.#</c>.</summary>
    public static string RoutingKey(OutboxMessage message) => $"{message.Destination}.{message.Flow}.{message.Type}";

    public static Task DeclareOutAsync(IChannel channel, CancellationToken ct) =>
        channel.ExchangeDeclareAsync(Out, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: ct);

    /// <summary>All that is needed to read one system.</summary>
    public static async Task DeclareInAsync(IChannel channel, string system, CancellationToken ct)
    {
        await channel.ExchangeDeclareAsync(Refused, ExchangeType.Direct, durable: true, autoDelete: false, cancellationToken: ct);
        await channel.QueueDeclareAsync(RefusedOf(system), durable: true, exclusive: false, autoDelete: false, cancellationToken: ct);
        await channel.QueueBindAsync(RefusedOf(system), Refused, system, cancellationToken: ct);
        await channel.ExchangeDeclareAsync(From(system), ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: ct);
        await channel.QueueDeclareAsync(From(system), durable: true, exclusive: false, autoDelete: false, cancellationToken: ct);
        await channel.QueueBindAsync(From(system), From(system), "#", cancellationToken: ct);
    }
}
