using System.Collections.Concurrent;
using RabbitMQ.Client;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>One connection with the channels that are idle on it. A channel is used by one message at a time.</summary>
internal sealed class BusLine(IConnection connection) : IDisposable
{
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    private readonly ConcurrentBag<IChannel> idle = [];

    public bool IsOpen => connection.IsOpen;

    /// <summary>Makes what it publishes into.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        var channel = await RentAsync(ct);
        await BusNames.DeclareOutAsync(channel, ct);
        GiveBack(channel);
    }

    public async Task<IChannel> RentAsync(CancellationToken ct)
    {
        while (idle.TryTake(out var channel))
        {
            if (channel.IsOpen)
            {
                return channel;
            }

            await channel.DisposeAsync();
        }

        return await connection.CreateChannelAsync(Confirmed, ct);
    }

    /// <summary>Takes it back if it is still of use.</summary>
    public void GiveBack(IChannel channel)
    {
        if (channel.IsOpen)
        {
            idle.Add(channel);
        }
    }

    public void Dispose() => connection.Dispose();
}
