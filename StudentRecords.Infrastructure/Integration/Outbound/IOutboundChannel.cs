using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>A way by which messages leave.</summary>
internal interface IOutboundChannel
{
    ChannelKind Kind { get; }

    /// <summary>Sends one message. Never throws for what the receiver or the way to it did.</summary>
    Task<SendResult> SendAsync(PartnerChannel partner, OutboxMessage message, CancellationToken ct);
}

/// <summary>A way by which many messages leave together.</summary>
internal interface IBulkChannel : IOutboundChannel
{
    /// <summary>Sends them all; a result for each, by its id. Never throws for what the receiver or the way to it did.</summary>
    Task<IReadOnlyDictionary<long, SendResult>> SendManyAsync(PartnerChannel partner, IReadOnlyList<OutboxMessage> messages, CancellationToken ct);
}

/// <summary>Whose fault it is that a message was not delivered.</summary>
internal enum SendFault
{
    None,

    /// <summary>The receiver does not take this one; others may well pass.</summary>
    Message,

    /// <summary>The receiver or the way to it is down; nothing would pass.</summary>
    Destination,

    /// <summary>The receiver wants no more messages at this address.</summary>
    Gone,
}

/// <summary>What came of sending.</summary>
/// <param name="Told">The receipt, or what went wrong.</param>
/// <param name="RetryAfter">How long the receiver asks us to wait.</param>
internal sealed record SendResult(SendFault Fault, string Told, TimeSpan? RetryAfter = null)
{
    public static SendResult Delivered(string receipt) => new(SendFault.None, receipt);
}
