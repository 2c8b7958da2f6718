using System.Data;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>A progression and award board for one year of a programme.</summary>
public sealed record OpenAwardBoard
{
    public required long ProgrammeId { get; init; }

    /// <summary>From 1; the last year leads to the award.</summary>
    public required int YearOfProgramme { get; init; }

    /// <summary>The session year, such as 2024/25.</summary>
    public required string AcademicYear { get; init; }

    public DateOnly? MeetsOn { get; init; }

    public QuorumRule Quorum { get; init; } = QuorumRule.Usual;

    public int ExaminerLeadDays { get; init; } = LeadTime.UsualDays;
}

/// <summary>The use cases of preparing a progression and award board: open, gather, freeze. Members and sitting are those of every board.</summary>
public sealed class AwardBoardService(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution)
{
    /// <summary>Each year of a programme has one board an academic year.</summary>
    public async Task<Outcome<long>> OpenAsync(OpenAwardBoard request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Boards, Level.Change);
        await using var db = store.CreateDbContext();
        var programme = await db.Set<Programme>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.ProgrammeId, ct);
        List<Refusal> refusals = [];
        if (programme is null)
        {
            return Outcome<long>.Refused("NOT_FOUND", "There is no such programme.");
        }

        if (request.YearOfProgramme is < 1 or > 9)
        {
            refusals.Add(new("YEAR_OF_PROGRAMME", "Years of a programme are counted from 1.", null, nameof(request.YearOfProgramme)));
        }

        if (!AcademicYear.TryParse(request.AcademicYear, out _))
        {
            refusals.Add(new("ACADEMIC_YEAR", "Give the academic year like 2024/25.", null, nameof(request.AcademicYear)));
        }

        if (await db.Set<ExamBoard>().AnyAsync(b => b.ProgrammeId == programme.Id && b.YearOfProgramme == request.YearOfProgramme && b.AcademicYear == request.AcademicYear && b.FollowsBoardId == null, ct))
        {
            refusals.Add(new("BOARD_EXISTS", $"{programme.Code}, year {request.YearOfProgramme}, has its board for {request.AcademicYear} already."));
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var board = new ExamBoard(programme, request.YearOfProgramme, request.AcademicYear, $"Progression and award board {programme.Code} {programme.Title}, year {request.YearOfProgramme}, {request.AcademicYear}", request.Quorum, request.MeetsOn)
        {
            ExaminerLeadDays = request.ExaminerLeadDays,
        };
        change.Caller.DemandFor(Room.Boards, Level.Change, board.Id, programme.Faculty);
        db.Add(board);
        await db.SaveAsync(change, ct);
        return board.Id;
    }

    /// <summary>Takes in every engagement of the year, and works each by the regulation of its entry. Doing it again changes only what has changed.</summary>
    public async Task<Outcome<PreparedBoard>> PrepareAsync(long boardId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        var loaded = await LoadAsync(db, boardId, change.Caller, ct);
        if (loaded.Value is not { } dossier)
        {
            return Outcome<PreparedBoard>.Refused(loaded.Refusals);
        }

        if (dossier.Board.Stage != BoardStage.Preparing)
        {
            return Outcome<PreparedBoard>.Refused("NOT_PREPARING", "A pack is frozen; freeze again to take in what has arrived since.");
        }

        var prepared = await GatherAsync(db, dossier, ct);
        await db.SaveAsync(change, ct);
        await transaction.CommitAsync(ct);
        return prepared;
    }

    /// <summary>Gathers once more and seals the next version of the pack.</summary>
    public async Task<Outcome<PreparedBoard>> FreezeAsync(long boardId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        var loaded = await LoadAsync(db, boardId, change.Caller, ct);
        if (loaded.Value is not { } dossier)
        {
            return Outcome<PreparedBoard>.Refused(loaded.Refusals);
        }

        if (dossier.Board.IsRatified)
        {
            return Outcome<PreparedBoard>.Refused("ALREADY_RATIFIED", "The board is ratified; its pack stays as it is.", "F065");
        }

        var prepared = await GatherAsync(db, dossier, ct);
        var data = AwardPaperData.Of(dossier);
        var json = data.ToJson();
        var hash = PackPapers.Hash(json);
        var pdf = AwardBoardPack.Render(data, new PackCover(institution.Name, dossier.Board.NextPackVersion, hash, change.At, dossier.Board.Members, dossier.Board.Quorum));
        var pack = dossier.Board.Freeze(json, hash, pdf, dossier.Candidates.Count, change.Caller.Name, change.At);
        if (!pack.Succeeded)
        {
            return Outcome<PreparedBoard>.Refused(pack.Refusals);
        }

        db.Add(pack.Value);
        await db.SaveAsync(change, ct);
        await transaction.CommitAsync(ct);
        return prepared with { PackVersion = pack.Value.PackVersion };
    }

    private static async Task<Outcome<AwardDossier>> LoadAsync(RegistryDbContext db, long boardId, Caller caller, CancellationToken ct)
    {
        caller.Demand(Room.Boards, Level.Change);
        var dossier = await AwardDossier.LoadAsync(db, boardId, toChange: true, ct);
        if (dossier.Succeeded)
        {
            caller.DemandFor(Room.Boards, Level.Change, boardId, dossier.Value.Heading.Faculty);
        }

        return dossier;
    }

    private static async Task<PreparedBoard> GatherAsync(RegistryDbContext db, AwardDossier dossier, CancellationToken ct)
    {
        var arrived = dossier.Lines.Where(l => !dossier.Candidates.ContainsKey(l.EngagementId)).ToArray();
        // By lot: the order of numbers must not follow the order of enrolment.
        RandomNumberGenerator.Shuffle<AwardLine>(arrived);
        var number = arrived.Length == 0 ? 0 : await NumberSequence.TakeAsync(db, NumberSequence.CandidateNumbers, arrived.Length, ct);
        foreach (var line in arrived)
        {
            var candidate = new AwardCandidate(dossier.Board.Id, line.EngagementId, line.PersonId, $"C{number++:0000000}");
            dossier.Candidates.Add(line.EngagementId, candidate);
            db.Add(candidate);
        }

        var reworked = dossier.Lines.Count(line => dossier.Candidates[line.EngagementId].Suggest(dossier.Work(line)));
        return new PreparedBoard(dossier.Candidates.Count, arrived.Length, reworked, 0);
    }
}
