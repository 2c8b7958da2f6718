using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Replaying;

internal sealed record FillOrder(string System, string Reason, string? Evidence);

/// <summary>
/// Tells a system that came late how things stand: who studies here and on which modules, who looks after them, what holds stop them, where they sit their examinations. It hears what it would have heard, under the same
/// keys, so that nothing that it was told is told twice. Statutory flows are not filled: what they report has its own day.
/// </summary>
internal sealed class FillSystemJob(IDbContextFactory<RegistryDbContext> store) : IBackgroundJob
{
    private const int AtOnce = 200;

    /// <summary>What a system hears of how things stand.</summary>
    public static IReadOnlyList<Listener> ListenersOf(string system) => [.. Listeners.All.Where(l => l.To == system && FlowCatalogue.Find(l.Flow)!.Type == FlowType.Distribution)];

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var order = run.Arguments<FillOrder>();
        var (last, done, told) = (long.Parse(run.Checkpoint ?? "0", CultureInfo.InvariantCulture), 0, 0);
        var all = Math.Max(1, await CountAsync(last, ct));
        while (true)
        {
            await using var db = await store.CreateDbContextAsync(ct);
            await using var whole = await db.BeginAsync(ct);
            var engagements = await Standing(db, last).Include(e => e.Statuses).OrderBy(e => e.Id).Take(AtOnce).ToListAsync(ct);
            if (engagements.Count == 0)
            {
                return $"{done} engagements looked at; {order.System} is told {told} things that it was not told before.";
            }

            told += await TellAsync(db, order, engagements, run, ct);
            await whole.CommitAsync(ct);
            (last, done) = (engagements[^1].Id, done + engagements.Count);
            await run.ReportAsync(100 * done / Math.Max(all, done), $"{done} of {all}", last.ToString(CultureInfo.InvariantCulture), ct);
        }
    }

    private static async Task<int> TellAsync(RegistryDbContext db, FillOrder order, List<Engagement> engagements, JobRun run, CancellationToken ct)
    {
        var change = run.Change("FillSystem", order.Reason) with { Evidence = order.Evidence };
        var ids = engagements.ConvertAll(e => e.Id);
        var year = AcademicYear.Of(UkTime.Day(change.At)).ToString();
        var registrations = await (from r in db.Set<ModuleRegistration>()
            join o in db.Set<ModuleOccurrence>() on r.OccurrenceId equals o.Id
            where ids.Contains(r.EngagementId) && r.Status == RegistrationStatus.Registered && string.Compare(o.AcademicYear, year) >= 0
            select r).ToListAsync(ct);
        var (people, today) = (engagements.Select(e => e.PersonId).Distinct().ToList(), UkTime.Day(change.At));
        var holds = await db.Set<Hold>().Where(h => people.Contains(h.PersonId) && h.ReleasedOn == null).ToListAsync(ct);
        var relationships = await db.Set<AcademicRelationship>().Where(r => people.Contains(r.PersonId) && (r.To == null || r.To >= today)).ToListAsync(ct);
        var seats = await (from seat in db.Set<ExamSeat>()
            join sitting in db.Set<ExamSitting>() on seat.SittingId equals sitting.Id
            where people.Contains(seat.PersonId) && sitting.StartsAt > change.At
            select seat).ToListAsync(ct);
        List<RecordEvent> events =
        [
            .. engagements.Select(e => new StatusChanged(e, StatusHistory.Standing(e.Statuses).MaxBy(s => s.Ordinal)!)),
            .. registrations.Select(r => new RegistrationChanged(r) { IsSaved = true }),
            .. holds.Select(h => new HoldChanged(h) { IsSaved = true }),
            .. relationships.Select(r => new RelationshipChanged(r)),
            .. seats.Select(s => new SeatGiven(s)),
        ];
        var subjects = new ToldSubjects(db);
        await subjects.LoadAsync(events, change.At, ct);
        var messages = events.SelectMany(e => ListenersOf(order.System).SelectMany(l => l.Hear(e, subjects, change))).DistinctBy(m => (m.Flow, m.Key)).ToList();
        var keys = messages.ConvertAll(m => m.Key);
        var known = (await db.Set<OutboxMessage>().Where(m => m.Destination == order.System && keys.Contains(m.Key)).Select(m => new { m.Flow, m.Key }).ToListAsync(ct)).Select(m => (m.Flow, m.Key)).ToHashSet();
        messages.RemoveAll(m => known.Contains((m.Flow, m.Key)));
        if (messages.Count > 0)
        {
            db.AddRange(messages);
            await db.SaveAsync(change, ct);
        }

        return messages.Count;
    }

    private static IQueryable<Engagement> Standing(RegistryDbContext db, long last) => db.Set<Engagement>().Where(e => Engagement.OpenStatuses.Contains(e.Status) && e.Id > last);

    private async Task<int> CountAsync(long last, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await Standing(db, last).CountAsync(ct);
    }
}
