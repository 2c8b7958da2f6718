using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>A progression and award board as the list shows it.</summary>
public sealed record AwardBoardRow(long Id, string Title, string Programme, string AcademicYear, int YearOfProgramme, BoardStage Stage, DateOnly? MeetsOn, int Candidates, int Undecided, int PackVersion);

/// <summary>A candidate of a progression and award board: by number, with the modules of the year considered.</summary>
public sealed record AwardRow(AwardCandidate Candidate, IReadOnlyList<AwardPaperModule> Modules, IReadOnlyList<string> Errors, string? Next, IReadOnlyList<string> Codes)
{
    public string Number => Candidate.CandidateNumber;

    public bool Differs => Candidate is { ProposedCode: not null, FollowsSuggestion: false };

    public bool IsBorderline => Candidate.ForTheBoard is not null;
}

/// <summary>The whole grid: columns are the modules of the year considered.</summary>
public sealed record AwardGridView(IReadOnlyList<string> Modules, IReadOnlyList<AwardRow> Rows);

/// <summary>One candidate opened.</summary>
public sealed record AwardSheet(AwardRow Row, IReadOnlyList<AwardPaperModule> AllModules, ResultTrace Trace, IReadOnlyList<string> Classes, string Award, IReadOnlyList<string> Recused);

