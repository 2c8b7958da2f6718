using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>Keeps each destination's messages moving by itself, so that a slow receiver holds up nobody else.</summary>
internal sealed class OutboxPump(OutboxDispatcher dispatcher, IDbContextFactory<RegistryDbContext> store, OutboxBell bell, IConfiguration configuration, ILogger<OutboxPump> log)
    : HubPump(TimeSpan.FromSeconds(2), configuration, log)
{
    // many messages told together are fetched together
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);

    internal override async Task BeatAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var destinations = await db.Set<PartnerChannel>().AsNoTracking().Where(c => c.Kind != ChannelKind.None && c.PausedBecause == null).Select(c => c.System).ToListAsync(ct);
        foreach (var destination in destinations.Where(d => !running.TryGetValue(d, out var run) || run.IsCompleted))
        {
            running[destination] = Task.Run(() => DrainAsync(destination, ct), CancellationToken.None);
        }
    }

    protected override async Task RestAsync(CancellationToken ct)
    {
        await bell.WaitAsync(Every, ct);
        await Task.Delay(Gather, ct);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(running.Values);
    }

    private async Task DrainAsync(string destination, CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested && await dispatcher.PassAsync(destination, ct) > 0)
            {
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            log.LogInformation("Sending to {Destination} stopped with the application", destination);
        }
        catch (Exception e)
        {
            // its claims run out and the next beat begins anew
            log.LogError(e, "Sending to {Destination} failed", destination);
        }
    }
}
