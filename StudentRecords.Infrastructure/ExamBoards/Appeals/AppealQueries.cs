using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.ExamBoards.Appeals;

/// <summary>An appeal as the list shows it: by candidate number.</summary>
public sealed record AppealRow(long Id, string Reference, string Board, string CandidateNumber, AppealState State, DateTimeOffset RecordedAt, string RecordedBy, string? FirstApprover, string? SecondApprover, long? HearingBoardId, bool IsDecided);

/// <summary>A ratified decision of a board of either tier, in its own words.</summary>
/// <param name="Outcome">Of a module board; null for a progression or award.</param>
/// <param name="Grade">Of a module board.</param>
/// <param name="Code">Of a progression and award board; null for a module.</param>
/// <param name="Class">Of an award.</param>
/// <param name="Clause">What it rests on.</param>
/// <param name="Reason">Why it differs from the suggestion.</param>
/// <param name="RatifiedBy">Who ratified.</param>
/// <param name="RatifiedAt">When.</param>
public sealed record AppealedDecision(BoardOutcome? Outcome, string? Grade, AwardCode? Code, string? Class, string Clause, string? Reason, string RatifiedBy, DateTimeOffset RatifiedAt)
{
    internal static AppealedDecision Of(BoardDecision d) => new(d.Outcome, d.Grade, null, null, d.Clause, d.Reason, d.RatifiedBy, d.RatifiedAt);

    internal static AppealedDecision Of(AwardDecision d) => new(null, null, d.Code, d.Class, d.Clause, d.Reason, d.RatifiedBy, d.RatifiedAt);
}

/// <summary>An appeal opened, with the decision appealed against and, once it is ratified, the one in its place.</summary>
public sealed record AppealRecord(AppealCase Appeal, string BoardTitle, AppealedDecision Against, AppealedDecision? InItsPlace, BoardStage? HearingStage);

/// <summary>A ratified decision that can be appealed against.</summary>
public sealed record AppealableDecision(long DecisionId, long BoardId, string BoardTitle, string CandidateNumber, AppealedDecision Decision);

/// <summary>Reads of appeals against decisions of both tiers, as far as the caller's roles reach their boards.</summary>
public sealed class AppealQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<AppealRow> Sorts = Sorting<AppealRow>.WithKey(a => a.Id)
        .By("recordedAt", a => a.RecordedAt, descendingFirst: true).By("reference", a => a.Reference).By("candidate", a => a.CandidateNumber);

    /// <summary>Filters: <c>state</c> (open, approved, rejected). Appeals are few: both tiers are read whole and paged together.</summary>
    public async Task<TablePage<AppealRow>> PageAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Appeals, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        List<AppealRow> rows = [.. await RowsAsync(db, Reached<Appeal>(db, caller), query, ct), .. await RowsAsync(db, Reached<AwardAppeal>(db, caller), query, ct)];
        return rows.ToPage(query, Sorts);
    }

    public async Task<AppealRecord?> RecordAsync(long appealId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Appeals, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        AppealCase? found = await Reached<Appeal>(db, caller).FirstOrDefaultAsync(a => a.Id == appealId, ct);
        if ((found ?? await Reached<AwardAppeal>(db, caller).FirstOrDefaultAsync(a => a.Id == appealId, ct)) is not { } appeal)
        {
            return null;
        }

        return new AppealRecord(
            appeal,
            await db.Set<ExamBoard>().Where(b => b.Id == appeal.BoardId).Select(b => b.Title).FirstAsync(ct),
            (await FindAsync(db, appeal.DecisionId, null, ct))!,
            await FindAsync(db, null, appeal.DecisionId, ct),
            await db.Set<ExamBoard>().Where(b => b.Id == appeal.HearingBoardId).Select(b => (BoardStage?)b.Stage).FirstOrDefaultAsync(ct));
    }

    /// <summary>The decision about a candidate of a ratified board; null where there is none in reach.</summary>
    public async Task<AppealableDecision?> DecisionAsync(long boardId, string candidateNumber, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Appeals, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<ExamBoard>().AsNoTracking().ReachedBy(db, caller, Room.Appeals, Level.Change).FirstOrDefaultAsync(b => b.Id == boardId, ct) is not { } board)
        {
            return null;
        }

        if (await db.Set<BoardDecision>().AsNoTracking().FirstOrDefaultAsync(d => d.BoardId == boardId && d.CandidateNumber == candidateNumber, ct) is { } module)
        {
            return new AppealableDecision(module.Id, boardId, board.Title, candidateNumber, AppealedDecision.Of(module));
        }

        return await db.Set<AwardDecision>().AsNoTracking().FirstOrDefaultAsync(d => d.BoardId == boardId && d.CandidateNumber == candidateNumber, ct) is { } award
            ? new AppealableDecision(award.Id, boardId, board.Title, candidateNumber, AppealedDecision.Of(award))
            : null;
    }

    /// <summary>By its own id, or by the id of the one in whose place it stands.</summary>
    private static async Task<AppealedDecision?> FindAsync(RegistryDbContext db, long? id, long? supersedes, CancellationToken ct)
    {
        if (await db.Set<BoardDecision>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id || (supersedes != null && d.SupersedesId == supersedes), ct) is { } module)
        {
            return AppealedDecision.Of(module);
        }

        return await db.Set<AwardDecision>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id || (supersedes != null && d.SupersedesId == supersedes), ct) is { } award ? AppealedDecision.Of(award) : null;
    }

    private static Task<List<AppealRow>> RowsAsync<T>(RegistryDbContext db, IQueryable<T> appeals, TableQuery query, CancellationToken ct)
        where T : AppealCase
    {
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            appeals = appeals.Where(a => EF.Functions.Like(a.Reference, like, SearchPattern.Escape) || EF.Functions.Like(a.CandidateNumber, like, SearchPattern.Escape));
        }

        appeals = query.Filter("state") switch
        {
            "open" => appeals.Where(a => a.RejectedAt == null && a.HearingBoardId == null),
            "approved" => appeals.Where(a => a.HearingBoardId != null),
            "rejected" => appeals.Where(a => a.RejectedAt != null),
            _ => appeals,
        };
        return appeals.Select(a => new AppealRow(
            a.Id, a.Reference, db.Set<ExamBoard>().Where(b => b.Id == a.BoardId).Select(b => b.Title).First(), a.CandidateNumber,
            a.RejectedAt != null ? AppealState.Rejected : a.HearingBoardId != null ? AppealState.Approved : a.FirstApproverId != null ? AppealState.WaitsForSecond : AppealState.Recorded,
            a.RecordedAt, a.RecordedBy, a.FirstApprover, a.SecondApprover, a.HearingBoardId,
            db.Set<BoardDecision>().Any(d => d.SupersedesId == a.DecisionId) || db.Set<AwardDecision>().Any(d => d.SupersedesId == a.DecisionId))).ToListAsync(ct);
    }

    private static IQueryable<T> Reached<T>(RegistryDbContext db, Caller caller)
        where T : AppealCase
    {
        var boards = db.Set<ExamBoard>().AsNoTracking().ReachedBy(db, caller, Room.Appeals, Level.See).Select(b => b.Id);
        return db.Set<T>().AsNoTracking().Where(a => boards.Contains(a.BoardId));
    }
}