/// <summary>Reads of progression and award boards for those who may see boards, as far as their roles reach. Names nowhere.</summary>
public sealed class AwardQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<ExamBoard> Sorts = Sorting<ExamBoard>.WithKey(b => b.Id)
        .By("year", b => b.AcademicYear, descendingFirst: true).By("title", b => b.Title).By("meetsOn", b => b.MeetsOn).By("pack", b => b.PackVersion);

    private static readonly Sorting<AwardRow> GridSorts = Sorting<AwardRow>.WithKey(r => r.Number)
        .By("number", r => r.Number).By("figure", r => r.Candidate.Figure).By("credits", r => r.Candidate.CreditsGained).By("suggested", r => r.Candidate.SuggestedCode).By("decided", r => r.Candidate.ProposedCode);

    /// <summary>Filters: <c>stage</c>, <c>year</c>.</summary>
    public async Task<TablePage<AwardBoardRow>> BoardsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var boards = db.Set<ExamBoard>().AsNoTracking().ReachedBy(db, caller, Room.Boards, Level.See).Where(b => b.ProgrammeId != null);
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            boards = boards.Where(b => EF.Functions.Like(b.Title, like, SearchPattern.Escape));
        }

        if (query.Filter<BoardStage>("stage") is { } stage)
        {
            boards = boards.Where(b => b.Stage == stage);
        }

        if (query.Filter("year") is { } year)
        {
            boards = boards.Where(b => b.AcademicYear == year);
        }

        return await boards.ToPageAsync(query, Sorts, b => new AwardBoardRow(
            b.Id, b.Title, db.Set<Programme>().Where(p => p.Id == b.ProgrammeId).Select(p => p.Code).First(), b.AcademicYear, b.YearOfProgramme ?? 0, b.Stage, b.MeetsOn,
            db.Set<AwardCandidate>().Count(c => c.BoardId == b.Id), db.Set<AwardCandidate>().Count(c => c.BoardId == b.Id && c.ProposedCode == null && c.PostponedAt == null), b.PackVersion), ct);
    }

    /// <summary>Programmes and session years that a board can be opened for.</summary>
    public async Task<(IReadOnlyList<(long Id, string Words)> Programmes, IReadOnlyList<string> Years)> OpenableAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = await db.Set<Programme>().AsNoTracking().OrderBy(p => p.Code).Select(p => new { p.Id, p.Code, p.Title }).ToListAsync(ct);
        var years = await db.Set<CourseSession>().AsNoTracking().Select(s => s.SessionYear).Distinct().OrderByDescending(y => y).ToListAsync(ct);
        return ([.. programmes.Select(p => (p.Id, $"{p.Code} {p.Title}"))], years);
    }

    /// <summary>Filters: <c>show</c> (undecided, board, differs, faults, postponed), <c>suggested</c>.</summary>
    public async Task<TablePage<AwardRow>> CandidatesAsync(TableQuery query, Caller caller, CancellationToken ct = default) => Page(await GridAsync(query.Of ?? 0, caller, ct), query);

    public async Task<AwardGridView?> GridAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await BoardQueries.FindAsync(db, boardId, caller, ct) is { Board.ProgrammeId: not null } ? await ReadAsync(db, boardId, ct) : null;
    }

    public async Task<AwardSheet?> SheetAsync(long boardId, string number, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await BoardQueries.FindAsync(db, boardId, caller, ct) is { Board.ProgrammeId: not null } ? await SheetAsync(db, boardId, number, ct) : null;
    }

    public async Task<IReadOnlyList<ReadinessItem>?> ReadinessAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await BoardQueries.FindAsync(db, boardId, caller, ct) is not { Board.ProgrammeId: not null } record)
        {
            return null;
        }

        var loaded = await AwardDossier.LoadAsync(db, boardId, toChange: false, ct);
        if (loaded.Value is not { } dossier)
        {
            return [.. loaded.Refusals.Select(r => new ReadinessItem(r.Code, r.Sentence, ReadinessState.InTheWay))];
        }

        var results = dossier.Lines.Select(dossier.Work).ToList();
        return AwardReadiness.Of(new AwardReadinessFacts
        {
            Candidates = record.Candidates,
            NotYetCandidates = dossier.Board.FollowsBoardId is not null ? 0 : dossier.Lines.Count(l => !dossier.Candidates.ContainsKey(l.EngagementId)),
            WithMarksMissing = results.Count(r => r.Modules.Any(m => m.Standing == CreditStanding.Missing)),
            WithWrongCredits = results.Count(r => r.Errors.Any(e => e.Code.Contains("CREDIT", StringComparison.Ordinal))),
            WithPenalties = dossier.Lines.Count(l => l.Profile.Profile.Penalties.Count > 0),
            OpenCircumstances = await db.Set<CircumstanceItem>().CountAsync(i => i.BoardId == boardId && i.State == OutcomeState.Late, ct),
            LatePenalties = await db.Set<PenaltyEntry>().CountAsync(e => e.BoardId == boardId && e.State == OutcomeState.Late, ct),
            HeldForMisconduct = results.Count(r => r.Suggestion == AwardCode.HeldMisconduct),
            Unratified = dossier.Unratified().Count(c => !c.IsPostponed),
            Undecided = record.Undecided,
            Postponed = record.Postponed,
            Board = record.Board,
            Confirmations = await BoardQueries.WordsAsync(db, boardId, ct),
        });
    }

    internal static TablePage<AwardRow> Page(AwardGridView? grid, TableQuery query)
    {
        if (grid is null)
        {
            return new TablePage<AwardRow>([], 0, 1, query.Size);
        }

        var rows = grid.Rows.AsEnumerable();
        if (query.Search.Length > 0)
        {
            rows = rows.Where(r => r.Number.Contains(query.Search, StringComparison.OrdinalIgnoreCase));
        }

        rows = query.Filter("show") switch
        {
            "undecided" => rows.Where(r => r.Candidate.IsUndecided),
            "board" => rows.Where(r => r.IsBorderline),
            "differs" => rows.Where(r => r.Differs),
            "faults" => rows.Where(r => r.Errors.Count > 0),
            "postponed" => rows.Where(r => r.Candidate.IsPostponed),
            _ => rows,
        };
        if (query.Filter<AwardCode>("suggested") is { } code)
        {
            rows = rows.Where(r => r.Candidate.SuggestedCode == code);
        }

        return rows.ToList().ToPage(query, GridSorts);
    }

    internal static async Task<AwardGridView> ReadAsync(RegistryDbContext db, long boardId, CancellationToken ct)
    {
        var loaded = await AwardDossier.LoadAsync(db, boardId, toChange: false, ct);
        if (loaded.Value is not { } dossier)
        {
            return new AwardGridView([], []);
        }

        var rows = Rows(dossier).OrderBy(r => r.Row.Number, StringComparer.Ordinal).Select(r => r.Row).ToList();
        return new AwardGridView([.. rows.SelectMany(r => r.Modules).Select(m => m.Code).Distinct().Order(StringComparer.Ordinal)], rows);
    }

    internal static async Task<AwardSheet?> SheetAsync(RegistryDbContext db, long boardId, string number, CancellationToken ct)
    {
        var loaded = await AwardDossier.LoadAsync(db, boardId, toChange: false, ct);
        if (loaded.Value is not { } dossier || dossier.Candidates.Values.FirstOrDefault(c => c.CandidateNumber == number) is not { } candidate || dossier.Lines.FirstOrDefault(l => l.EngagementId == candidate.EngagementId) is not { } line)
        {
            return null;
        }

        var (row, all) = RowOf(dossier, line, candidate);
        var clauses = line.Engine.Clauses;
        var interests = await db.Set<DeclaredInterest>().AsNoTracking().Where(i => i.BoardId == boardId && i.CandidateNumber == number && i.WithdrawnAt == null).Select(i => i.Name).ToListAsync(ct);
        return new AwardSheet(row, all, ResultTrace.Read(candidate.Trace), [.. clauses.Classes.Select(c => c.Name)], clauses.Award, interests);
    }

    private static IEnumerable<(AwardRow Row, IReadOnlyList<AwardPaperModule> All)> Rows(AwardDossier dossier) =>
        dossier.Lines.Where(l => dossier.Candidates.ContainsKey(l.EngagementId)).Select(l => RowOf(dossier, l, dossier.Candidates[l.EngagementId]));

    private static (AwardRow Row, IReadOnlyList<AwardPaperModule> All) RowOf(AwardDossier dossier, AwardLine line, AwardCandidate candidate)
    {
        var paper = AwardPaperData.Candidate(dossier, line);
        return (new AwardRow(candidate, [.. paper.Modules.Where(m => m.Year == dossier.Board.YearOfProgramme)], paper.Errors, paper.Next, paper.Codes ?? []), paper.Modules);
    }
}
