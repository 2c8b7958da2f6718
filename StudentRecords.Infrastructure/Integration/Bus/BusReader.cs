using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>
/// Reads one system's queue. A message is acknowledged when its fate is on the disk, never before; whatever goes wrong ends the
/// reading, and the broker hands over again what was not acknowledged. The inbox knows it by its id.
/// </summary>
internal sealed class BusReader(BusSettings settings, BusDoor door, TurnedAway turnedAway, BusStanding standing)
{
    /// <summary>Reads until the connection is lost, the store is away or the application stops.</summary>
    public async Task RunAsync(string system, CancellationToken ct)
    {
        await using var connection = await settings.ConnectAsync($"reads {system}", ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await BusNames.DeclareInAsync(channel, system, ct);
        await channel.BasicQosAsync(0, settings.Prefetch, global: false, ct);
        var came = await ListenAsync(channel, system, ct);
        standing.Up(system);
        while (await came.WaitToReadAsync(ct))
        {
            await TakeAsync(channel, system, came);
        }

        throw new IOException($"The broker ended the reading of {BusNames.From(system)}: {channel.CloseReason?.ReplyText ?? "the queue is gone"}.");
    }

    /// <summary>What the broker hands over; it holds back as much as the prefetch says.</summary>
    private static async Task<ChannelReader<BusDelivery>> ListenAsync(IChannel channel, string system, CancellationToken ct)
    {
        var came = Channel.CreateUnbounded<BusDelivery>(new UnboundedChannelOptions { SingleReader = true });
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => came.Writer.WriteAsync(BusDelivery.Of(delivery)).AsTask();
        consumer.UnregisteredAsync += (_, _) => EndAsync();
        channel.ChannelShutdownAsync += (_, _) => EndAsync();
        await channel.BasicConsumeAsync(BusNames.From(system), autoAck: false, consumer, ct);
        return came.Reader;

        Task EndAsync()
        {
            came.Writer.TryComplete();
            return Task.CompletedTask;
        }
    }

    private async Task TakeAsync(IChannel channel, string system, ChannelReader<BusDelivery> came)
    {
        var deliveries = new List<BusDelivery>();
        while (deliveries.Count < settings.Prefetch && came.TryRead(out var delivery))
        {
            deliveries.Add(delivery);
        }

        // what was begun is finished and acknowledged, even when the application stops
        foreach (var turned in await door.TakeAsync(system, deliveries, CancellationToken.None))
        {
            await turnedAway.KeepAsync(system, turned, CancellationToken.None);
        }

        await channel.BasicAckAsync(deliveries[^1].Tag, multiple: true, CancellationToken.None);
    }
}
