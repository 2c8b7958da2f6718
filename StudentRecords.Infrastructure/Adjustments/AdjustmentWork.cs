using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>Adjustments to be reviewed, and those of which a receiver has not said in time that it knows them; the line names the flow's owner.</summary>
internal sealed class AdjustmentWork(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Adjustments, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var today = clock.Today();
        var late = await DistributionReading.Late(DistributionReading.Of(db), clock.GetUtcNow()).GroupBy(m => m.Flow).Select(g => new { Flow = g.Key, Number = g.Count() }).ToListAsync(ct);
        return
        [
            .. late.OrderBy(l => l.Flow, StringComparer.Ordinal).Select(l => Late(FlowCatalogue.Find(l.Flow)!, l.Number)),
            new WaitingWork(
                await db.Set<ReasonableAdjustment>().CountAsync(a => a.State == AdjustmentState.Granted && a.ReviewOn != null && a.ReviewOn <= today, ct),
                "adjustment due for review", "adjustments due for review", "/adjustments?f.show=review"),
        ];
    }

    private static WaitingWork Late(Flow flow, int number)
    {
        var owner = $"not acknowledged in time by {SystemCatalogue.Names[flow.To]}; tell the {flow.Owner}";
        return new WaitingWork(number, $"adjustment {owner}", $"adjustments {owner}", $"/adjustments/distributions?f.flow={flow.Code}&f.show=late", IsUrgent: true);
    }
}

/// <summary>Outcomes that came after a pack was frozen: to be led somewhere, or to be agreed to.</summary>
internal sealed class LateOutcomesWaiting(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.LateOutcomes, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var waiting = LateOutcomeQueries.Rows(db, caller, Level.Change).Where(r => r.State == OutcomeState.Late);
        var work = new List<WaitingWork> { new(await waiting.CountAsync(r => r.ProposedRoute == null, ct), "late outcome without a route", "late outcomes without a route", "/circumstances/late", IsUrgent: true) };
        if (caller.May(Room.LateOutcomes, Level.Decide))
        {
            work.Add(new WaitingWork(await waiting.CountAsync(r => r.ProposedRoute != null && r.ProposedBy != caller.Name, ct), "late outcome to agree to", "late outcomes to agree to", "/circumstances/late?f.show=proposed", IsUrgent: true));
        }

        return work;
    }
}
