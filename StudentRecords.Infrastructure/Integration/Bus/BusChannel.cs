using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>A persistent message at the broker. The receipt is the broker's confirm: it holds the message in a queue of the receiver's.</summary>
internal sealed class BusChannel(BusSettings settings, BusPublisher publisher) : IOutboundChannel
{
    public ChannelKind Kind => ChannelKind.Bus;

    public async Task<SendResult> SendAsync(PartnerChannel partner, OutboxMessage message, CancellationToken ct)
    {
        if (settings.Refuses is { } refusal)
        {
            return new SendResult(SendFault.Destination, refusal.Sentence);
        }

        var key = BusNames.RoutingKey(message);
        try
        {
            await publisher.PublishAsync(BusNames.Out, key, Properties(message), OutboundEnvelope.Body(message), ct);
            return SendResult.Delivered($"Confirmed by the broker, {key}");
        }
        catch (PublishException e)
        {
            // a queue that is bound to one flow only takes the others of its flow
            return e.IsReturn
                ? new SendResult(SendFault.Message, $"No queue at the broker takes {key}: none is bound to {BusNames.Out} for it.")
                : new SendResult(SendFault.Destination, $"The broker did not take {key}; a queue for it may be full.");
        }
        catch (Exception e) when (BusFaults.Is(e) || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new SendResult(SendFault.Destination, e is OperationCanceledException ? "The broker confirmed nothing in time." : e.GetBaseException().Message);
        }
    }

    private static BasicProperties Properties(OutboxMessage message) => new()
    {
        AppId = "student-records",
        ContentType = "application/json",
        CorrelationId = message.CorrelationId,
        DeliveryMode = DeliveryModes.Persistent,
        MessageId = OutboundEnvelope.Id(message),
        Timestamp = new AmqpTimestamp(message.CreatedAt.ToUnixTimeSeconds()),
        Type = message.Type,
        Headers = new Dictionary<string, object?> { ["flow"] = message.Flow, ["version"] = message.ContractVersion, ["aggregate"] = message.Aggregate, ["sequence"] = message.Sequence },
    };
}
