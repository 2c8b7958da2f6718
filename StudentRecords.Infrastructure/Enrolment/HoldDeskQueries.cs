using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>An open hold on the desk.</summary>
/// <param name="Days">How long it has stood.</param>
/// <param name="Programme">Of the newest engagement.</param>
public sealed record HeldRow(long Id, long Version, long PersonId, string StudentNumber, string Name, string Source, string Key, string Reason, string HowToClear, Blocks Blocks, DateOnly PlacedOn, int Days, string? Programme);

/// <summary>Every open hold of whoever the caller's roles reach.</summary>
public sealed class HoldDeskQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly Sorting<HeldSource> Sorts = Sorting<HeldSource>.WithKey(h => h.Hold.Id)
        .By("placed", h => h.Hold.PlacedOn).By("source", h => h.Hold.Source).By("student", h => h.Person.StudentNumber).By("name", h => h.Person.SearchName);

    /// <summary>Search: beginning of a student number or a word of the reason. Filters: <c>source</c>, <c>block</c>, <c>age</c> (days at least), <c>programme</c> (code).</summary>
    public async Task<TablePage<HeldRow>> OpenAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Holds, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var today = clock.Today();
        var people = db.Set<Person>().Within(db, caller.ReachOf(Room.Holds, Level.See));
        var holds = from h in Narrowed(db, query, today) join p in people on h.PersonId equals p.Id select new HeldSource { Hold = h, Person = p };
        if (query.Search.Length > 0)
        {
            var (number, word) = (SearchPattern.StartingWith(query.Search), SearchPattern.Containing(query.Search));
            holds = holds.Where(h => EF.Functions.Like(h.Person.StudentNumber, number, SearchPattern.Escape) || EF.Functions.Like(h.Hold.Reason, word, SearchPattern.Escape));
        }

        var page = await holds.ToPageAsync(query, Sorts, h => new HeldRow(h.Hold.Id, h.Hold.Version, h.Person.Id, h.Person.StudentNumber, h.Person.FamilyName + ", " + h.Person.GivenNames, h.Hold.Source, h.Hold.Key, h.Hold.Reason, h.Hold.HowToClear, h.Hold.Blocks, h.Hold.PlacedOn, 0,
            db.Set<Engagement>().Where(e => e.PersonId == h.Person.Id).OrderByDescending(e => e.Start).Select(e => e.Programme.Code).FirstOrDefault()), ct);
        return page with { Rows = [.. page.Rows.Select(r => r with { Days = today.DayNumber - r.PlacedOn.DayNumber })] };
    }

    /// <summary>Offices with open holds.</summary>
    public async Task<IReadOnlyList<string>> SourcesAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Holds, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<Hold>().Where(h => h.ReleasedOn == null).Select(h => h.Source).Distinct().OrderBy(s => s).ToListAsync(ct);
    }

    /// <summary>Codes and titles of the programmes that the caller's roles reach.</summary>
    public async Task<IReadOnlyList<(string Code, string Title)>> ProgrammesAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Holds, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return [.. (await db.Set<Programme>().Within(caller.ReachOf(Room.Holds, Level.See)).OrderBy(p => p.Code).Select(p => new { p.Code, p.Title }).ToListAsync(ct)).Select(p => (p.Code, p.Title))];
    }

    private static IQueryable<Hold> Narrowed(RegistryDbContext db, TableQuery query, DateOnly today)
    {
        var holds = db.Set<Hold>().AsNoTracking().Where(h => h.ReleasedOn == null);
        if (query.Filter("source") is { } source)
        {
            holds = holds.Where(h => h.Source == source);
        }

        if (query.Filter<Blocks>("block") is { } block and not Blocks.None)
        {
            holds = holds.Where(h => (h.Blocks & block) != Blocks.None);
        }

        if (int.TryParse(query.Filter("age"), out var days))
        {
            var before = today.AddDays(-days);
            holds = holds.Where(h => h.PlacedOn <= before);
        }

        if (query.Filter("programme") is { } code)
        {
            holds = holds.Where(h => db.Set<Engagement>().Any(e => e.PersonId == h.PersonId && e.Programme.Code == code));
        }

        return holds;
    }

    private sealed class HeldSource
    {
        public required Hold Hold { get; init; }

        public required Person Person { get; init; }
    }
}
