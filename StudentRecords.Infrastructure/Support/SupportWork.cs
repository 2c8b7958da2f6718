using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Support;

/// <summary>Students for whom somebody should act; cases whose last day is past or near stand above the rest.</summary>
internal sealed class SupportWork(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        List<WaitingWork> work = [];
        await using var db = await store.CreateDbContextAsync(ct);
        if (caller.May(Room.Support, Level.Change))
        {
            var today = UkTime.Day(clock.GetUtcNow());
            var near = today.AddDays(InterventionQueries.NearDays);
            var people = db.Set<Person>().Within(db, caller.ReachOf(Room.Support, Level.Change)).Select(p => p.Id);
            var waiting = db.Set<Intervention>().Where(i => Intervention.WaitingStates.Contains(i.State) && people.Contains(i.PersonId));
            var late = await waiting.CountAsync(i => i.DueOn < today, ct);
            var urgent = await waiting.CountAsync(i => i.DueOn >= today && i.DueOn <= near, ct);
            work.Add(new WaitingWork(late, "student's case past its last day", "students' cases past their last day", "/interventions?f.last=past", IsUrgent: true));
            work.Add(new WaitingWork(urgent, "student's case due within three days", "students' cases due within three days", "/interventions?f.last=near", IsUrgent: true));
            work.Add(new WaitingWork(await waiting.CountAsync(i => i.DueOn == null || i.DueOn > near, ct), "student whom somebody should look after", "students whom somebody should look after", "/interventions?f.last=later"));
        }

        if (caller.May(Room.Sponsorships, Level.Change))
        {
            var people = db.Set<Person>().Within(db, caller.ReachOf(Room.Sponsorships, Level.Change)).Select(p => p.Id);
            var (today, waiting) = (UkTime.Day(clock.GetUtcNow()), db.Set<Intervention>().Where(i => Intervention.WaitingStates.Contains(i.State) && people.Contains(i.PersonId)));
            var until = ContactPoints.NearUntil(today);
            var near = await waiting.CountAsync(i => Intervention.SponsorKinds.Contains(i.Kind) && i.DueOn >= today && i.DueOn <= until, ct);
            work.Add(new WaitingWork(near, "sponsor's case with two working days left at most", "sponsor's cases with two working days left at most", "/interventions?f.last=sponsor", IsUrgent: true));
            var asked = await waiting.CountAsync(i => i.Kind == InterventionKind.CasRequest, ct);
            work.Add(new WaitingWork(asked, "request for a CAS without an answer", "requests for a CAS without an answer", "/interventions?f.kind=CasRequest&f.waits=yes"));
        }

        if (caller.May(Room.Support, Level.Decide))
        {
            var people = db.Set<Person>().Within(db, caller.ReachOf(Room.Support, Level.Decide)).Select(p => p.Id);
            var escalated = await db.Set<Intervention>().CountAsync(i => i.State == InterventionState.Escalated && people.Contains(i.PersonId), ct);
            work.Add(new WaitingWork(escalated, "sponsor's case escalated, past its last day", "sponsor's cases escalated, past their last day", "/interventions?f.state=Escalated", IsUrgent: true));
            work.Add(new WaitingWork(await db.Set<DataQualityTask>().CountAsync(t => t.ClearedOn == null, ct), "thing that the warehouse finds wrong in the record", "things that the warehouse finds wrong in the record", "/interventions/quality"));
        }

        return work;
    }
}
