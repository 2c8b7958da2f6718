using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Retention;

/// <summary>A period for a class, from a day on.</summary>
public sealed record PublishPeriod(RecordClass Class, int? Years, string Basis);

/// <summary>A step of a disposal run, asked for on a version of it.</summary>
public sealed record DisposalStep(long RunId, long Version);

/// <summary>Periods, legal holds and disposal runs. Disposal binds the institution and cannot be undone: two people, always.</summary>
public sealed class RetentionService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>A new version of a class's period.</summary>
    public async Task<Outcome> PublishPeriodAsync(PublishPeriod request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Decide);
        var faults = RetentionRule.Faults(request.Class, request.Years, request.Basis);
        if (faults.Count > 0)
        {
            return Outcome.Refused(faults);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var last = await db.Set<RetentionRule>().Where(r => r.Class == request.Class).MaxAsync(r => (int?)r.RuleVersion, ct) ?? 0;
        db.Add(new RetentionRule { Class = request.Class, RuleVersion = last + 1, Years = request.Years, Basis = request.Basis.Trim(), ValidFrom = UkTime.Day(change.At) });
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }

    /// <summary>Keeps everything about somebody until it is lifted.</summary>
    public async Task<Outcome> PlaceLegalHoldAsync(long personId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<Person>().Where(p => p.Id == personId).Within(db, change.Caller.ReachOf(Room.Persons, Level.Decide)).AnyAsync(ct))
        {
            return Outcome.Refused("PERSON_UNKNOWN", "There is no such person, or your roles do not reach them.");
        }

        if (await db.Set<LegalHold>().AnyAsync(h => h.PersonId == personId && h.LiftedOn == null, ct))
        {
            return Outcome.Refused("ALREADY_HELD", "A legal hold stands already; nothing about this person can be disposed of.", "Retention");
        }

        db.Add(new LegalHold(personId, change.Reason, UkTime.Day(change.At)));
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }

    public async Task<Outcome> LiftLegalHoldAsync(long holdId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<LegalHold>().SingleOrDefaultAsync(h => h.Id == holdId, ct) is not { } hold)
        {
            return Outcome.Refused("HOLD_UNKNOWN", "There is no such legal hold.");
        }

        var outcome = hold.Lift(UkTime.Day(change.At), change.Reason);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return outcome;
    }

    /// <summary>Lists what is past its period; nothing goes. The new run's id.</summary>
    public async Task<Outcome<long>> PrepareAsync(ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await db.Set<DisposalRun>().AnyAsync(r => r.State != DisposalState.Done && r.State != DisposalState.Discarded, ct))
        {
            return Outcome<long>.Refused("RUN_OPEN", "A disposal run is open; finish or discard it first.", "Retention");
        }

        var today = UkTime.Day(change.At);
        var run = new DisposalRun(today, change.Caller.Name, change.At);
        db.Add(run);
        var rules = await db.Set<RetentionRule>().AsNoTracking().ToListAsync(ct);
        foreach (var part in Enum.GetValues<RecordClass>())
        {
            if ((RetentionRule.For([.. RetentionShelf.All, .. rules], part, today))?.Before(today) is not { } before)
            {
                continue;
            }

            var left = await DisposalCandidates.LeftBeforeAsync(db, before, ct);
            db.AddRange((await RecordDisposal.CountAsync(db, part, left.Keys, ct)).Select(c => new DisposalItem(run, c.Key, part, c.Value, left[c.Key])));
        }

        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return run.Id;
    }

    /// <summary>By a second person; the job begins at once.</summary>
    public async Task<Outcome> ApproveAsync(DisposalStep step, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        var items = await db.Set<DisposalItem>().CountAsync(i => i.RunId == step.RunId, ct);
        return await StepAsync(db, step, change, run =>
        {
            var outcome = run.Approve(change.Caller.Name, items, change.At);
            if (outcome.Succeeded)
            {
                run.Start();
            }

            return outcome;
        }, () => JobQueue.RequestAsync<DisposeRecordsJob>(db, new DisposeRecordsJob.Request(step.RunId, change.Reason), Key(step.RunId), change.Caller.Name, change.At, ct), ct);
    }

    public async Task<Outcome> DiscardAsync(DisposalStep step, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        return await StepAsync(db, step, change, run => run.Discard(), () => Task.CompletedTask, ct);
    }

    internal static string Key(long runId) => $"disposal-{runId}";

    private static async Task<Outcome> StepAsync(RegistryDbContext db, DisposalStep step, ChangeContext change, Func<DisposalRun, Outcome> decide, Func<Task> also, CancellationToken ct)
    {
        if (await db.Set<DisposalRun>().SingleOrDefaultAsync(r => r.Id == step.RunId, ct) is not { } run)
        {
            return Outcome.Refused("RUN_UNKNOWN", "There is no such disposal run.");
        }

        var outcome = decide(run);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        if (run.Version != step.Version)
        {
            return Changed;
        }

        await also();
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
