using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>Puts students on the waiting list of a full occurrence, takes them off it, and says how many places there are.</summary>
public sealed class WaitingListService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>The place in the line. Refused for every reason for which the student could not have a free place either, and where there is one.</summary>
    public async Task<Outcome<int>> JoinAsync(WaitForPlace request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        await db.LockTrailAsync(ct);
        if (await EngagementsReached.FindAsync(db, request.EngagementId, change.Caller, ct) is not { } engagement)
        {
            return Outcome<int>.Refused(EngagementsReached.Unknown.Refusals);
        }

        if (await db.Set<ModuleOccurrence>().Include(o => o.ModuleVersion).Include(o => o.Module).SingleOrDefaultAsync(o => o.Id == request.OccurrenceId, ct) is not { } occurrence)
        {
            return Outcome<int>.Refused("OCCURRENCE_UNKNOWN", "There is no such running of a module.", "F001");
        }

        var facts = new ChoiceFacts();
        await facts.LoadAsync(db, [engagement], [occurrence], ct);
        var line = new WaitingLine(db, facts);
        var refusals = line.Refusals(engagement, occurrence, UkTime.Day(change.At));
        if (refusals.Count > 0)
        {
            return Outcome<int>.Refused(refusals);
        }

        var entry = await line.JoinAsync(engagement, occurrence, UkTime.Day(change.At), change.At, change.CorrelationId ?? $"{change.Act}-{RecordId.Next()}", ct);
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return entry.Place;
    }

    public async Task<Outcome> LeaveAsync(WaitForPlace request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await EngagementsReached.FindAsync(db, request.EngagementId, change.Caller, ct) is not { } engagement)
        {
            return EngagementsReached.Unknown;
        }

        var entry = await db.Set<WaitingEntry>().Where(w => w.EngagementId == engagement.Id && w.OccurrenceId == request.OccurrenceId).OrderByDescending(w => w.Place).FirstOrDefaultAsync(ct);
        var outcome = entry?.Leave(change.At) ?? Outcome.Refused("NOT_WAITING", "The student does not wait for a place there.");
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
            await whole.CommitAsync(ct);
        }

        return outcome;
    }

    /// <summary>More places are given at once to those who wait; fewer take nobody's place away.</summary>
    public async Task<Outcome> SetPlacesAsync(SetPlaces request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Catalogue, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        await db.LockTrailAsync(ct);
        if (await db.Set<ModuleOccurrence>().SingleOrDefaultAsync(o => o.Id == request.OccurrenceId, ct) is not { } occurrence)
        {
            return Outcome.Refused("OCCURRENCE_UNKNOWN", "There is no such running of a module.", "F001");
        }

        if (occurrence.Version != request.Version)
        {
            return Outcome.Refused("CHANGED_MEANWHILE", "The running was changed while you decided; look at it again before you go on.", "Concurrent edit");
        }

        var waiting = await db.Set<WaitingEntry>().CountAsync(w => w.OccurrenceId == occurrence.Id && w.State == WaitingState.Waiting, ct);
        List<Refusal> refusals = [];
        if (request.Places < 0)
        {
            refusals.Add(new("PLACES", "There cannot be fewer places than none.", null, "Places"));
        }

        if (!request.HasWaitingList && waiting > 0 && request.Places is not null)
        {
            refusals.Add(new("STILL_WAITING", $"{waiting} still wait for a place; give them places or take them off the list first.", null, "HasWaitingList"));
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        occurrence.Limit(request.Places);
        occurrence.KeepWaitingList(request.HasWaitingList);
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return Outcome.Done;
    }
}
