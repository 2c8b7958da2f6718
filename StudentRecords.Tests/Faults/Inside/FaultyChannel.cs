using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Tests.Faults.Inside;

/// <summary>Stands before a channel by which messages leave. Takes away <see cref="Guard.SendBeforeMark"/> and <see cref="Guard.StableId"/>.</summary>
internal class FaultyChannel(IOutboundChannel channel, Signals signals, IDbContextFactory<RegistryDbContext> store) : IOutboundChannel
{
    public ChannelKind Kind => channel.Kind;

    public async Task<SendResult> SendAsync(PartnerChannel partner, OutboxMessage message, CancellationToken ct)
    {
        if (signals.Lacks(Guard.SendBeforeMark))
        {
            await MarkAsync(message.Id, ct);
        }

        signals.Pass(KillPoint.BeforeSend, message.Flow);
        var result = signals.Lacks(Guard.StableId) ? await UnderAnotherIdAsync(partner, message, ct) : await channel.SendAsync(partner, message, ct);
        if (result.Fault == SendFault.None)
        {
            signals.Pass(KillPoint.AfterSend, message.Flow);
        }

        return result;
    }

    private async Task MarkAsync(long id, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await db.Set<OutboxMessage>().Where(m => m.Id == id).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, OutboxState.Delivered), ct);
    }

    private async Task<SendResult> UnderAnotherIdAsync(PartnerChannel partner, OutboxMessage message, CancellationToken ct)
    {
        var (key, property) = (message.Key, typeof(OutboxMessage).GetProperty(nameof(OutboxMessage.Key))!);
        property.SetValue(message, $"{key}#{Guid.NewGuid():N}");
        try
        {
            return await channel.SendAsync(partner, message, ct);
        }
        finally
        {
            property.SetValue(message, key);
        }
    }
}

/// <summary>The same before a channel by which many messages leave together.</summary>
internal sealed class FaultyBulkChannel(IBulkChannel channel, Signals signals, IDbContextFactory<RegistryDbContext> store) : FaultyChannel(channel, signals, store), IBulkChannel
{
    private readonly Signals signals = signals;

    public async Task<IReadOnlyDictionary<long, SendResult>> SendManyAsync(PartnerChannel partner, IReadOnlyList<OutboxMessage> messages, CancellationToken ct)
    {
        PassEach(KillPoint.BeforeSend, messages);
        var results = await channel.SendManyAsync(partner, messages, ct);
        PassEach(KillPoint.AfterSend, messages.Where(m => results[m.Id].Fault == SendFault.None));
        return results;
    }

    private void PassEach(KillPoint point, IEnumerable<OutboxMessage> messages)
    {
        foreach (var flow in messages.Select(m => m.Flow).Distinct())
        {
            signals.Pass(point, flow);
        }
    }
}
