using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Teaching;

/// <summary>A teaching event as timetables show it; cancelled ones stay, marked.</summary>
public sealed record TimetableRow
{
    public required long Id { get; init; }
    public required string Event { get; init; }
    public required long OccurrenceId { get; init; }
    public required string ModuleRun { get; init; }
    public required string Module { get; init; }
    public required string Kind { get; init; }
    public string? Group { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public string? Room { get; init; }
    public required string Staff { get; init; }
    public required TeachingState State { get; init; }
    public string? Because { get; init; }

    /// <summary>Timetabling's version, and what was said beside it: it rises with every change.</summary>
    public required long Version { get; init; }

    /// <summary>Estates have since given the room to something else, or closed it.</summary>
    public required bool Clashes { get; init; }
}

/// <summary>An examination of one student.</summary>
/// <param name="Version">Grows with every word about the sitting or the seat.</param>
public sealed record ExamRow(string Sitting, string Assessment, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Room, string? CandidateNumber, string? Seat, long Version);

/// <summary>Timetables: a student's, and the list of all that is taught.</summary>
public sealed class TimetableQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    /// <summary>The most runnings that one search looks into.</summary>
    private const int MostRuns = 500;

    private static readonly Sorting<TimetableRow> Sorts = Sorting<TimetableRow>.WithKey(r => r.Id)
        .By("starts", r => r.StartsAt).By("run", r => r.ModuleRun).By("room", r => r.Room).By("staff", r => r.Staff).By("state", r => r.State);

    /// <summary>
    /// What is or was on. Search: the beginning of a module running's key, or a room or group by its code. Filters: <c>state</c>, <c>clash</c> (yes), <c>when</c>
    /// (coming, past). Cancelled events are left out where they are hidden here, unless they are asked for.
    /// </summary>
    public async Task<TablePage<TimetableRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = Rows(db);
        if (query.Search.Length > 0)
        {
            var (begins, code) = (SearchPattern.StartingWith(query.Search), query.Search);
            var runs = await db.Set<ModuleOccurrence>().Where(o => EF.Functions.Like(o.Key, begins, SearchPattern.Escape)).OrderBy(o => o.Key).Select(o => o.Id).Take(MostRuns).ToListAsync(ct);
            rows = rows.Where(r => r.Room == code || r.Group == code || runs.Contains(r.OccurrenceId));
        }

        if (query.Filter<TeachingState>("state") is { } state)
        {
            rows = rows.Where(r => r.State == state);
        }
        else if (await HidesCancelledAsync(db, ct))
        {
            rows = rows.Where(r => r.State != TeachingState.Cancelled);
        }

        if (query.Filter("when") is { } when)
        {
            var now = clock.GetUtcNow();
            rows = when == "past" ? rows.Where(r => r.EndsAt <= now) : rows.Where(r => r.EndsAt > now);
        }

        if (query.Filter("clash") is not null)
        {
            rows = rows.Where(r => r.Clashes);
        }

        return await rows.ToPageAsync(query, Sorts, r => r, ct);
    }

    /// <summary>A student's own: what their modules and groups are taught, in the order of time; what is cancelled with it, unless it is hidden here.</summary>
    public async Task<IReadOnlyList<TimetableRow>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await RecordQueries.Reached(db, personId, caller).AnyAsync(ct))
        {
            return [];
        }

        var runs = db.Set<ModuleRegistration>().Where(r => r.PersonId == personId && r.Status == RegistrationStatus.Registered).Select(r => r.OccurrenceId);
        var groups = await (from m in db.Set<GroupMembership>() join g in db.Set<StudentGroup>() on m.GroupId equals g.Id where m.PersonId == personId && m.IsIn && m.To == null select g.Code).ToListAsync(ct);
        return await Shown(Rows(db), await HidesCancelledAsync(db, ct)).Where(r => runs.Contains(r.OccurrenceId) && (r.Group == null || groups.Contains(r.Group))).OrderBy(r => r.StartsAt).ThenBy(r => r.Id).ToListAsync(ct);
    }

    /// <summary>A student's examinations of the modules that they are on, in the order of time.</summary>
    public async Task<IReadOnlyList<ExamRow>> ExamsOfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = RecordQueries.Reached(db, personId, caller).Select(p => p.Id);
        return await (from seat in db.Set<ExamSeat>().AsNoTracking()
                      join sitting in db.Set<ExamSitting>() on seat.SittingId equals sitting.Id
                      join component in db.Set<AssessmentComponent>() on sitting.ComponentId equals component.Id
                      where reached.Contains(seat.PersonId) && db.Set<ModuleRegistration>().Any(r => r.PersonId == seat.PersonId && r.OccurrenceId == component.OccurrenceId && r.Status == RegistrationStatus.Registered)
                      orderby sitting.StartsAt
                      select new ExamRow(sitting.Key, component.Key, component.Title, sitting.StartsAt, sitting.EndsAt, sitting.Room, seat.CandidateNumber, seat.Seat, sitting.SourceVersion + seat.SourceVersion)).ToListAsync(ct);
    }

    /// <summary>Whether the portal, and who asks here, are shown no cancelled event (local variation of F012).</summary>
    internal static Task<bool> HidesCancelledAsync(RegistryDbContext db, CancellationToken ct) => db.Set<LocalFlow>().AnyAsync(f => f.Flow == LocalFlow.PortalFlow && f.HidesCancelled, ct);

    internal static IQueryable<TimetableRow> Shown(IQueryable<TimetableRow> rows, bool hides) => hides ? rows.Where(r => r.State != TeachingState.Cancelled) : rows;

    internal static IQueryable<TimetableRow> In(IQueryable<TimetableRow> rows, DateOnly monday)
    {
        var (first, next) = TimetableWeek.Bounds(TimetableWeek.Of(monday));
        return rows.Where(r => r.StartsAt >= first && r.StartsAt < next);
    }

    /// <summary>The events that stand: every view of a timetable is this question, narrowed.</summary>
    internal static IQueryable<TimetableRow> Rows(RegistryDbContext db) =>
        from e in db.Set<TeachingEvent>().AsNoTracking()
        join o in db.Set<ModuleOccurrence>() on e.OccurrenceId equals o.Id
        where e.IsCurrent
        select new TimetableRow
        {
            Id = e.Id, Event = e.Key, OccurrenceId = o.Id, ModuleRun = o.Key, Module = o.ModuleVersion.Title, Kind = e.Kind, Group = e.GroupCode, StartsAt = e.StartsAt, EndsAt = e.EndsAt, Room = e.Room, Staff = e.Staff,
            State = e.State, Because = e.Because, Version = e.SourceVersion + e.Turns,
            Clashes = e.State == TeachingState.Scheduled && db.Set<SpaceNotice>().Any(n => !n.IsFree && n.Room == e.Room && n.StartsAt < e.EndsAt && n.EndsAt > e.StartsAt),
        };
}
