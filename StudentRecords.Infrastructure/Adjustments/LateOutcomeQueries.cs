using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>The late queue as boards see it: candidate number and code, within the boards that the caller's roles reach. Every reading is written into the trail.</summary>
public sealed class LateOutcomeQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly Sorting<LateRow> Sorts = Sorting<LateRow>.WithKey(r => r.Id)
        .By("arrived", r => r.ArrivedAt).By("board", r => r.Board).By("candidate", r => r.Candidate).By("state", r => r.State).By("component", r => r.Component);

    /// <summary>Filters: <c>board</c>, <c>show</c> (proposed, settled); otherwise what still waits.</summary>
    public async Task<TablePage<LateRow>> PageAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.LateOutcomes, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = Rows(db, caller, Level.See);
        rows = query.Filter("show") switch
        {
            "settled" => rows.Where(r => r.State != CircumstanceState.Late),
            "proposed" => rows.Where(r => r.State == CircumstanceState.Late && r.ProposedRoute != null),
            _ => rows.Where(r => r.State == CircumstanceState.Late),
        };
        if (long.TryParse(query.Filter("board"), out var board))
        {
            rows = rows.Where(r => r.BoardId == board);
        }

        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            rows = rows.Where(r => EF.Functions.Like(r.Board, like, SearchPattern.Escape) || (r.Candidate != null && EF.Functions.Like(r.Candidate, like, SearchPattern.Escape)));
        }

        var page = await rows.ToPageAsync(query, Sorts, ct);
        await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), "ListLateOutcomes", (nameof(CircumstanceItem), 0), (nameof(CircumstanceItem), page.Rows.Select(r => r.Id)), ct);
        return page;
    }

    /// <summary>Null where there is none, or the caller's roles do not reach its board.</summary>
    public async Task<LateRow?> FindAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.LateOutcomes, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var row = await Rows(db, caller, Level.See).SingleOrDefaultAsync(r => r.Id == id, ct);
        await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), "ReadLateOutcome", (nameof(CircumstanceItem), id), (nameof(CircumstanceItem), row is null ? [] : [row.Id]), ct);
        return row;
    }

    internal static IQueryable<LateRow> Rows(RegistryDbContext db, Caller caller, Level level)
    {
        var boards = db.Set<ExamBoard>().ReachedBy(db, caller, Room.LateOutcomes, level);
        return
            from i in db.Set<CircumstanceItem>().AsNoTracking()
            join b in boards on i.BoardId equals (long?)b.Id
            join k in db.Set<AssessmentComponent>() on i.ComponentId equals (long?)k.Id
            join c in db.Set<BoardCandidate>() on new { Board = b.Id, Registration = i.RegistrationId } equals new { Board = c.BoardId, Registration = c.RegistrationId } into candidates
            from c in candidates.DefaultIfEmpty()
            where i.State != CircumstanceState.Superseded
            select new LateRow
            {
                Id = i.Id, Version = i.Version, BoardId = b.Id, Board = b.Title, IsRatified = b.Stage == BoardStage.Ratified, Candidate = c == null ? null : c.CandidateNumber, Component = k.Key, Outcome = i.Outcome,
                Severity = i.Severity, State = i.State, PackVersion = i.PackVersion!.Value, ArrivedAt = i.ArrivedAt, ProposedRoute = i.ProposedRoute, ProposedBy = i.ProposedBy, SettledBy = i.SettledBy, SettledAt = i.SettledAt,
            };
    }
}
