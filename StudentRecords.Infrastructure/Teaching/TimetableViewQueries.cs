using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Teaching;

/// <summary>
/// The timetable of a week as a member of staff, Estates and administration look at it; the student's is <see cref="TimetableQueries"/>'. Each sees what it
/// needs: staff and administration the modules in the caller's reach, Estates rooms and counts without a name.
/// </summary>
public sealed class TimetableViewQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    /// <summary>What a member of staff teaches in the week of the day, by staff number.</summary>
    public async Task<IReadOnlyList<TimetableRow>> WeekOfStaffAsync(string staff, DateOnly monday, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        // the week's index narrows it first; within a week the staff of an event are few words
        var like = SearchPattern.Containing($",{staff.Trim()},");
        var runs = Runs(db, caller, null, null).Select(o => o.Id);
        return await TimetableQueries.In(TimetableQueries.Shown(TimetableQueries.Rows(db), await TimetableQueries.HidesCancelledAsync(db, ct)), monday)
            .Where(r => EF.Functions.Like("," + r.Staff + ",", like, SearchPattern.Escape) && runs.Contains(r.OccurrenceId)).OrderBy(r => r.StartsAt).ThenBy(r => r.Id).ToListAsync(ct);
    }

    /// <summary>Sites and buildings that Estates have named.</summary>
    public async Task<RoomPlaces> PlacesAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var places = await db.Set<TeachingRoom>().AsNoTracking().Select(r => new { r.Site, r.Building }).Distinct().ToListAsync(ct);
        return new RoomPlaces([.. places.Select(p => p.Site).Distinct().Order(StringComparer.Ordinal)], [.. places.Select(p => p.Building).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>Rooms in the week of the day: what is taught in them, how many are expected and how many they take. What is empty narrows nothing.</summary>
    public async Task<EstatesWeek> EstatesWeekAsync(string? site, string? building, string? room, DateOnly monday, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = TimetableQueries.In(TimetableQueries.Shown(TimetableQueries.Rows(db), await TimetableQueries.HidesCancelledAsync(db, ct)), monday).Where(r => r.Room != null);
        if (Given(room) is { } code)
        {
            rows = rows.Where(r => r.Room == code);
        }

        if (Given(site) is { } at)
        {
            rows = rows.Where(r => db.Set<TeachingRoom>().Any(p => p.Key == r.Room && p.Site == at));
        }

        if (Given(building) is { } within)
        {
            rows = rows.Where(r => db.Set<TeachingRoom>().Any(p => p.Key == r.Room && p.Building == within));
        }

        var now = clock.GetUtcNow();
        var events = await rows.OrderBy(r => r.StartsAt).ThenBy(r => r.Room).ThenBy(r => r.Id).Select(r => new
        {
            r.Event, r.ModuleRun, r.Module, r.Kind, r.StartsAt, r.EndsAt, Room = r.Room!, r.State,
            Expected = db.Set<ModuleRegistration>().Count(g => g.OccurrenceId == r.OccurrenceId && g.Status == RegistrationStatus.Registered
                && (r.Group == null || db.Set<GroupMembership>().Any(m => m.PersonId == g.PersonId && m.IsIn && m.To == null && db.Set<StudentGroup>().Any(s => s.Id == m.GroupId && s.Code == r.Group)))),
            Clashes = db.Set<TimetableClash>().Any(c => c.ClearedAt == null && c.EndsAt > now && (c.EventKey == r.Event || (c.Kind == ClashKind.TwoInOneRoom && c.OtherKey == r.Event))),
        }).ToListAsync(ct);
        var codes = events.Select(e => e.Room).Distinct().ToList();
        var places = await db.Set<TeachingRoom>().AsNoTracking().Where(r => codes.Contains(r.Key)).ToDictionaryAsync(r => r.Key, ct);
        var used = events.Where(e => e.State == TeachingState.Scheduled).GroupBy(e => e.Room).Select(g => (Place: places.GetValueOrDefault(g.Key), Room: g.Key, Events: g.ToList()))
            .Select(g => new RoomInWeek(g.Room, g.Place?.Site, g.Place?.Building, g.Place?.Capacity, g.Events.Sum(e => (decimal)(e.EndsAt - e.StartsAt).TotalHours), g.Events.Count, Told(g.Events.Max(e => e.Expected))));
        return new EstatesWeek(
            [.. used.OrderBy(r => r.Site, StringComparer.Ordinal).ThenBy(r => r.Building, StringComparer.Ordinal).ThenBy(r => r.Room, StringComparer.Ordinal)],
            events.ConvertAll(e => new EstatesEvent(e.Event, e.ModuleRun, e.Module, e.Kind, e.StartsAt, e.EndsAt, e.Room, e.State, Told(e.Expected), e.Clashes)));
    }

    /// <summary>What changed, was cancelled, is not published or does not fit in the week of the day, of one running or one programme. What is empty narrows nothing.</summary>
    public async Task<AdministrationWeek> AdministrationWeekAsync(string? run, string? programme, DateOnly monday, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        caller.Demand(Room.Catalogue, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = Runs(db, caller, Given(run), Given(programme));
        var runs = reached.Select(o => o.Id);
        var rows = TimetableQueries.In(TimetableQueries.Rows(db), monday).Where(r => runs.Contains(r.OccurrenceId));
        var changed = await (from r in rows
                             join e in db.Set<TeachingEvent>() on r.Id equals e.Id
                             where r.State == TeachingState.Scheduled && db.Set<TeachingEvent>().Any(b => b.Key == e.Key && !b.IsCurrent)
                             orderby e.RecordedAt descending, r.Id
                             select new { Now = r, e.RecordedAt }).Take(AdministrationWeek.Most).ToListAsync(ct);
        var were = changed.ConvertAll(c => c.Now.Event);
        var before = (await db.Set<TeachingEvent>().AsNoTracking().Where(b => !b.IsCurrent && were.Contains(b.Key)).Select(b => new { b.Key, b.StartsAt, b.Room, Told = b.SourceVersion + b.Turns }).ToListAsync(ct))
            .GroupBy(b => b.Key).ToDictionary(g => g.Key, g => g.MaxBy(b => b.Told)!);
        var cancelled = await rows.Where(r => r.State == TeachingState.Cancelled).OrderBy(r => r.StartsAt).ThenBy(r => r.Id).Take(AdministrationWeek.Most).ToListAsync(ct);
        var (first, last) = (TimetableWeek.Of(monday), TimetableWeek.Of(monday).AddDays(6));
        var unpublished = await reached.Where(o => o.Start <= last && o.End >= first && !db.Set<TeachingEvent>().Any(e => e.OccurrenceId == o.Id && e.IsCurrent))
            .Select(o => new { o.Key, o.ModuleVersion.Title, o.Start, o.End, Registered = db.Set<ModuleRegistration>().Count(r => r.OccurrenceId == o.Id && r.Status == RegistrationStatus.Registered) })
            .Where(o => o.Registered > 0).OrderBy(o => o.Key).Take(AdministrationWeek.Most).ToListAsync(ct);
        var (from, next) = TimetableWeek.Bounds(first);
        var keys = rows.Select(r => r.Event);
        var clashes = await ClashQueries.Rows(db).Where(c => c.ClearedAt == null && c.StartsAt >= from && c.StartsAt < next && (keys.Contains(c.Event) || keys.Contains(c.Other!)))
            .OrderBy(c => c.StartsAt).ThenBy(c => c.Id).Take(AdministrationWeek.Most).ToListAsync(ct);
        return new AdministrationWeek([.. changed.Select(c => new ChangedEvent(c.Now, before[c.Now.Event].StartsAt, before[c.Now.Event].Room, c.RecordedAt))], cancelled, [.. unpublished.Select(o => new UnpublishedRun(o.Key, o.Title, o.Start, o.End, o.Registered))], clashes);
    }

    /// <summary>Runnings in the caller's reach: of its faculties, and those that students of its programmes are on.</summary>
    private static IQueryable<ModuleOccurrence> Runs(RegistryDbContext db, Caller caller, string? run, string? programme)
    {
        var runs = db.Set<ModuleOccurrence>().AsNoTracking();
        var reach = caller.ReachOf(Room.Enrolments, Level.See);
        if (!reach.IsEverywhere)
        {
            var (faculties, programmes) = (reach.Faculties, reach.Programmes);
            runs = runs.Where(o => faculties.Contains(o.Module.Faculty) || db.Set<ModuleRegistration>().Any(r => r.OccurrenceId == o.Id && programmes.Contains(r.Engagement.Programme.Code)));
        }

        if (run is not null)
        {
            runs = runs.Where(o => o.Key == run);
        }

        return programme is null ? runs : runs.Where(o => db.Set<ModuleRegistration>().Any(r => r.OccurrenceId == o.Id && r.Status == RegistrationStatus.Registered && r.Engagement.Programme.Code == programme));
    }

    private static int? Told(int expected) => Extract.Suppressed(expected);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
