using System.Security.Cryptography;
using RabbitMQ.Client;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>
/// Puts what was turned away, with the reason, into the sender's queue of refused messages. What may tell a story of a person is
/// named there and not copied.
/// </summary>
internal sealed class TurnedAway(BusPublisher publisher, InboundFlows flows, TimeProvider clock)
{
    /// <summary>Returns when the broker holds the copy.</summary>
    public Task KeepAsync(string system, Turned turned, CancellationToken ct)
    {
        var (delivery, why) = turned;
        var isWithheld = MayTellAStory(system, delivery.Flow);
        var properties = new BasicProperties
        {
            AppId = "student-records",
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = delivery.MessageId,
            Timestamp = new AmqpTimestamp(clock.GetUtcNow().ToUnixTimeSeconds()),
            Headers = new Dictionary<string, object?>
            {
                ["reason-code"] = why.Code,
                ["reason"] = isWithheld ? $"{why.Sentence} The message's text is not copied here." : why.Sentence,
                ["routing-key"] = delivery.RoutingKey,
                ["sha-256"] = Convert.ToHexStringLower(SHA256.HashData(delivery.Body)),
            },
        };
        return publisher.PublishAsync(BusNames.Refused, system, properties, isWithheld ? [] : delivery.Body, ct);
    }

    // what names no flow of the system's may have been meant for any of them
    private bool MayTellAStory(string system, string flow) =>
        flows.TakesNoNarrative(flow) || (HubDoor.Refuses(flow, system) is not null && FlowCatalogue.All.Any(f => f.From == system && flows.TakesNoNarrative(f.Code)));
}
