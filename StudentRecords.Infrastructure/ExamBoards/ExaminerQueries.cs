using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>A board on an external examiner's desk.</summary>
public sealed record DeskRow(long Id, string Title, string Occurrence, string AcademicYear, BoardStage Stage, DateOnly? MeetsOn, int PackVersion, DateTimeOffset? FrozenAt, ExaminerVerdict? Verdict);

/// <summary>One board as its external examiner sees it: the papers and the examiner's own words on them.</summary>
public sealed record DeskBoard(BoardRecord Record, IReadOnlyList<PackRow> Packs, IReadOnlyList<ExaminerConfirmation> Words)
{
    /// <summary>What the examiner said of the newest pack; null while it waits.</summary>
    public ExaminerConfirmation? OnNewest => Words.Where(w => w.PackVersion == Record.Board.PackVersion).MaxBy(w => w.At);
}

/// <summary>
/// The external examiner's desk: boards on which the caller sits as external examiner, once a pack is frozen. Any other board,
/// there or not, is answered with nothing, the same nothing; candidates are numbers and stay numbers.
/// </summary>
public sealed class ExaminerQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly Sorting<ExamBoard> Sorts = Sorting<ExamBoard>.WithKey(b => b.Id)
        .By("frozenAt", b => b.FrozenAt, descendingFirst: true).By("meetsOn", b => b.MeetsOn).By("title", b => b.Title).By("year", b => b.AcademicYear);

    /// <summary>Filters: <c>word</c> (waiting, given).</summary>
    public async Task<TablePage<DeskRow>> BoardsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.ExaminerDesk, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var me = caller.UserId ?? 0;
        var boards = query.Filter("word") switch
        {
            "waiting" => Waiting(db, caller, clock.Today()),
            "given" => Own(db, caller, clock.Today()).Where(b => db.Set<ExaminerConfirmation>().Any(c => c.BoardId == b.Id && c.UserId == me && c.PackVersion == b.PackVersion)),
            _ => Own(db, caller, clock.Today()),
        };
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            boards = boards.Where(b => EF.Functions.Like(b.Title, like, SearchPattern.Escape));
        }

        return await boards.ToPageAsync(query, Sorts, b => new DeskRow(
            b.Id, b.Title, db.Set<ModuleOccurrence>().Where(o => o.Id == b.OccurrenceId).Select(o => o.Key).First(), b.AcademicYear, b.Stage, b.MeetsOn, b.PackVersion, b.FrozenAt,
            db.Set<ExaminerConfirmation>().Where(c => c.BoardId == b.Id && c.UserId == me && c.PackVersion == b.PackVersion).OrderByDescending(c => c.At).Select(c => (ExaminerVerdict?)c.Verdict).FirstOrDefault()), ct);
    }

    /// <summary>Whether the board lies on the caller's desk: the door in front of everything under it.</summary>
    public async Task<bool> IsOwnAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return caller.May(Room.ExaminerDesk, Level.See) && await Own(db, caller, clock.Today()).AnyAsync(b => b.Id == boardId, ct);
    }

    public async Task<DeskBoard?> BoardAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await FindAsync(db, boardId, caller, ct) is not { } record)
        {
            return null;
        }

        var words = await BoardQueries.WordsAsync(db, boardId, ct);
        return new DeskBoard(record, await BoardQueries.PackRowsAsync(db, boardId, ct), [.. words.Where(w => w.UserId == caller.UserId)]);
    }

    public async Task<PackFile?> PackAsync(long boardId, int packVersion, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await FindAsync(db, boardId, caller, ct) is { } record ? await BoardQueries.FileAsync(db, record, packVersion, ct) : null;
    }

    public async Task<BoardStatistics?> StatisticsAsync(long boardId, Caller caller, CancellationToken ct = default) =>
        await GridAsync(boardId, caller, ct) is { } grid ? BoardStatistics.Of(grid) : null;

    /// <summary>Filters as <see cref="CandidateQueries.PageAsync"/>.</summary>
    public async Task<TablePage<CandidateRow>> CandidatesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await GridAsync(db, query.Of ?? 0, null, caller, ct) is { } grid ? await CandidateReading.PageAsync(db, grid.Rows, query, ct) : new TablePage<CandidateRow>([], 0, 1, query.Size);
    }

    public async Task<BoardGrid?> GridAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await GridAsync(db, boardId, null, caller, ct);
    }

    public async Task<CandidateSheet?> SheetAsync(long boardId, string number, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await GridAsync(db, boardId, number, caller, ct) is { } grid ? await CandidateReading.SheetAsync(db, grid, ct) : null;
    }

    /// <summary>Own boards whose newest pack the caller has not said a word on.</summary>
    internal static IQueryable<ExamBoard> Waiting(RegistryDbContext db, Caller caller, DateOnly today)
    {
        var me = caller.UserId ?? 0;
        return Own(db, caller, today).Where(b => b.Stage != BoardStage.Ratified
            && !db.Set<ExaminerConfirmation>().Any(c => c.BoardId == b.Id && c.UserId == me && c.PackVersion == b.PackVersion));
    }

    private static IQueryable<ExamBoard> Own(RegistryDbContext db, Caller caller, DateOnly today)
    {
        var me = caller.UserId ?? 0;
        return db.Set<ExamBoard>().AsNoTracking().Where(b => b.OccurrenceId != null && b.PackVersion > 0 && b.Seats.Any(m => m.UserId == me && m.Role == MemberRole.External && m.RemovedAt == null && (m.TermEndsOn == null || m.TermEndsOn >= today)));
    }

    private async Task<BoardRecord?> FindAsync(RegistryDbContext db, long boardId, Caller caller, CancellationToken ct)
    {
        caller.Demand(Room.ExaminerDesk, Level.See);
        return await Own(db, caller, clock.Today()).AnyAsync(b => b.Id == boardId, ct) ? await BoardQueries.ReadAsync(db, boardId, ct) : null;
    }

    private async Task<BoardGrid?> GridAsync(RegistryDbContext db, long boardId, string? number, Caller caller, CancellationToken ct) =>
        await FindAsync(db, boardId, caller, ct) is { } record ? await CandidateReading.LoadAsync(db, record.Board, record.Heading, number, ct) : null;
}
