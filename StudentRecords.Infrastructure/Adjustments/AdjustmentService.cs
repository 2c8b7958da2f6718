using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>Adjustments by hand, under the same contract as F063 and with the same effect. What each would do can be asked before.</summary>
public sealed class AdjustmentService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Code of the refusal to grant what is held already, word for word.</summary>
    public const string Unchanged = "UNCHANGED";

    /// <summary>What granting would do, or why it would be refused. Changes nothing.</summary>
    public async Task<AdjustmentEffects> PreviewAsync(AdjustmentOutcome request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Adjustments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var (outcome, person) = await GrantAsync(db, request, change, ct);
        return outcome.Succeeded ? await AdjustmentEffects.ReadAsync(db, person, request.Terms, ct) : new AdjustmentEffects { Refusals = outcome.Refusals };
    }

    /// <summary>Grants an adjustment, or a new version of the one that is held under the same key.</summary>
    public async Task<Outcome> GrantAsync(AdjustmentOutcome request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Adjustments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var (outcome, _) = await GrantAsync(db, request, change, ct);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
            await whole.CommitAsync(ct);
        }

        return outcome;
    }

    /// <summary>What ending would do, or why it would be refused. Changes nothing.</summary>
    public async Task<AdjustmentEffects> PreviewEndAsync(AdjustmentEnd request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Adjustments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var (outcome, _) = await EndAsync(db, request, change, ct);
        return outcome.Succeeded ? AdjustmentEffects.Told(db) : new AdjustmentEffects { Refusals = outcome.Refusals };
    }

    /// <summary>Ends an adjustment before its time; everybody who was told of it is told of the end.</summary>
    public async Task<Outcome> EndAsync(AdjustmentEnd request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Adjustments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var (outcome, _) = await EndAsync(db, request, change, ct);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
            await whole.CommitAsync(ct);
        }

        return outcome;
    }

    private static async Task<(Outcome Outcome, long Person)> GrantAsync(RegistryDbContext db, AdjustmentOutcome request, ChangeContext change, CancellationToken ct)
    {
        if (Faults(change, request.Check) is { Count: > 0 } faults)
        {
            return (Outcome.Refused(faults), 0);
        }

        var intake = new AdjustmentIntake();
        await intake.LoadAsync(db, [request.Student], [request.Adjustment], [request.Terms], ct);
        if (intake.Holds(request))
        {
            return (HeldAlready(request), 0);
        }

        return await ReachedAsync(db, intake.PersonOf(request.Student), change, ct) is { } person
            ? (Told(intake.Grant(db, request, Brought(intake.NextVersion(request.Adjustment), change, request.Adjustment))), person)
            : (Unknown, 0);
    }

    private static async Task<(Outcome Outcome, long Person)> EndAsync(RegistryDbContext db, AdjustmentEnd request, ChangeContext change, CancellationToken ct)
    {
        if (Faults(change, request.Check) is { Count: > 0 } faults)
        {
            return (Outcome.Refused(faults), 0);
        }

        var intake = new AdjustmentIntake();
        await intake.LoadAsync(db, [request.Student], [request.Adjustment], [], ct);
        return await ReachedAsync(db, intake.PersonOf(request.Student), change, ct) is { } person
            ? (Told(intake.End(db, request, Brought(intake.NextVersion(request.Adjustment), change, request.Adjustment))), person)
            : (Unknown, 0);
    }

    internal static Outcome HeldAlready(AdjustmentOutcome request) => Outcome.Refused(Unchanged, $"{request.Adjustment} is held already, word for word.");

    internal static Outcome Unknown => Outcome.Refused(new Refusal("PERSON_UNKNOWN", "There is no such person, or your roles do not reach them.", Field: "Student"));

    internal static IReadOnlyList<Refusal> Faults(ChangeContext change, Action<Checks> check)
    {
        var checks = new Checks(Domain.Calendar.UkTime.Day(change.At));
        check(checks);
        return checks.Faults;
    }

    internal static Brought Brought(int version, ChangeContext change, string key) => new(version, change.Caller.Name, change.At, change.CorrelationId ?? $"{change.Act}-{key}-{version}");

    /// <summary>What a flow would be answered, as a person is.</summary>
    internal static Outcome Told(Disposition disposition) => disposition.State == InboxState.Applied ? Outcome.Done : Outcome.Refused(disposition.Code ?? disposition.State.ToString(), disposition.Reason ?? "");

    private static async Task<long?> ReachedAsync(RegistryDbContext db, long? person, ChangeContext change, CancellationToken ct) =>
        person is { } id && await db.Set<Person>().Where(p => p.Id == id).Within(db, change.Caller.ReachOf(Room.Adjustments, Level.Change)).AnyAsync(ct) ? id : null;
}
