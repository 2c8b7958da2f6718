using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Support;

/// <summary>Who acts, or what came of it.</summary>
public sealed record ActOnIntervention
{
    public required long Id { get; init; }

    /// <summary>Version that was seen.</summary>
    public required long Version { get; init; }

    /// <summary>Who takes it in hand, or, when closing, what was done and what came of it.</summary>
    public required string Text { get; init; }
}

/// <summary>People take interventions in hand and settle them.</summary>
public sealed class InterventionService(IDbContextFactory<RegistryDbContext> store)
{
    public Task<Outcome> TakeInHandAsync(ActOnIntervention request, ChangeContext change, CancellationToken ct = default) =>
        ActAsync(request, i => i.TakeInHand(request.Text), change, ct);

    public Task<Outcome> CloseAsync(ActOnIntervention request, ChangeContext change, CancellationToken ct = default) =>
        ActAsync(request, i => i.Close(request.Text, change.Caller.Name, UkTime.Day(change.At)), change, ct);

    private async Task<Outcome> ActAsync(ActOnIntervention request, Func<Intervention, Outcome> act, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.Support, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().Within(db, change.Caller.ReachOf(Room.Support, Level.Change)).Select(p => p.Id);
        if (await db.Set<Intervention>().SingleOrDefaultAsync(i => i.Id == request.Id && people.Contains(i.PersonId), ct) is not { } intervention)
        {
            return Outcome.Refused("INTERVENTION_UNKNOWN", "There is no such intervention, or your roles do not reach the student.");
        }

        if (intervention.Version != request.Version)
        {
            return Outcome.Refused("CHANGED", "Somebody changed it while you looked at it; look again.");
        }

        var outcome = act(intervention);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return outcome;
    }
}
