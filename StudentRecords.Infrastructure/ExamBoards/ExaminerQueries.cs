using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>
/// Boards as their external examiner sees them: only those on which the caller sits as one, once a pack is frozen, and no person
/// anywhere. What is not theirs looks the same as what is not there.
/// </summary>
public sealed class ExaminerQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<BoardRow> Sorts = Sorting<BoardRow>.WithKey(b => b.Id)
        .By("meets", b => b.MeetsOn).By("occurrence", b => b.Occurrence).By("year", b => b.AcademicYear).By("stage", b => b.Stage).By("candidates", b => b.Candidates);

    /// <summary>Search: title. Filters: <c>stage</c>.</summary>
    public async Task<TablePage<BoardRow>> BoardsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = BoardReads.Rows(db, Own(db, caller));
        if (query.Search.Length > 0)
        {
            rows = rows.Where(b => EF.Functions.Like(b.Title, SearchPattern.Containing(query.Search), SearchPattern.Escape));
        }

        if (query.Filter<BoardStage>("stage") is { } stage)
        {
            rows = rows.Where(b => b.Stage == stage);
        }

        return await rows.ToPageAsync(query, Sorts, ct);
    }

    public async Task<ExaminerBoard?> BoardAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var own = Own(db, caller).Where(b => b.Id == boardId);
        if (await BoardReads.Rows(db, own).FirstOrDefaultAsync(ct) is not { } row)
        {
            return null;
        }

        var pack = await db.Set<BoardPack>().AsNoTracking().Where(p => p.BoardId == boardId && p.PackVersion == row.PackVersion).Select(p => new PackRow(p.PackVersion, p.Hash, p.FrozenBy, p.FrozenAt)).SingleAsync(ct);
        var words = await db.Set<ExaminerConfirmation>().AsNoTracking().Where(c => c.BoardId == boardId && c.UserId == caller.UserId).OrderByDescending(c => c.At).ToListAsync(ct);
        return new ExaminerBoard(row, pack, words, await BoardReads.StatisticsAsync(db, boardId, ct));
    }

    /// <summary>The candidates of the board in <see cref="TableQuery.Of"/>, with the search and filters of <see cref="BoardQueries.CandidatesAsync"/>.</summary>
    public async Task<TablePage<CandidateRow>> CandidatesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var boardId = query.Of ?? 0;
        return await BoardReads.CandidatesAsync(db, await Own(db, caller).AnyAsync(b => b.Id == boardId, ct) ? boardId : 0, withPersons: false, query, ct);
    }

    public async Task<CandidateDetail?> CandidateAsync(long boardId, string candidateNumber, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await Own(db, caller).AnyAsync(b => b.Id == boardId, ct) ? await BoardReads.CandidateAsync(db, boardId, candidateNumber, withPersons: false, ct) : null;
    }

    public async Task<PackFile?> PackAsync(long boardId, int packVersion, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await Own(db, caller).AnyAsync(b => b.Id == boardId, ct) ? await BoardReads.PackAsync(db, boardId, packVersion, ct) : null;
    }

    private static IQueryable<ExamBoard> Own(RegistryDbContext db, Caller caller)
    {
        caller.Demand(Room.ExaminerDesk, Level.See);
        var user = caller.UserId ?? 0;
        return db.Set<ExamBoard>().AsNoTracking().Where(b => b.PackVersion > 0 && b.Members.Any(m => m.UserId == user && m.Role == MemberRole.External));
    }
}

/// <summary>A board on its external examiner's desk: the newest pack, their own words on it, and the figures.</summary>
public sealed record ExaminerBoard(BoardRow Row, PackRow Pack, IReadOnlyList<ExaminerConfirmation> OwnWords, IReadOnlyList<FigureStatistics> Statistics);
