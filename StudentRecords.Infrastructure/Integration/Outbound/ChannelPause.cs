using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>Stops a channel whose receiver says that it wants no more; a person turns it on again.</summary>
internal sealed class ChannelPause(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    public async Task GoneAsync(string system, string told, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<PartnerChannel>().SingleOrDefaultAsync(c => c.System == system, ct) is { PausedBecause: null } channel)
        {
            channel.Pause($"The receiver wants no more messages at this address. {told}");
            await db.SaveAsync(new ChangeContext { Caller = Caller.System("HUB"), At = clock.GetUtcNow(), Act = "PauseChannel", Reason = $"{system} answered 410 Gone", Cause = CauseKind.FlowMessage }, ct);
        }
    }
}
