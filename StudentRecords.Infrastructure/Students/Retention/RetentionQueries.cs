using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Students.Retention;

/// <summary>How long a class is kept.</summary>
/// <param name="Before">Who left before this day is past it; null: nobody ever.</param>
public sealed record PeriodRow(RecordClass Class, int RuleVersion, int? Years, string Basis, DateOnly? Before);

/// <summary>A disposal run with what it is about.</summary>
public sealed record DisposalRow(long Id, long Version, DateOnly Day, DisposalState State, string PreparedBy, DateTimeOffset PreparedAt, string? ApprovedBy, DateTimeOffset? ApprovedAt, DateTimeOffset? DoneAt, int People, int Items);

/// <summary>A class in a run.</summary>
public sealed record DisposalFigures(RecordClass Class, int People, int Rows, int Disposed, int Kept);

/// <summary>One person's part in a run.</summary>
public sealed record DisposalItemRow(long Id, long PersonId, string StudentNumber, string Name, RecordClass Class, int Rows, DateOnly LeftOn, DateTimeOffset? DisposedAt, string? KeptBecause);

/// <summary>A legal hold.</summary>
public sealed record LegalHoldRow(long Id, long PersonId, string StudentNumber, string Name, string Reason, DateOnly PlacedOn, DateOnly? LiftedOn, string? LiftReason);

/// <summary>A request for access by the person concerned.</summary>
public sealed record SubjectAccessRow(long Id, string Reference, DateOnly ReceivedOn, DateOnly DueOn, DateTimeOffset? AnsweredAt);

