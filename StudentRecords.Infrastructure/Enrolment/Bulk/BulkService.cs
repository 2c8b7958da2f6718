using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>Takes a change of many at once: from a file or from a list that another part of the record has made. Checked first, applied when somebody has looked.</summary>
public sealed class BulkService(IDbContextFactory<RegistryDbContext> store, IEnumerable<IBulkJourney> all)
{
    private readonly Dictionary<string, IBulkJourney> journeys = all.ToDictionary(j => j.Kind);

    /// <summary>Reads the file and queues its check; the run's id.</summary>
    public async Task<Outcome<long>> UploadAsync(string kind, string fileName, Stream file, ChangeContext change, CancellationToken ct = default)
    {
        if (!journeys.TryGetValue(kind, out var journey))
        {
            return Outcome<long>.Refused("NO_SUCH_JOURNEY", $"There is no journey called {kind}.");
        }

        change.Caller.Demand(journey.Room, journey.Level);
        var read = await BulkFile.ReadAsync(file, journey.Columns, ct);
        return read.Succeeded ? await StartAsync(kind, fileName, read.Value.Header, read.Value.Lines, change, ct) : Outcome<long>.Refused(read.Refusals);
    }

    /// <summary>Queues the check of lines that were made here; the run's id.</summary>
    internal async Task<Outcome<long>> StartAsync(string kind, string title, IReadOnlyList<string> columns, IReadOnlyCollection<IReadOnlyDictionary<string, string>> lines, ChangeContext change, CancellationToken ct = default)
    {
        var journey = journeys[kind];
        change.Caller.Demand(journey.Room, journey.Level);
        if (lines.Count == 0)
        {
            return Outcome<long>.Refused("NO_LINES", "There is nobody to do it for.", "Bulk change");
        }

        if (journey.Denied(change.Caller, lines) is { Count: > 0 } denied)
        {
            return Outcome<long>.Refused(denied);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var reach = JsonSerializer.Serialize(change.Caller.ReachOf(journey.Room, journey.Level));
        var run = new BulkRun(kind, title, journey.Room, string.Join(',', columns), reach, change.Caller.Name, change.At, lines.Count);
        db.Add(run);
        await RequestAsync<BulkCheckJob>(db, run, change, ct);
        var rows = new BulkRows<BulkLine>(db);
        foreach (var (line, number) in lines.Select((l, i) => (l, i + 1)))
        {
            await rows.AddAsync(new BulkLine(run.Id, number, line), ct);
        }

        await rows.FlushAsync(ct);
        await whole.CommitAsync(ct);
        return run.Id;
    }

    /// <summary>Queues the application of the lines that the check found ready, for the change's reason.</summary>
    public async Task<Outcome> ApplyAsync(long runId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await db.Set<BulkRun>().SingleOrDefaultAsync(r => r.Id == runId, ct) is not { } run)
        {
            return Outcome.Refused("NO_SUCH_RUN", "There is no such run.");
        }

        var journey = journeys[run.Kind];
        change.Caller.Demand(journey.Room, journey.Level);
        if (!BulkQueries.MayOpen(change.Caller, run.Room, run.RequestedBy))
        {
            return Outcome.Refused("NO_SUCH_RUN", "There is no such run, or your roles do not reach it.");
        }

        var outcome = run.Decide(change.Reason, change.Evidence);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        await RequestAsync<BulkApplyJob>(db, run, change, ct);
        await whole.CommitAsync(ct);
        return outcome;
    }

    private static async Task RequestAsync<TJob>(RegistryDbContext db, BulkRun run, ChangeContext change, CancellationToken ct)
        where TJob : IBackgroundJob
    {
        var job = await JobQueue.RequestAsync<TJob>(db, new BulkOrder(run.Id), $"{typeof(TJob).Name}/{run.Id}", change.Caller.Name, change.At, ct);
        run.WaitFor(job.Id);
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>What the jobs are told.</summary>
internal sealed record BulkOrder(long Run);
