using System.Text;
using RabbitMQ.Client.Events;
using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>A message as the broker handed it over; acknowledged by its tag.</summary>
/// <param name="Tag">The broker's number of it on this channel.</param>
/// <param name="RoutingKey">Begins with the flow: <c>F004</c>, <c>F004.TeachingEventScheduled</c>.</param>
/// <param name="MessageId">The property message-id, if the sender set it.</param>
/// <param name="Body">The envelope, JSON in UTF-8.</param>
internal sealed record BusDelivery(ulong Tag, string RoutingKey, string? MessageId, byte[] Body)
{
    /// <summary>As long as one message by web may be.</summary>
    private const int Largest = 1 << 20;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public string Flow { get; } = RoutingKey.Split('.')[0].ToUpperInvariant();

    // the client takes its memory back when the handler returns
    public static BusDelivery Of(BasicDeliverEventArgs came) => new(came.DeliveryTag, came.RoutingKey, came.BasicProperties.MessageId, came.Body.ToArray());

    /// <summary>The text; null, with the reason, when there is none that could be read.</summary>
    public string? Text(out Refusal? refusal)
    {
        if (Body.Length > Largest)
        {
            refusal = new Refusal("TOO_LARGE", $"The message has {Body.Length} bytes; {Largest} are taken.", "Message bus");
            return null;
        }

        try
        {
            var text = Strict.GetString(Body);
            refusal = IdempotencyKey.Refuses(MessageId, text, "message-id");
            return refusal is null ? text : null;
        }
        catch (DecoderFallbackException)
        {
            refusal = new Refusal("MALFORMED", "The message is not in UTF-8.", "Message bus");
            return null;
        }
    }
}
