using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding.Runs;

/// <summary>A step of a run, asked for on a version of it.</summary>
public sealed record ChargeRunStep(long RunId, long Version);

/// <summary>Charge runs from preparation to Finance: prepared by one, approved by another, released once.</summary>
public sealed class ChargeRunService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Begins a run and asks for the job that fills it; the new run's id.</summary>
    public async Task<Outcome<long>> PrepareAsync(string academicYear, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Money, Level.Change);
        if (!AcademicYear.TryParse(academicYear, out _))
        {
            return Outcome<long>.Refused([new Refusal("YEAR", "Choose an academic year, such as 2024/25.", Field: "Year")]);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var runs = await db.Set<ChargeRun>().Where(r => r.AcademicYear == academicYear).ToListAsync(ct);
        if (runs.Find(r => r.IsOpen) is { } open)
        {
            return Outcome<long>.Refused([new Refusal("RUN_OPEN", $"{open.Name} is not released yet; release or discard it first.", "Charge run", "Year")]);
        }

        var run = new ChargeRun(academicYear, runs.Select(r => r.Number).DefaultIfEmpty().Max() + 1, change.Caller.Name, change.At);
        db.Add(run);
        await JobQueue.RequestAsync<PrepareChargeRunJob>(db, new PrepareChargeRunJob.Request(run.Id), PreparationKey(run.Id), change.Caller.Name, change.At, ct);
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return run.Id;
    }

    /// <summary>By a second person.</summary>
    public Task<Outcome> ApproveAsync(ChargeRunStep step, ChangeContext change, CancellationToken ct = default) =>
        StepAsync(step, change, run => run.Approve(change.Caller.Name, change.At), (_, _) => Task.CompletedTask, ct);

    /// <summary>Its lines wait for the next run.</summary>
    public Task<Outcome> DiscardAsync(ChargeRunStep step, ChangeContext change, CancellationToken ct = default) =>
        StepAsync(step, change, run => run.Discard(), (_, _) => Task.CompletedTask, ct);

    /// <summary>Asks for the job that hands the run to F009. A second time is refused.</summary>
    public Task<Outcome> ReleaseAsync(ChargeRunStep step, ChangeContext change, CancellationToken ct = default) =>
        StepAsync(step, change, run => run.Release(change.Caller.Name, change.At),
            (db, run) => JobQueue.RequestAsync<ReleaseChargeRunJob>(db, new ReleaseChargeRunJob.Request(run.Id, change.Reason), ReleaseKey(run.Id), change.Caller.Name, change.At, ct), ct);

    internal static string PreparationKey(long runId) => $"charge-run-prepare-{runId}";

    internal static string ReleaseKey(long runId) => $"charge-run-release-{runId}";

    private async Task<Outcome> StepAsync(ChargeRunStep step, ChangeContext change, Func<ChargeRun, Outcome> decide, Func<RegistryDbContext, ChargeRun, Task> also, CancellationToken ct)
    {
        change.Caller.Demand(Room.Money, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<ChargeRun>().SingleOrDefaultAsync(r => r.Id == step.RunId, ct) is not { } run)
        {
            return Outcome.Refused("RUN_UNKNOWN", "There is no such charge run.");
        }

        var outcome = decide(run);
        if (outcome.Succeeded && run.Version != step.Version)
        {
            return Changed;
        }

        if (!outcome.Succeeded)
        {
            return outcome;
        }

        await also(db, run);
        try
        {
            await db.SaveAsync(change, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed;
        }

        return outcome;
    }

    private static Outcome Changed => Outcome.Refused("CHANGED_MEANWHILE", "The run was changed while you decided; look at it again before you go on.", "Concurrent edit");
}
