using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Misconduct;
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
            "settled" => rows.Where(r => r.State != OutcomeState.Late),
            "proposed" => rows.Where(r => r.State == OutcomeState.Late && r.ProposedRoute != null),
            _ => rows.Where(r => r.State == OutcomeState.Late),
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
        page = page with { Rows = await WithCodesAsync(db, page.Rows, ct) };
        await TellAsync(db, caller, "ListLateOutcomes", 0, page.Rows, ct);
        return page;
    }

    /// <summary>Null where there is none, or the caller's roles do not reach its board.</summary>
    public async Task<LateRow?> FindAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.LateOutcomes, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var row = await Rows(db, caller, Level.See).SingleOrDefaultAsync(r => r.Id == id, ct);
        IReadOnlyList<LateRow> shown = row is null ? [] : await WithCodesAsync(db, [row], ct);
        await TellAsync(db, caller, "ReadLateOutcome", id, shown, ct);
        return shown.SingleOrDefault();
    }

    /// <summary>Without their codes. Penalties are told to those who decide on them or see misconduct, and to nobody else who reads the queue.</summary>
    internal static IQueryable<LateRow> Rows(RegistryDbContext db, Caller caller, Level level)
    {
        var boards = db.Set<ExamBoard>().ReachedBy(db, caller, Room.LateOutcomes, level);
        var late = db.Set<CircumstanceItem>().AsNoTracking().Where(i => i.State != OutcomeState.Superseded).Select(i => new LateOutcome
        {
            Id = i.Id, Version = i.Version, BoardId = i.BoardId, RegistrationId = i.RegistrationId, ComponentId = i.ComponentId, State = i.State, PackVersion = i.PackVersion, ArrivedAt = i.ArrivedAt,
            ProposedRoute = i.ProposedRoute, ProposedBy = i.ProposedBy, SettledBy = i.SettledBy, SettledAt = i.SettledAt, IsPenalty = false, PersonId = i.PersonId,
        });
        if (caller.May(Room.LateOutcomes, Level.Change) || caller.May(Room.Misconduct, Level.See))
        {
            late = late.Concat(db.Set<PenaltyEntry>().AsNoTracking().Where(e => e.State != OutcomeState.Superseded).Select(e => new LateOutcome
            {
                Id = e.Id, Version = e.Version, BoardId = e.BoardId, RegistrationId = e.RegistrationId, ComponentId = e.ComponentId, State = e.State, PackVersion = e.PackVersion, ArrivedAt = e.EnteredAt,
                ProposedRoute = e.ProposedRoute, ProposedBy = e.ProposedBy, SettledBy = e.SettledBy, SettledAt = e.SettledAt, IsPenalty = true, PersonId = e.PersonId,
            }));
        }

        return
            from i in late
            join b in boards on i.BoardId equals (long?)b.Id
            join r in db.Set<ModuleRegistration>() on i.RegistrationId equals (long?)r.Id into registrations
            from r in registrations.DefaultIfEmpty()
            join o in db.Set<ModuleOccurrence>() on r.OccurrenceId equals o.Id into occurrences
            from o in occurrences.DefaultIfEmpty()
            join k in db.Set<AssessmentComponent>() on i.ComponentId equals (long?)k.Id into parts
            from k in parts.DefaultIfEmpty()
            join c in db.Set<BoardCandidate>() on new { Board = b.Id, Registration = i.RegistrationId } equals new { Board = c.BoardId, Registration = (long?)c.RegistrationId } into candidates
            from c in candidates.DefaultIfEmpty()
            select new LateRow
            {
                Id = i.Id, Version = i.Version, BoardId = b.Id, Board = b.Title, IsRatified = b.Stage == BoardStage.Ratified, 
                Candidate = c != null ? c.CandidateNumber : db.Set<AwardCandidate>().Where(a => a.BoardId == b.Id && a.PersonId == i.PersonId).OrderBy(a => a.Id).Select(a => a.CandidateNumber).FirstOrDefault(),
                Component = k != null ? k.Key : o != null ? o.Key : LateRow.Award,
                IsPenalty = i.IsPenalty, State = i.State, PackVersion = i.PackVersion!.Value, ArrivedAt = i.ArrivedAt, ProposedRoute = i.ProposedRoute, ProposedBy = i.ProposedBy, SettledBy = i.SettledBy, SettledAt = i.SettledAt,
            };
    }

    private static async Task<IReadOnlyList<LateRow>> WithCodesAsync(RegistryDbContext db, IReadOnlyList<LateRow> rows, CancellationToken ct)
    {
        long[] ids = [.. rows.Select(r => r.Id)];
        var circumstances = await db.Set<CircumstanceItem>().AsNoTracking().Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.Outcome, i.Severity }).ToListAsync(ct);
        var penalties = await db.Set<PenaltyEntry>().AsNoTracking().Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.Penalty, e.Reverses }).ToListAsync(ct);
        var codes = circumstances.ToDictionary(i => i.Id, i => CircumstanceCodes.Of(i.Outcome, i.Severity) ?? "EC-NONE");
        foreach (var penalty in penalties)
        {
            codes[penalty.Id] = MisconductPenalties.Code(penalty.Penalty) + (penalty.Reverses is null ? "" : " reversed");
        }

        return [.. rows.Select(r => r with { Code = codes[r.Id] })];
    }

    private async Task TellAsync(RegistryDbContext db, Caller caller, string act, long subject, IReadOnlyList<LateRow> shown, CancellationToken ct)
    {
        await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), act, (nameof(CircumstanceItem), subject), (nameof(CircumstanceItem), shown.Where(r => !r.IsPenalty).Select(r => r.Id)), ct);
        if (shown.Any(r => r.IsPenalty))
        {
            await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), act, (nameof(PenaltyEntry), subject), (nameof(PenaltyEntry), shown.Where(r => r.IsPenalty).Select(r => r.Id)), ct);
        }
    }

    /// <summary>What circumstances and penalties have in common in the queue.</summary>
    private sealed record LateOutcome
    {
        public required long Id { get; init; }
        public required long Version { get; init; }
        public required long? BoardId { get; init; }
        public required long? RegistrationId { get; init; }
        public required long? ComponentId { get; init; }
        public required OutcomeState State { get; init; }
        public required int? PackVersion { get; init; }
        public required DateTimeOffset ArrivedAt { get; init; }
        public required LateRoute? ProposedRoute { get; init; }
        public required string? ProposedBy { get; init; }
        public required string? SettledBy { get; init; }
        public required DateTimeOffset? SettledAt { get; init; }
        public required bool IsPenalty { get; init; }
        public required long PersonId { get; init; }
    }
}
