using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.ExamBoards.Appeals;

/// <summary>An appeal as the list shows it: by candidate number.</summary>
public sealed record AppealRow(long Id, string Reference, string Board, string CandidateNumber, AppealState State, DateTimeOffset RecordedAt, string RecordedBy, string? FirstApprover, string? SecondApprover, long? HearingBoardId, bool IsDecided);

/// <summary>An appeal opened, with the decision appealed against and, once it is ratified, the one in its place.</summary>
public sealed record AppealRecord(Appeal Appeal, string BoardTitle, BoardDecision Against, BoardDecision? InItsPlace, BoardStage? HearingStage);

/// <summary>A ratified decision that can be appealed against.</summary>
public sealed record AppealableDecision(long DecisionId, long BoardId, string BoardTitle, string CandidateNumber, BoardOutcome Outcome, string? Grade);

/// <summary>Reads of appeals, as far as the caller's roles reach their boards.</summary>
public sealed class AppealQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<Appeal> Sorts = Sorting<Appeal>.WithKey(a => a.Id)
        .By("recordedAt", a => a.RecordedAt, descendingFirst: true).By("reference", a => a.Reference).By("candidate", a => a.CandidateNumber);

    /// <summary>Filters: <c>state</c> (open, approved, rejected).</summary>
    public async Task<TablePage<AppealRow>> PageAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Appeals, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var appeals = Reached(db, caller);
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
        return await appeals.ToPageAsync(query, Sorts, a => new AppealRow(
            a.Id, a.Reference, db.Set<ExamBoard>().Where(b => b.Id == a.BoardId).Select(b => b.Title).First(), a.CandidateNumber,
            a.RejectedAt != null ? AppealState.Rejected : a.HearingBoardId != null ? AppealState.Approved : a.FirstApproverId != null ? AppealState.WaitsForSecond : AppealState.Recorded,
            a.RecordedAt, a.RecordedBy, a.FirstApprover, a.SecondApprover, a.HearingBoardId, db.Set<BoardDecision>().Any(d => d.SupersedesId == a.DecisionId)), ct);
    }

    public async Task<AppealRecord?> RecordAsync(long appealId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Appeals, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await Reached(db, caller).FirstOrDefaultAsync(a => a.Id == appealId, ct) is not { } appeal ? null : new AppealRecord(
            appeal,
            await db.Set<ExamBoard>().Where(b => b.Id == appeal.BoardId).Select(b => b.Title).FirstAsync(ct),
            await db.Set<BoardDecision>().AsNoTracking().FirstAsync(d => d.Id == appeal.DecisionId, ct),
            await db.Set<BoardDecision>().AsNoTracking().FirstOrDefaultAsync(d => d.SupersedesId == appeal.DecisionId, ct),
            await db.Set<ExamBoard>().Where(b => b.Id == appeal.HearingBoardId).Select(b => (BoardStage?)b.Stage).FirstOrDefaultAsync(ct));
    }

    /// <summary>The decision about a candidate of a ratified board; null where there is none in reach.</summary>
    public async Task<AppealableDecision?> DecisionAsync(long boardId, string candidateNumber, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Appeals, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        return await (
            from b in db.Set<ExamBoard>().AsNoTracking().ReachedBy(db, caller, Room.Appeals, Level.Change)
            join d in db.Set<BoardDecision>() on b.Id equals d.BoardId
            where b.Id == boardId && d.CandidateNumber == candidateNumber
            select new AppealableDecision(d.Id, b.Id, b.Title, d.CandidateNumber, d.Outcome, d.Grade)).FirstOrDefaultAsync(ct);
    }

    private static IQueryable<Appeal> Reached(RegistryDbContext db, Caller caller)
    {
        var boards = db.Set<ExamBoard>().AsNoTracking().ReachedBy(db, caller, Room.Appeals, Level.See).Select(b => b.Id);
        return db.Set<Appeal>().AsNoTracking().Where(a => boards.Contains(a.BoardId));
    }
}
