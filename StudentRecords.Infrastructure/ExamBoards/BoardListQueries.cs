using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Lists of boards, and of occurrences that have none; for those who may see boards, as far as their roles reach.</summary>
public sealed class BoardListQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<BoardSource> Sorts = Sorting<BoardSource>.WithKey(b => b.Board.Id)
        .By("year", b => b.Board.AcademicYear, descendingFirst: true).By("title", b => b.Board.Title).By("occurrence", b => b.Occurrence.Key).By("faculty", b => b.Occurrence.Module.Faculty)
        .By("stage", b => b.Board.Stage == BoardStage.Preparing ? 0 : b.Board.Stage == BoardStage.Frozen ? 1 : b.Board.Stage == BoardStage.InSession ? 2 : 3)
        .By("meetsOn", b => b.Board.MeetsOn).By("pack", b => b.Board.PackVersion);

    private static readonly Sorting<ModuleOccurrence> OccurrenceSorts = Sorting<ModuleOccurrence>.WithKey(o => o.Id)
        .By("year", o => o.AcademicYear, descendingFirst: true).By("key", o => o.Key).By("title", o => o.ModuleVersion.Title).By("end", o => o.End).By("faculty", o => o.Module.Faculty);

    /// <summary>Filters: <c>stage</c>, <c>year</c>, <c>faculty</c>, <c>needs</c> (undecided, marks).</summary>
    public async Task<TablePage<BoardRow>> BoardsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var boards = Source(db, caller);
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            boards = boards.Where(b => EF.Functions.Like(b.Board.Title, like, SearchPattern.Escape) || EF.Functions.Like(b.Occurrence.Key, like, SearchPattern.Escape));
        }

        if (query.Filter<BoardStage>("stage") is { } stage)
        {
            boards = boards.Where(b => b.Board.Stage == stage);
        }

        if (query.Filter("year") is { } year)
        {
            boards = boards.Where(b => b.Board.AcademicYear == year);
        }

        if (query.Filter("faculty") is { } faculty)
        {
            boards = boards.Where(b => b.Occurrence.Module.Faculty == faculty);
        }

        boards = query.Filter("needs") switch
        {
            "undecided" => boards.Where(b => db.Set<BoardCandidate>().Any(c => c.BoardId == b.Board.Id && c.ProposedOutcome == null && c.PostponedAt == null)),
            "marks" => boards.Where(b => db.Set<BoardCandidate>().Any(c => c.BoardId == b.Board.Id
                && db.Set<ModuleResult>().Any(r => r.RegistrationId == c.RegistrationId && r.MissingCount > 0)
                && db.Set<ModuleRegistration>().Any(m => m.Id == c.RegistrationId && m.Status == RegistrationStatus.Registered))),
            _ => boards,
        };
        return await boards.ToPageAsync(query, Sorts, Row(db), ct);
    }

    /// <summary>Occurrences to open a board for. Filters: <c>year</c>, <c>faculty</c>.</summary>
    public async Task<TablePage<OccurrenceRow>> WithoutBoardAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var occurrences = WithoutBoard(db, caller);
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

        return await occurrences.ToPageAsync(query, OccurrenceSorts, OccurrenceRowOf(db), ct);
    }

    /// <summary>One of them; null when it is not there, has a board already, or is out of reach.</summary>
    public async Task<OccurrenceRow?> WithoutBoardAsync(long occurrenceId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await WithoutBoard(db, caller).Where(o => o.Id == occurrenceId).Select(OccurrenceRowOf(db)).SingleOrDefaultAsync(ct);
    }

    /// <summary>What the lists can be narrowed by: years newest first, faculties.</summary>
    public async Task<(IReadOnlyList<string> Years, IReadOnlyList<string> Faculties)> NarrowingsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return (
            await db.Set<ModuleOccurrence>().AsNoTracking().Select(o => o.AcademicYear).Distinct().OrderByDescending(y => y).ToListAsync(ct),
            await db.Set<Module>().AsNoTracking().Select(m => m.Faculty).Distinct().OrderBy(f => f).ToListAsync(ct));
    }

    private static IQueryable<BoardSource> Source(RegistryDbContext db, Caller caller) =>
        from b in db.Set<ExamBoard>().AsNoTracking().ReachedBy(db, caller, Room.Boards, Level.See)
        join o in db.Set<ModuleOccurrence>() on b.OccurrenceId equals o.Id
        select new BoardSource { Board = b, Occurrence = o };

    private static IQueryable<ModuleOccurrence> WithoutBoard(RegistryDbContext db, Caller caller)
    {
        caller.Demand(Room.Boards, Level.Change);
        var free = db.Set<ModuleOccurrence>().AsNoTracking().Where(o => !db.Set<ExamBoard>().Any(b => b.OccurrenceId == o.Id));
        if (caller.May(Room.Boards, Level.Change, Scope.Everything))
        {
            return free;
        }

        string[] faculties = [.. caller.Grants.Where(g => AccessTable.For(g.Role, Room.Boards) >= Level.Change && g.Scope.Kind == ScopeKind.Faculty).Select(g => g.Scope.Key)];
        return free.Where(o => faculties.Contains(o.Module.Faculty));
    }

    private static Expression<Func<BoardSource, BoardRow>> Row(RegistryDbContext db) => b => new BoardRow(
        b.Board.Id, b.Board.Title, b.Occurrence.Module.Code, b.Occurrence.Key, b.Board.AcademicYear, b.Occurrence.Period, b.Occurrence.Module.Faculty, b.Board.Stage, b.Board.MeetsOn,
        db.Set<BoardCandidate>().Count(c => c.BoardId == b.Board.Id),
        db.Set<BoardCandidate>().Count(c => c.BoardId == b.Board.Id && c.ProposedOutcome == null && c.PostponedAt == null),
        (from c in db.Set<BoardCandidate>()
         join r in db.Set<ModuleResult>() on c.RegistrationId equals r.RegistrationId
         join m in db.Set<ModuleRegistration>() on c.RegistrationId equals m.Id
         where c.BoardId == b.Board.Id && r.MissingCount > 0 && m.Status == RegistrationStatus.Registered
         select c.Id).Count(),
        b.Board.PackVersion, b.Board.Sequel);

    private static Expression<Func<ModuleOccurrence, OccurrenceRow>> OccurrenceRowOf(RegistryDbContext db) => o => new OccurrenceRow(
        o.Id, o.Key, o.Module.Code, o.ModuleVersion.Title, o.AcademicYear, o.Period, o.Module.Faculty, o.End, db.Set<ModuleRegistration>().Count(r => r.OccurrenceId == o.Id));

    private sealed class BoardSource
    {
        public required ExamBoard Board { get; init; }

        public required ModuleOccurrence Occurrence { get; init; }
    }
}
