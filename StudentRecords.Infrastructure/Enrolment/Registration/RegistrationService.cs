using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>Registers on modules, gives them up, swaps them. A preview runs the same code and does not save.</summary>
public sealed class RegistrationService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>What the move would do, who would get a place that becomes free, whom it would tell, or every reason why it would be refused.</summary>
    public async Task<ChangeEffects> PreviewAsync(MoveModules request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var outcome = await ApplyAsync(db, request, change, ct);
        if (!outcome.Succeeded)
        {
            return new ChangeEffects { Refusals = outcome.Refusals };
        }

        await WaitingLists.PromoteAsync(db, change, ct);
        return UnsavedEffects.Read(db);
    }

    public async Task<Outcome> MoveAsync(MoveModules request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        // whoever asks for the last place second waits here, and then sees it taken
        await db.LockTrailAsync(ct);
        var outcome = await ApplyAsync(db, request, change, ct);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
            await whole.CommitAsync(ct);
        }

        return outcome;
    }

    private static async Task<Outcome> ApplyAsync(RegistryDbContext db, MoveModules request, ChangeContext change, CancellationToken ct)
    {
        if (await EngagementsReached.FindAsync(db, request.EngagementId, change.Caller, ct) is not { } engagement)
        {
            return EngagementsReached.Unknown;
        }

        var wanted = await db.Set<ModuleOccurrence>().Include(o => o.ModuleVersion).Include(o => o.Module).Where(o => request.Wanted.Contains(o.Id)).OrderBy(o => o.Key).ToListAsync(ct);
        var leaving = await db.Set<ModuleRegistration>().Include(r => r.Occurrence).ThenInclude(o => o.ModuleVersion)
            .Where(r => r.EngagementId == engagement.Id && request.Leaving.Contains(r.OccurrenceId)).OrderBy(r => r.Occurrence.Key).ToListAsync(ct);
        var today = UkTime.Day(change.At);
        var on = request.On ?? today;
        List<Refusal> refusals = [.. Faults(request, wanted.Count, leaving.Count, on, today)];
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        var facts = new ChoiceFacts();
        await facts.LoadAsync(db, [engagement], wanted, ct);
        var chooser = facts.Chooser(engagement);
        refusals.AddRange(RegistrationRules.Of(chooser, new ModuleMove([.. wanted.Select(facts.Offer)], [.. leaving.Select(l => l.Occurrence.Key)], on)));
        var setAside = refusals.Where(RegistrationRules.CanBeSetAside).ToList();
        if (request.SetsRulesAside && change.Caller.Denied(Room.Enrolments, Level.Decide) is { } denied)
        {
            return Outcome.Refused([denied, .. refusals]);
        }

        if (refusals.Count > (request.SetsRulesAside ? setAside.Count : 0))
        {
            return Outcome.From(request.SetsRulesAside ? [.. refusals.Except(setAside)] : refusals);
        }

        var fees = new FeeAssessment();
        await fees.LoadAsync(db, [engagement], ct);
        var moves = new ModuleMoves(db, facts, fees, change.At, change.CorrelationId ?? $"{change.Act}-{RecordId.Next()}");
        leaving.ForEach(l => moves.Leave(engagement, l, on));
        foreach (var occurrence in wanted)
        {
            var attempt = chooser.Taken.Count(t => t.Module == occurrence.Module.Code && t.Occurrence != occurrence.Key) + 1;
            moves.Register(engagement, occurrence, on, attempt, setAside.Select(r => r.Code), change.Reason);
        }

        moves.Assess();

        return Outcome.Done;
    }

    private static IEnumerable<Refusal> Faults(MoveModules request, int wanted, int leaving, DateOnly on, DateOnly today)
    {
        if (request.Wanted.Count + request.Leaving.Count == 0)
        {
            yield return new("NOTHING_CHOSEN", "Choose a module.", Field: "Module");
        }

        if (wanted < request.Wanted.Distinct().Count())
        {
            yield return new("OCCURRENCE_UNKNOWN", "There is no such running of a module.", "F001", "Module");
        }

        if (leaving < request.Leaving.Distinct().Count())
        {
            yield return new("NOT_REGISTERED", "The student has no such registration on this engagement.", "F011", "Module");
        }

        if (on > today)
        {
            yield return new("IN_THE_FUTURE", $"The student cannot have asked after today, {today:d MMM yyyy}.", null, "On");
        }
    }
}
