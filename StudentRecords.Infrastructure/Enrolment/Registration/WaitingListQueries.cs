using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>An occurrence for which somebody waits or waited, or which keeps a list.</summary>
public sealed record WaitingListRow
{
    public required long OccurrenceId { get; init; }
    public required string Occurrence { get; init; }
    public required string Title { get; init; }
    public required string AcademicYear { get; init; }
    public required int? Places { get; init; }
    public required int Taken { get; init; }
    public required int Waiting { get; init; }
    public required int Given { get; init; }
}

/// <summary>Somebody in a line.</summary>
public sealed record WaitingStudentRow
{
    public required long PersonId { get; init; }
    public required int Place { get; init; }
    public required string StudentNumber { get; init; }
    public required string Name { get; init; }
    public required WaitingState State { get; init; }
    public required DateOnly AskedOn { get; init; }
    public required DateTimeOffset JoinedAt { get; init; }
    public required DateTimeOffset? SettledAt { get; init; }
    public required string? PassedOverFor { get; init; }
}

/// <summary>Head of an occurrence's waiting list.</summary>
public sealed record WaitingListHeading(long OccurrenceId, long ModuleId, long Version, string Occurrence, string Title, int? Places, int Taken, int Waiting, bool HasWaitingList, bool IsClosed);

/// <summary>Waiting lists, and who stands in each.</summary>
public sealed class WaitingListQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<ModuleOccurrence> ListSorts = Sorting<ModuleOccurrence>.WithKey(o => o.Id).By("occurrence", o => o.Key).By("year", o => o.AcademicYear);

    private static readonly Sorting<WaitingEntry> EntrySorts = Sorting<WaitingEntry>.WithKey(w => w.Id).By("place", w => w.Place).By("asked", w => w.AskedOn).By("state", w => w.State);

    /// <summary>Search: key or title. Filters: <c>year</c>, <c>state</c> (waiting: somebody waits now; free: a place is free and somebody waits).</summary>
    public async Task<TablePage<WaitingListRow>> ListsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var waiting = db.Set<WaitingEntry>().Where(w => w.State == WaitingState.Waiting);
        var lists = db.Set<ModuleOccurrence>().AsNoTracking().Where(o => o.HasWaitingList || db.Set<WaitingEntry>().Any(w => w.OccurrenceId == o.Id));
        if (query.Search.Length > 0)
        {
            lists = lists.Where(o => EF.Functions.Like(o.Key, SearchPattern.StartingWith(query.Search), SearchPattern.Escape) || EF.Functions.Like(o.ModuleVersion.Title, SearchPattern.Containing(query.Search), SearchPattern.Escape));
        }

        if (query.Filter("year") is { } year)
        {
            lists = lists.Where(o => o.AcademicYear == year);
        }

        lists = query.Filter("state") switch
        {
            "waiting" => lists.Where(o => waiting.Any(w => w.OccurrenceId == o.Id)),
            "free" => lists.Where(o => waiting.Any(w => w.OccurrenceId == o.Id) && o.Capacity > db.Set<ModuleRegistration>().Count(r => r.OccurrenceId == o.Id && r.Status == RegistrationStatus.Registered)),
            _ => lists,
        };
        return await lists.ToPageAsync(query, ListSorts, o => new WaitingListRow
        {
            OccurrenceId = o.Id, Occurrence = o.Key, Title = o.ModuleVersion.Title, AcademicYear = o.AcademicYear, Places = o.Capacity,
            Taken = db.Set<ModuleRegistration>().Count(r => r.OccurrenceId == o.Id && r.Status == RegistrationStatus.Registered),
            Waiting = db.Set<WaitingEntry>().Count(w => w.OccurrenceId == o.Id && w.State == WaitingState.Waiting),
            Given = db.Set<WaitingEntry>().Count(w => w.OccurrenceId == o.Id && w.State == WaitingState.Registered),
        }, ct);
    }

    /// <summary>Of the occurrence that the query hangs under. Filter: <c>state</c>. People whom the caller does not reach are left out.</summary>
    public async Task<TablePage<WaitingStudentRow>> EntriesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Enrolments, Level.See)).Select(p => p.Id);
        var entries = db.Set<WaitingEntry>().AsNoTracking().Where(w => w.OccurrenceId == query.Of && programmes.Contains(w.Engagement.ProgrammeId));
        if (query.Filter<WaitingState>("state") is { } state)
        {
            entries = entries.Where(w => w.State == state);
        }

        return await entries.ToPageAsync(query, EntrySorts, w => new WaitingStudentRow
        {
            PersonId = w.PersonId, Place = w.Place, StudentNumber = w.Engagement.Person.StudentNumber, Name = w.Engagement.Person.FamilyName + ", " + w.Engagement.Person.GivenNames, State = w.State,
            AskedOn = w.AskedOn, JoinedAt = w.JoinedAt, SettledAt = w.SettledAt, PassedOverFor = w.PassedOverFor,
        }, ct);
    }

    /// <summary>Null when there is no such occurrence.</summary>
    public async Task<WaitingListHeading?> HeadingAsync(long occurrenceId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<ModuleOccurrence>().AsNoTracking().Where(o => o.Id == occurrenceId).Select(o => new WaitingListHeading(
            o.Id, o.ModuleId, o.Version, o.Key, o.ModuleVersion.Title, o.Capacity, db.Set<ModuleRegistration>().Count(r => r.OccurrenceId == o.Id && r.Status == RegistrationStatus.Registered),
            db.Set<WaitingEntry>().Count(w => w.OccurrenceId == o.Id && w.State == WaitingState.Waiting), o.HasWaitingList, o.IsClosed)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Academic years in which anything keeps a list, newest first.</summary>
    public async Task<IReadOnlyList<string>> YearsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<ModuleOccurrence>().Where(o => o.HasWaitingList).Select(o => o.AcademicYear).Distinct().OrderByDescending(y => y).ToListAsync(ct);
    }
}
