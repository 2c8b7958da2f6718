using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>
/// The one writer of the hub: takes what has come since the last commit, commits it together, and only then answers. A message
/// that breaks its unit is tried alone, so that it harms no other.
/// </summary>
internal sealed class HubWriter(IDbContextFactory<RegistryDbContext> factory, InboundFlows flows, ArrivalReader reader, TimeProvider clock, ILogger<HubWriter> log) : BackgroundService
{
    private const int UnitSize = 1000;
    private static readonly TimeSpan[] Ladder = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    private readonly Channel<Submission> queue = Channel.CreateBounded<Submission>(new BoundedChannelOptions(64) { SingleReader = true });

    /// <summary>Waits until the fate of every arrival is on the disk.</summary>
    public async Task WriteAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        var submission = new Submission(arrivals);
        await queue.Writer.WriteAsync(submission, ct);
        await submission.Done.Task.WaitAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await queue.Reader.WaitToReadAsync(stoppingToken))
        {
            var unit = new List<Submission>();
            var size = 0;
            while (size < UnitSize && queue.Reader.TryRead(out var submission))
            {
                unit.Add(submission);
                size += submission.Arrivals.Count;
            }

            try
            {
                await CommitAsync(unit.SelectMany(s => s.Arrivals).ToList(), stoppingToken);
                unit.ForEach(s => s.Done.TrySetResult());
            }
            catch (Exception e)
            {
                // Nothing was committed, nothing is acknowledged: the senders hear it and keep their messages.
                unit.ForEach(s => s.Done.TrySetException(e));
                if (e is OperationCanceledException)
                {
                    throw;
                }
            }
        }
    }

    private async Task CommitAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        try
        {
            await RunAsync(arrivals, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException && !StoreOutage.Is(e))
        {
            log.LogWarning(e, "A unit of {Count} messages failed; each is tried alone", arrivals.Count);
            foreach (var arrival in arrivals)
            {
                await AloneAsync(arrival, ct);
            }
        }
    }

    private async Task AloneAsync(Arrival arrival, CancellationToken ct)
    {
        try
        {
            await RunAsync([arrival], ct);
        }
        catch (Exception e) when (e is not OperationCanceledException && !StoreOutage.Is(e))
        {
            log.LogError(e, "{Flow} {MessageId} could not be applied", arrival.Message.Flow, arrival.Message.MessageId);
            await FaultAsync(arrival, e, ct);
        }
    }

    /// <summary>Keeps the message with the fault; it is tried again on the ladder, then quarantined.</summary>
    private async Task FaultAsync(Arrival arrival, Exception fault, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var message = arrival.Message;
        var reason = $"{fault.GetType().Name}: {fault.GetBaseException().Message}";
        var tried = arrival.SeenAttempts;
        message.Settle(tried < Ladder.Length ? Disposition.TryAgain(reason, Ladder[tried]) : Disposition.Quarantine("FAULT", reason), null, clock.GetUtcNow());
        // the runs that were rolled back counted themselves too
        db.Entry(message).Property(m => m.Attempts).CurrentValue = tried + 1;
        db.Entry(message).State = arrival.IsKept ? EntityState.Modified : EntityState.Added;
        await db.SaveChangesAsync(ct);
        arrival.Answer();
    }

    private async Task RunAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        using var span = HubTelemetry.Unit(arrivals.Count);
        var begun = clock.GetTimestamp();
        await using var db = await factory.CreateDbContextAsync(ct);
        await new HubUnit(db, flows, reader, clock.GetUtcNow()).RunAsync(arrivals, ct);
        HubTelemetry.Told(arrivals, clock.GetElapsedTime(begun));
        HubTelemetry.Applied(span, arrivals);
    }

    private sealed record Submission(IReadOnlyList<Arrival> Arrivals)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
