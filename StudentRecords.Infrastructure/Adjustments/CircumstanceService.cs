using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>Outcomes of exceptional circumstances by hand, under the same contract as F066 and with the same effect.</summary>
public sealed class CircumstanceService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>What recording would do, item by item, or why it would be refused. Changes nothing.</summary>
    public async Task<CircumstanceEffects> PreviewAsync(CircumstancesOutcome request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Circumstances, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var outcome = await ApplyAsync(db, request, change, ct);
        if (!outcome.Succeeded)
        {
            return new CircumstanceEffects { Refusals = outcome.Refusals };
        }

        var effects = new List<CircumstanceEffect>();
        foreach (var item in db.ChangeTracker.Entries<CircumstanceItem>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList())
        {
            effects.Add(await EffectAsync(db, item, ct));
        }

        return new CircumstanceEffects { Items = effects, Systems = AdjustmentEffects.Told(db).Systems };
    }

    public async Task<Outcome> RecordAsync(CircumstancesOutcome request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Circumstances, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var outcome = await ApplyAsync(db, request, change, ct);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
            await whole.CommitAsync(ct);
        }

        return outcome;
    }

    private static async Task<Outcome> ApplyAsync(RegistryDbContext db, CircumstancesOutcome request, ChangeContext change, CancellationToken ct)
    {
        if (AdjustmentService.Faults(change, request.Check) is { Count: > 0 } faults)
        {
            return Outcome.Refused(faults);
        }

        var intake = new CircumstanceIntake();
        await intake.LoadAsync(db, [request], ct);
        return intake.PersonOf(request.Student) is { } id && await db.Set<Person>().Where(p => p.Id == id).Within(db, change.Caller.ReachOf(Room.Circumstances, Level.Change)).AnyAsync(ct)
            ? AdjustmentService.Told(intake.Apply(db, request, AdjustmentService.Brought(intake.NextVersion(request.Claim), change, request.Claim)))
            : AdjustmentService.Unknown;
    }

    private static async Task<CircumstanceEffect> EffectAsync(RegistryDbContext db, CircumstanceItem item, CancellationToken ct)
    {
        var component = await db.Set<Domain.Curriculum.AssessmentComponent>().AsNoTracking().Where(c => c.Id == item.ComponentId).SingleOrDefaultAsync(ct);
        var working = item.Treats() is null || item.RegistrationId is not { } registration ? null : (await RegistrationWorking.LoadAsync(db, registration, ct)).Value;
        return new CircumstanceEffect(component?.Key ?? LateRow.Award, component?.DueOn, item.ExtendedTo, item.State == OutcomeState.Late, working is null ? null : MarkChange.Of(working, [item.Treats()!]));
    }
}
