using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>Keeps the ways over the bus open: one for what is sent, one for each system that is read, so that none holds up another. Without a broker it does nothing.</summary>
internal sealed class BusPump(BusSettings settings, BusPublisher publisher, BusReader reader, BusStanding standing, IConfiguration configuration, ILogger<BusPump> log)
    : HubPump(settings.Pause, configuration, log)
{
    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);

    internal override async Task BeatAsync(CancellationToken ct)
    {
        if (settings.Refuses is not null)
        {
            return;
        }

        foreach (var system in settings.Reads.Where(s => !running.TryGetValue(s, out var run) || run.IsCompleted))
        {
            running[system] = Task.Run(() => ReadAsync(system, ct), CancellationToken.None);
        }

        try
        {
            await publisher.OpenAsync(ct);
        }
        catch (Exception e) when (BusFaults.Is(e))
        {
            log.LogDebug(e, "The broker is away; the standing tells it");
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(running.Values).WaitAsync(cancellationToken);
    }

    private async Task ReadAsync(string system, CancellationToken ct)
    {
        try
        {
            await reader.RunAsync(system, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            log.LogInformation("Reading of {System} from the bus stopped with the application", system);
        }
        catch (Exception e)
        {
            // nothing was acknowledged that has no fate: the next beat reads it again
            standing.Down(system, e);
            log.Log(BusFaults.Is(e) || StoreOutage.Is(e) ? LogLevel.Debug : LogLevel.Error, e, "Reading of {System} from the bus ended", system);
        }
    }
}
