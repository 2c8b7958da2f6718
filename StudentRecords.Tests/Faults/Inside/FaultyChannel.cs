using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Tests.Faults.Inside;

/// <summary>Stands before the channel by which messages leave. Takes away <see cref="Guard.SendBeforeMark"/> and <see cref="Guard.StableId"/>.</summary>
internal sealed class FaultyChannel(HttpChannel channel, Signals signals, IDbContextFactory<RegistryDbContext> store) : IOutboundChannel
{
    public ChannelKind Kind => channel.Kind;

    public async Task<SendResult> SendAsync(PartnerChannel partner, OutboxMessage message, CancellationToken ct)
    {
        if (signals.Lacks(Guard.SendBeforeMark))
        {
            await MarkAsync(message.Id, ct);
        }

        signals.Pass(KillPoint.BeforeSend);
        var result = signals.Lacks(Guard.StableId) ? await UnderAnotherIdAsync(partner, message, ct) : await channel.SendAsync(partner, message, ct);
        if (result.Fault == SendFault.None)
        {
            signals.Pass(KillPoint.AfterSend);
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
