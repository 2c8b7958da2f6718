using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Overriding;

/// <summary>A value of one entity of a return, to be put in the place of the derived one; the change's reason says why.</summary>
/// <param name="VerdictId">The entity as the compare run shows it.</param>
public sealed record ProposeOverride(long VerdictId, string Field, string Value, DateOnly ExpiresOn);

/// <summary>Values that people put in the place of derived ones: proposed by one, approved by another, ended before they expire.</summary>
public sealed class OverrideService(IDbContextFactory<RegistryDbContext> store, CollectionDefinitions collections)
{
    /// <summary>The override's id. It counts from the next build on, once it is approved.</summary>
    public async Task<Outcome<long>> ProposeAsync(ProposeOverride request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Returns, Level.Change);
        change.Caller.Demand(Room.SpecialCategory, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await ComparedEntities.FindAsync(db, request.VerdictId, ct) is not var (of, verdict))
        {
            return Outcome<long>.Refused("ENTITY_UNKNOWN", "There is no such entity in a return.");
        }

        var entity = collections[of.Collection][verdict.Entity];
        var faults = ValueOverride.Faults(entity, request.Field, request.Value, change.Reason, request.ExpiresOn, UkTime.Day(change.At));
        if (faults.Count > 0)
        {
            return Outcome<long>.Refused(faults);
        }

        var proposed = db.Add(new ValueOverride(of.Collection, entity.Name, verdict.KeyPath, request.Field, PermittedText.Permit(PermittedText.Clean(request.Value)!), change.Reason, request.ExpiresOn, change.Caller.Name, change.At)).Entity;
        await db.SaveAsync(change.For("ProposeOverride"), ct);
        return proposed.Id;
    }

    /// <summary>Refused to the one who proposed it.</summary>
    public Task<Outcome> ApproveAsync(long overrideId, ChangeContext change, CancellationToken ct = default) =>
        DecideAsync(overrideId, change.For("ApproveOverride"), o => o.Approve(change.Caller.Name, change.At), ct);

    public Task<Outcome> EndAsync(long overrideId, ChangeContext change, CancellationToken ct = default) =>
        DecideAsync(overrideId, change.For("EndOverride"), o => o.End(change.At), ct);

    private async Task<Outcome> DecideAsync(long overrideId, ChangeContext change, Func<ValueOverride, Outcome> decide, CancellationToken ct)
    {
        change.Caller.Demand(Room.Returns, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<ValueOverride>().SingleOrDefaultAsync(o => o.Id == overrideId, ct) is not { } found)
        {
            return Outcome.Refused("OVERRIDE_UNKNOWN", "There is no such override.");
        }

        var outcome = decide(found);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return outcome;
    }
}
