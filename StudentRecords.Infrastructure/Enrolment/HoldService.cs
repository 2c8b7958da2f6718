using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>Places holds and releases them. Releasing the last thing in the way of an enrolment confirms it, as a release by flow does.</summary>
public sealed class HoldService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>The new hold's id.</summary>
    public async Task<Outcome<long>> PlaceAsync(PlaceHold request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Holds, Level.Change);
        List<Refusal> refusals = [.. Hold.Faults(request.Reason, request.HowToClear, request.Blocks)];
        if (HoldOwners.Denied(change.Caller, request.Source) is { } denied)
        {
            refusals.Add(denied);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var person = await db.Set<Person>().Where(p => p.Id == request.PersonId).Within(db, change.Caller.ReachOf(Room.Holds, Level.Change)).SingleOrDefaultAsync(ct);
        if (person is null)
        {
            refusals.Add(new Refusal("PERSON_UNKNOWN", "There is no such person, or your roles do not reach them."));
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var hold = new Hold(person!, request.Source, $"DESK-{RecordId.Next()}", request.Reason.Trim(), request.HowToClear.Trim(), request.Blocks, UkTime.Day(change.At));
        db.Add(hold);
        await db.SaveAsync(change, ct);
        return hold.Id;
    }

    /// <summary>What releasing would do beyond the release, or why it would be refused.</summary>
    public async Task<ChangeEffects> PreviewReleaseAsync(ReleaseHold request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Holds, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var outcome = await ApplyReleaseAsync(db, request, change, ct);
        return outcome.Succeeded ? UnsavedEffects.Read(db) : new ChangeEffects { Refusals = outcome.Refusals };
    }

    public async Task<Outcome> ReleaseAsync(ReleaseHold request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Holds, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var outcome = await ApplyReleaseAsync(db, request, change, ct);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        try
        {
            await db.SaveAsync(change, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed;
        }

        await whole.CommitAsync(ct);
        return outcome;
    }

    /// <summary>Each by itself, so that one that cannot be released keeps no other; what came of each, in the order asked for.</summary>
    public async Task<IReadOnlyList<ReleasedHold>> ReleaseManyAsync(IReadOnlyList<ReleaseHold> requests, ChangeContext change, CancellationToken ct = default)
    {
        List<ReleasedHold> results = [];
        foreach (var request in requests)
        {
            results.Add(new ReleasedHold(request.HoldId, (await ReleaseAsync(request, change, ct)).Refusals));
        }

        return results;
    }

    private static Outcome Changed => Outcome.Refused("CHANGED_MEANWHILE", "The hold was changed while you decided; look at it again before you go on.", "Concurrent edit");

    private static async Task<Outcome> ApplyReleaseAsync(RegistryDbContext db, ReleaseHold request, ChangeContext change, CancellationToken ct)
    {
        var reach = change.Caller.ReachOf(Room.Holds, Level.Change);
        var reached = db.Set<Person>().Within(db, reach).Select(p => p.Id);
        if (await db.Set<Hold>().SingleOrDefaultAsync(h => h.Id == request.HoldId && reached.Contains(h.PersonId), ct) is not { } hold)
        {
            return Outcome.Refused("HOLD_UNKNOWN", "There is no such hold, or your roles do not reach it.");
        }

        if (HoldOwners.Denied(change.Caller, hold.Source) is { } denied)
        {
            return Outcome.Refused(denied);
        }

        if (hold.Version != request.Version)
        {
            return hold.IsOpen ? Changed : Outcome.Refused("ALREADY_RELEASED", $"The hold was released on {hold.ReleasedOn:d MMM yyyy}: {hold.ReleaseReason}");
        }

        var today = UkTime.Day(change.At);
        var outcome = hold.Release(today, change.Reason);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        var activation = new Activation();
        await activation.LoadAsync(db, [hold.PersonId], ct);
        activation.Try(db, hold.PersonId, today, change.At, change.CorrelationId ?? $"{change.Act}-{hold.Id}");
        return outcome;
    }
}
