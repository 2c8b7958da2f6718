using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Boards as staff see them: those that the caller's roles reach, candidates by number.</summary>
public sealed class BoardQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<BoardRow> Sorts = Sorting<BoardRow>.WithKey(b => b.Id)
        .By("occurrence", b => b.Occurrence).By("year", b => b.AcademicYear).By("stage", b => b.Stage).By("meets", b => b.MeetsOn).By("candidates", b => b.Candidates).By("undecided", b => b.Undecided).By("ratified", b => b.RatifiedAt);

    /// <summary>Search: title or occurrence. Filters: <c>stage</c>, <c>year</c>.</summary>
    public async Task<TablePage<BoardRow>> BoardsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = BoardReads.Rows(db, Reached(db, caller));
        if (query.Search.Length > 0)
        {
            rows = rows.Where(b => EF.Functions.Like(b.Title, SearchPattern.Containing(query.Search), SearchPattern.Escape) || EF.Functions.Like(b.Occurrence, SearchPattern.Containing(query.Search), SearchPattern.Escape));
        }

        if (query.Filter<BoardStage>("stage") is { } stage)
        {
            rows = rows.Where(b => b.Stage == stage);
        }

        if (query.Filter("year") is { } year)
        {
            rows = rows.Where(b => b.AcademicYear == year);
        }

        return await rows.ToPageAsync(query, Sorts, ct);
    }

    /// <summary>The academic years of the boards that the caller's roles reach, newest first.</summary>
    public async Task<IReadOnlyList<string>> YearsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await Reached(db, caller).Select(b => b.AcademicYear).Distinct().OrderByDescending(y => y).ToListAsync(ct);
    }

    /// <summary>Null when there is none, or the caller's roles do not reach it.</summary>
    public async Task<BoardDetail?> BoardAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var board = await Reached(db, caller).Include(b => b.Members).FirstOrDefaultAsync(b => b.Id == boardId, ct);
        if (board?.OccurrenceId is not { } occurrence)
        {
            return null;
        }

        var heading = await OccurrenceHeading.ReadAsync(db, occurrence, ct);
        var confirmations = await db.Set<ExaminerConfirmation>().AsNoTracking().Where(c => c.BoardId == boardId).OrderBy(c => c.At).ToListAsync(ct);
        var row = await BoardReads.Rows(db, db.Set<ExamBoard>().Where(b => b.Id == boardId)).SingleAsync(ct);
        return new BoardDetail
        {
            Row = row,
            Faculty = heading.Faculty,
            ModuleTitle = heading.ModuleTitle,
            Quorum = board.Quorum,
            PackHash = board.PackHash,
            FrozenAt = board.FrozenAt,
            OpenedAt = board.OpenedAt,
            RatifiedBy = board.RatifiedBy,
            ReleaseAt = await db.Set<ResultRelease>().Where(r => r.BoardId == boardId).Select(r => (DateTimeOffset?)r.ReleaseAt).FirstOrDefaultAsync(ct),
            Members = [.. board.Members.OrderBy(m => m.Role).ThenBy(m => m.Name)],
            Packs = await db.Set<BoardPack>().AsNoTracking().Where(p => p.BoardId == boardId).OrderByDescending(p => p.PackVersion).Select(p => new PackRow(p.PackVersion, p.Hash, p.FrozenBy, p.FrozenAt)).ToListAsync(ct),
            Confirmations = confirmations,
            Readiness = BoardReadiness.Of(await FactsAsync(db, board, occurrence, row, confirmations, ct)),
        };
    }

    /// <summary>The candidates of the board in <see cref="TableQuery.Of"/>. Search: the number's beginning. Filters: <c>state</c> (undecided, differs, imported, missing), <c>suggested</c>, <c>proposed</c>.</summary>
    public async Task<TablePage<CandidateRow>> CandidatesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var boardId = query.Of ?? 0;
        var board = await Reached(db, caller).FirstOrDefaultAsync(b => b.Id == boardId, ct);
        return await BoardReads.CandidatesAsync(db, board?.Id ?? 0, WithPersons(board, caller), query, ct);
    }

    public async Task<CandidateDetail?> CandidateAsync(long boardId, string candidateNumber, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await Reached(db, caller).FirstOrDefaultAsync(b => b.Id == boardId, ct) is { } board
            ? await BoardReads.CandidateAsync(db, boardId, candidateNumber, WithPersons(board, caller), ct)
            : null;
    }

    public async Task<IReadOnlyList<FigureStatistics>> StatisticsAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await Reached(db, caller).AnyAsync(b => b.Id == boardId, ct) ? await BoardReads.StatisticsAsync(db, boardId, ct) : [];
    }

    /// <summary>The grades of the module's rule, from the best down, for a decision to choose from.</summary>
    public async Task<IReadOnlyList<string>> GradesAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var occurrence = await Reached(db, caller).Where(b => b.Id == boardId).Select(b => b.OccurrenceId).FirstOrDefaultAsync(ct);
        if (occurrence is not { } id)
        {
            return [];
        }

        var heading = await OccurrenceHeading.ReadAsync(db, id, ct);
        var rule = await ModuleRule.ReadAsync(db, heading.RuleCode, heading.Start, ct);
        return [.. rule.Value?.Rule.Grade?.Bands.OrderByDescending(b => b.From).Select(b => b.Name) ?? []];
    }

    public async Task<PackFile?> PackAsync(long boardId, int packVersion, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await Reached(db, caller).AnyAsync(b => b.Id == boardId, ct) ? await BoardReads.PackAsync(db, boardId, packVersion, ct) : null;
    }

    /// <summary>What is otherwise now than when the newest pack was frozen; empty when nothing is, or none has been frozen.</summary>
    public async Task<IReadOnlyList<PackChange>> ChangesAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var frozen = await db.Set<BoardPack>().Where(p => p.BoardId == boardId).OrderByDescending(p => p.PackVersion).Select(p => p.Json).FirstOrDefaultAsync(ct);
        if (frozen is null || !await Reached(db, caller).AnyAsync(b => b.Id == boardId, ct))
        {
            return [];
        }

        var dossier = await BoardDossier.LoadAsync(db, boardId, toChange: false, ct);
        return dossier.Succeeded ? PackChanges.Between(PackPapers.FromJson(frozen), PapersOf.Module(dossier.Value)) : [];
    }

    private static bool WithPersons(ExamBoard? board, Caller caller) => board is { IsRatified: true } && caller.May(Room.Persons, Level.See);

    private static IQueryable<ExamBoard> Reached(RegistryDbContext db, Caller caller)
    {
        var boards = db.Set<ExamBoard>().AsNoTracking();
        var scopes = caller.Grants.Where(g => AccessTable.For(g.Role, Room.Boards) >= Level.See).Select(g => g.Scope).ToList();
        if (caller.IsSystem || scopes.Contains(Scope.Everything))
        {
            return boards;
        }

        long[] own = [.. scopes.Where(s => s.Kind == ScopeKind.Board).Select(s => long.TryParse(s.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)];
        string[] faculties = [.. scopes.Where(s => s.Kind == ScopeKind.Faculty).Select(s => s.Key)];
        return boards.Where(b => EF.Parameter(own).Contains(b.Id) || db.Set<ModuleOccurrence>().Any(o => o.Id == b.OccurrenceId && EF.Parameter(faculties).Contains(o.Module.Faculty)));
    }

    private static async Task<ReadinessFacts> FactsAsync(RegistryDbContext db, ExamBoard board, long occurrence, BoardRow row, List<ExaminerConfirmation> confirmations, CancellationToken ct) => new()
    {
        Candidates = row.Candidates,
        Undecided = row.Undecided,
        NotYetCandidates = await db.Set<ModuleRegistration>().CountAsync(r => r.OccurrenceId == occurrence && !db.Set<BoardCandidate>().Any(c => c.BoardId == board.Id && c.RegistrationId == r.Id), ct),
        WithMarksMissing = await db.Set<ModuleResult>().CountAsync(r => r.MissingCount > 0 && db.Set<ModuleRegistration>().Any(g => g.Id == r.RegistrationId && g.OccurrenceId == occurrence && g.Status == RegistrationStatus.Registered), ct),
        OpenCircumstances = null,
        PackVersion = board.PackVersion,
        Members = board.Members,
        Confirmations = confirmations,
    };
}
