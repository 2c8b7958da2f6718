using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Assessment.Moderation;

/// <summary>Occurrences whose marks are moderated, and their sheets: by candidate number, without a name. For those who may see moderation, within their faculties.</summary>
public sealed class ModerationQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<ModeratedOccurrence> Sorts = Sorting<ModeratedOccurrence>.WithKey(o => o.Key)
        .By("year", o => o.AcademicYear, descendingFirst: true).By("key", o => o.Key).By("title", o => o.Title).By("faculty", o => o.Faculty).By("state", o => o.State)
        .By("entered", o => o.Entered).By("moderated", o => o.Moderated).By("confirmed", o => o.Confirmed).By("agreed", o => o.Agreed);

    private static readonly Sorting<ModerationPolicy> PolicySorts = Sorting<ModerationPolicy>.WithKey(p => p.Id)
        .By("title", p => p.Title).By("faculty", p => p.Faculty).By("module", p => p.ModuleCode).By("version", p => p.PolicyVersion).By("from", p => p.ValidFrom).By("published", p => p.PublishedAt);

    /// <summary>Those for which a policy asks for moderation. Filters: <c>state</c>, <c>year</c>, <c>faculty</c>.</summary>
    public async Task<TablePage<ModeratedOccurrence>> OccurrencesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Moderation, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var occurrences = UnderPolicy(db, caller);
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            occurrences = occurrences.Where(o => EF.Functions.Like(o.Key, like, SearchPattern.Escape) || EF.Functions.Like(o.ModuleVersion.Title, like, SearchPattern.Escape));
        }

        if (query.Filter("year") is { } year)
        {
            occurrences = occurrences.Where(o => o.AcademicYear == year);
        }

        if (query.Filter("faculty") is { } faculty)
        {
            occurrences = occurrences.Where(o => o.Module.Faculty == faculty);
        }

        var rows = (await ReadAsync(db, occurrences, ct)).Where(o => o.Policy is not null && o.Components.Any(c => c.IsAsked));
        return (query.Filter("state") switch
        {
            "none" => rows.Where(o => o.State is null),
            _ when query.Filter<MarkState>("state") is { } state => rows.Where(o => o.State == state),
            _ => rows,
        }).ToList().ToPage(query, Sorts);
    }

    /// <summary>What the list can be narrowed by: years newest first, faculties.</summary>
    public async Task<(IReadOnlyList<string> Years, IReadOnlyList<string> Faculties)> NarrowingsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Moderation, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = db.Set<ModuleOccurrence>().AsNoTracking().ReachedBy(caller);
        return (await reached.Select(o => o.AcademicYear).Distinct().OrderByDescending(y => y).ToListAsync(ct), await reached.Select(o => o.Module.Faculty).Distinct().OrderBy(f => f).ToListAsync(ct));
    }

    /// <summary>One occurrence with its components; null where there is none or the caller's roles do not reach it.</summary>
    public async Task<ModeratedOccurrence?> OccurrenceAsync(long occurrenceId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Moderation, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return (await ReadAsync(db, db.Set<ModuleOccurrence>().AsNoTracking().ReachedBy(caller).Where(o => o.Id == occurrenceId), ct)).FirstOrDefault();
    }

    /// <summary>The sheet of one component; null where there is none or the caller's roles do not reach it.</summary>
    public async Task<ModerationView?> SheetAsync(long occurrenceId, long componentId, Caller caller, CancellationToken ct = default)
    {
        if (await OccurrenceAsync(occurrenceId, caller, ct) is not { } occurrence || occurrence.Components.All(c => c.Id != componentId))
        {
            return null;
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var rounds = await db.Set<ModerationRound>().AsNoTracking().Where(r => r.ComponentId == componentId).OrderBy(r => r.Ordinal).ToListAsync(ct);
        return new ModerationView(occurrence, (await ModerationReading.SheetAsync(db, componentId, ct))!, rounds);
    }

    /// <summary>Every version of every policy.</summary>
    public async Task<TablePage<ModerationPolicy>> PoliciesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Moderation, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<ModerationPolicy>().AsNoTracking().ToPageAsync(query, PolicySorts, ct);
    }

    /// <summary>Occurrences under a policy whose board is under way, within reach.</summary>
    internal static async Task<IReadOnlyList<ModeratedOccurrence>> UnderWayAsync(RegistryDbContext db, Caller caller, CancellationToken ct) =>
        await ReadAsync(db, UnderPolicy(db, caller).Where(o => db.Set<ExamBoard>().Any(b => b.OccurrenceId == o.Id && b.Stage != BoardStage.Ratified)), ct);

    private static IQueryable<ModuleOccurrence> UnderPolicy(RegistryDbContext db, Caller caller) => db.Set<ModuleOccurrence>().AsNoTracking().ReachedBy(caller)
        .Where(o => db.Set<ModerationPolicy>().Any(p => p.ValidFrom <= o.Start && (p.Faculty == "" || p.Faculty == o.Module.Faculty) && (p.ModuleCode == "" || p.ModuleCode == o.Module.Code)));

    private static async Task<IReadOnlyList<ModeratedOccurrence>> ReadAsync(RegistryDbContext db, IQueryable<ModuleOccurrence> occurrences, CancellationToken ct)
    {
        var rows = await occurrences.Select(o => new ModeratedOccurrence
        {
            Id = o.Id, Key = o.Key, ModuleCode = o.Module.Code, Title = o.ModuleVersion.Title, Faculty = o.Module.Faculty, AcademicYear = o.AcademicYear, Period = o.Period, Start = o.Start,
            BoardId = db.Set<ExamBoard>().Where(b => b.OccurrenceId == o.Id && b.FollowsBoardId == null).Select(b => (long?)b.Id).FirstOrDefault(),
        }).ToListAsync(ct);
        var policies = await ModerationReading.PoliciesAsync(db, ct);
        var holding = rows.ToDictionary(r => r.Id, r => ModerationPolicy.For(policies, r.Faculty, r.ModuleCode, r.Start));
        var standings = await ModerationReading.StandingsAsync(db, holding, ct);
        return [.. rows.Select(r => r with { Policy = holding[r.Id], Components = [.. standings[r.Id]] })];
    }
}