/// <summary>Periods, legal holds, disposal runs and access requests; for those who may see all of persons' records.</summary>
public sealed class RetentionQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly Sorting<DisposalRun> Sorts = Sorting<DisposalRun>.WithKey(r => r.Id).By("prepared", r => r.PreparedAt, descendingFirst: true).By("state", r => r.State);

    private static readonly Sorting<ItemSource> ItemSorts = Sorting<ItemSource>.WithKey(i => i.Item.Id).By("student", i => i.Person.StudentNumber).By("class", i => i.Item.Class).By("left", i => i.Item.LeftOn);

    private static readonly Sorting<HoldSource> HoldSorts = Sorting<HoldSource>.WithKey(h => h.Hold.Id).By("placed", h => h.Hold.PlacedOn, descendingFirst: true).By("student", h => h.Person.StudentNumber);

    /// <summary>The period of each class as it stands today.</summary>
    public async Task<IReadOnlyList<PeriodRow>> PeriodsAsync(Caller caller, CancellationToken ct = default)
    {
        Demand(caller);
        await using var db = await store.CreateDbContextAsync(ct);
        var today = clock.Today();
        List<RetentionRule> rules = [.. RetentionShelf.All, .. await db.Set<RetentionRule>().AsNoTracking().ToListAsync(ct)];
        return [.. Enum.GetValues<RecordClass>().Select(c => RetentionRule.For(rules, c, today)!).Select(r => new PeriodRow(r.Class, r.RuleVersion, r.Years, r.Basis, r.Before(today)))];
    }

    /// <summary>Filter: <c>state</c>.</summary>
    public async Task<TablePage<DisposalRow>> RunsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        Demand(caller);
        await using var db = await store.CreateDbContextAsync(ct);
        var runs = db.Set<DisposalRun>().AsNoTracking();
        if (query.Filter<DisposalState>("state") is { } state)
        {
            runs = runs.Where(r => r.State == state);
        }

        return await runs.ToPageAsync(query, Sorts, r => new DisposalRow(r.Id, r.Version, r.Day, r.State, r.PreparedBy, r.PreparedAt, r.ApprovedBy, r.ApprovedAt, r.DoneAt,
            db.Set<DisposalItem>().Where(i => i.RunId == r.Id).Select(i => i.PersonId).Distinct().Count(), db.Set<DisposalItem>().Count(i => i.RunId == r.Id)), ct);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<DisposalRow?> FindAsync(long runId, Caller caller, CancellationToken ct = default)
    {
        Demand(caller);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<DisposalRun>().AsNoTracking().Where(r => r.Id == runId).Select(r => new DisposalRow(r.Id, r.Version, r.Day, r.State, r.PreparedBy, r.PreparedAt, r.ApprovedBy, r.ApprovedAt, r.DoneAt,
            db.Set<DisposalItem>().Where(i => i.RunId == r.Id).Select(i => i.PersonId).Distinct().Count(), db.Set<DisposalItem>().Count(i => i.RunId == r.Id))).SingleOrDefaultAsync(ct);
    }

    /// <summary>What of each class is in the run.</summary>
    public async Task<IReadOnlyList<DisposalFigures>> FiguresAsync(long runId, Caller caller, CancellationToken ct = default)
    {
        Demand(caller);
        await using var db = await store.CreateDbContextAsync(ct);
        var classes = await db.Set<DisposalItem>().Where(i => i.RunId == runId).GroupBy(i => i.Class)
            .Select(g => new { g.Key, People = g.Count(), Rows = g.Sum(i => i.Rows), Disposed = g.Count(i => i.DisposedAt != null), Kept = g.Count(i => i.KeptBecause != null) }).ToListAsync(ct);
        return [.. classes.OrderBy(c => c.Key).Select(c => new DisposalFigures(c.Key, c.People, c.Rows, c.Disposed, c.Kept))];
    }

    /// <summary>The job that disposes; null when none is at work.</summary>
    public async Task<long?> JobAsync(long runId, Caller caller, CancellationToken ct = default)
    {
        Demand(caller);
        var key = RetentionService.Key(runId);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<JobRequest>().Where(j => j.DedupeKey == key && (j.State == JobState.Queued || j.State == JobState.Running)).Select(j => (long?)j.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>Of the run <c>Of</c>. Filters: <c>class</c>.</summary>
    public async Task<TablePage<DisposalItemRow>> ItemsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        Demand(caller);
        await using var db = await store.CreateDbContextAsync(ct);
        var items = from i in db.Set<DisposalItem>().AsNoTracking().Where(i => i.RunId == query.Of) join p in db.Set<Person>() on i.PersonId equals p.Id select new ItemSource { Item = i, Person = p };
        if (query.Filter<RecordClass>("class") is { } part)
        {
            items = items.Where(i => i.Item.Class == part);
        }

        return await items.ToPageAsync(query, ItemSorts, i => new DisposalItemRow(i.Item.Id, i.Person.Id, i.Person.StudentNumber, i.Person.FamilyName + ", " + i.Person.GivenNames, i.Item.Class, i.Item.Rows, i.Item.LeftOn, i.Item.DisposedAt, i.Item.KeptBecause), ct);
    }

    /// <summary>Filter: <c>open</c>.</summary>
    public async Task<TablePage<LegalHoldRow>> LegalHoldsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        Demand(caller);
        await using var db = await store.CreateDbContextAsync(ct);
        var holds = from h in db.Set<LegalHold>().AsNoTracking() join p in db.Set<Person>() on h.PersonId equals p.Id select new HoldSource { Hold = h, Person = p };
        if (query.Filter("open") == "yes")
        {
            holds = holds.Where(h => h.Hold.LiftedOn == null);
        }

        return await holds.ToPageAsync(query, HoldSorts, h => new LegalHoldRow(h.Hold.Id, h.Person.Id, h.Person.StudentNumber, h.Person.FamilyName + ", " + h.Person.GivenNames, h.Hold.Reason, h.Hold.PlacedOn, h.Hold.LiftedOn, h.Hold.LiftReason), ct);
    }

    /// <summary>Of one person, newest first.</summary>
    public async Task<(IReadOnlyList<LegalHoldRow> Holds, IReadOnlyList<SubjectAccessRow> Requests)> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        Demand(caller);
        await using var db = await store.CreateDbContextAsync(ct);
        var holds = await (from h in db.Set<LegalHold>().AsNoTracking() join p in db.Set<Person>() on h.PersonId equals p.Id where p.Id == personId orderby h.PlacedOn descending
                           select new LegalHoldRow(h.Id, p.Id, p.StudentNumber, p.FamilyName + ", " + p.GivenNames, h.Reason, h.PlacedOn, h.LiftedOn, h.LiftReason)).ToListAsync(ct);
        var requests = await db.Set<SubjectAccessRequest>().AsNoTracking().Where(r => r.PersonId == personId).OrderByDescending(r => r.ReceivedOn).ToListAsync(ct);
        return (holds, requests.ConvertAll(r => new SubjectAccessRow(r.Id, r.Reference, r.ReceivedOn, r.DueOn, r.AnsweredAt)));
    }

    private static void Demand(Caller caller) => caller.Demand(Room.Persons, Level.Decide);

    private sealed class ItemSource
    {
        public required DisposalItem Item { get; init; }

        public required Person Person { get; init; }
    }

    private sealed class HoldSource
    {
        public required LegalHold Hold { get; init; }

        public required Person Person { get; init; }
    }
}
