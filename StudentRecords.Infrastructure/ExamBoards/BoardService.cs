using System.Data;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>The use cases of preparing a board: open, appoint, gather, freeze, sit.</summary>
public sealed class BoardService(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution)
{
    /// <summary>Opens the module board of an occurrence; each has one.</summary>
    public async Task<Outcome<long>> OpenAsync(OpenBoard request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Boards, Level.Change);
        await using var db = store.CreateDbContext();
        var occurrence = await db.Set<ModuleOccurrence>().AsNoTracking().Include(o => o.Module).Include(o => o.ModuleVersion).FirstOrDefaultAsync(o => o.Id == request.OccurrenceId, ct);
        if (occurrence is null)
        {
            return Outcome<long>.Refused("NOT_FOUND", "There is no such module occurrence.");
        }

        if (await db.Set<ExamBoard>().AnyAsync(b => b.OccurrenceId == occurrence.Id && b.FollowsBoardId == null, ct))
        {
            return Outcome<long>.Refused("BOARD_EXISTS", $"{occurrence.Key} has a board already.");
        }

        var board = new ExamBoard(occurrence, $"Module board {occurrence.Module.Code} {occurrence.ModuleVersion.Title}, {occurrence.Period} {occurrence.AcademicYear}", request.Quorum, request.MeetsOn) { ExaminerLeadDays = request.ExaminerLeadDays };
        change.Caller.DemandFor(Room.Boards, Level.Change, board.Id, occurrence.Module.Faculty);
        db.Add(board);
        await db.SaveAsync(change, ct);
        return board.Id;
    }

    /// <summary>All of the appointments or none.</summary>
    public async Task<Outcome> AppointAsync(AppointMembers request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, request.BoardId, change.Caller, Room.Boards, Level.Change, ct) is not { } board)
        {
            return BoardDoor.NotFound;
        }

        var refusals = request.Members.SelectMany(m => board.Appoint(m.UserId, m.Name, m.Role, m.TermEndsOn, change.At).Refusals).ToList();
        if (refusals.Count == 0)
        {
            await db.SaveAsync(change, ct);
        }

        return Outcome.From(refusals);
    }

    /// <summary>Takes in every registration as a candidate, works every result, and notes what the rule suggests. Doing it again changes only what marks changed.</summary>
    public async Task<Outcome<PreparedBoard>> PrepareAsync(long boardId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        var loaded = await DossierAsync(db, boardId, change.Caller, ct);
        if (loaded.Value is not { } dossier)
        {
            return Outcome<PreparedBoard>.Refused(loaded.Refusals);
        }

        if (dossier.Board.Stage != BoardStage.Preparing)
        {
            return Outcome<PreparedBoard>.Refused("NOT_PREPARING", "A pack is frozen; freeze again to take in what has arrived since.");
        }

        var prepared = await GatherAsync(db, dossier, change, ct);
        await db.SaveAsync(change, ct);
        await transaction.CommitAsync(ct);
        return prepared;
    }

    /// <summary>Gathers once more and seals the next version of the pack.</summary>
    public async Task<Outcome<PreparedBoard>> FreezeAsync(long boardId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        var loaded = await DossierAsync(db, boardId, change.Caller, ct);
        if (loaded.Value is not { } dossier)
        {
            return Outcome<PreparedBoard>.Refused(loaded.Refusals);
        }

        if (dossier.Board.IsRatified)
        {
            return Outcome<PreparedBoard>.Refused("ALREADY_RATIFIED", "The board is ratified; its pack stays as it is.", "F065");
        }

        var prepared = await GatherAsync(db, dossier, change, ct);
        var papers = PapersOf.Module(dossier);
        var json = papers.ToJson();
        var hash = PackPapers.Hash(json);
        var pdf = ModuleBoardPack.Render(papers, new PackCover(institution.Name, dossier.Board.NextPackVersion, hash, change.At, dossier.Board.Members, dossier.Board.Quorum));
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

    /// <summary>Opens the sitting on the frozen pack and records who is present; again, to correct it.</summary>
    public async Task<Outcome> SitAsync(long boardId, IReadOnlySet<long> presentUserIds, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, boardId, change.Caller, Room.Boards, Level.Change, ct) is not { } board)
        {
            return BoardDoor.NotFound;
        }

        var outcome = board.Sit(presentUserIds, change.At);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return outcome;
    }

    private static async Task<Outcome<BoardDossier>> DossierAsync(RegistryDbContext db, long boardId, Caller caller, CancellationToken ct)
    {
        caller.Demand(Room.Boards, Level.Change);
        var dossier = await BoardDossier.LoadAsync(db, boardId, toChange: true, ct);
        if (dossier.Succeeded)
        {
            caller.DemandFor(Room.Boards, Level.Change, boardId, dossier.Value.Heading.Faculty);
        }

        return dossier;
    }

    private static async Task<PreparedBoard> GatherAsync(RegistryDbContext db, BoardDossier dossier, ChangeContext change, CancellationToken ct)
    {
        // whom a following sitting considers was settled when it was opened
        var arrived = dossier.Board.FollowsBoardId is not null ? [] : dossier.Registrations.Where(r => !dossier.Candidates.ContainsKey(r.Id)).ToArray();
        // By lot: the order of numbers must not follow the order of registration.
        RandomNumberGenerator.Shuffle<RegistrationLine>(arrived);
        var number = arrived.Length == 0 ? 0 : await NumberSequence.TakeAsync(db, NumberSequence.CandidateNumbers, arrived.Length, ct);
        foreach (var line in arrived)
        {
            var candidate = new BoardCandidate(dossier.Board.Id, line.Id, line.PersonId, $"C{number++:0000000}");
            dossier.Candidates.Add(line.Id, candidate);
            db.Add(candidate);
        }

        var reworked = 0;
        foreach (var line in dossier.Registrations)
        {
            var figure = dossier.Work(line);
            if (!dossier.Results.TryGetValue(line.Id, out var result))
            {
                db.Add(result = new ModuleResult(line.PersonId, line.Id));
            }

            // under an appeal the first decision's lock holds the result as it is
            reworked += dossier.Board.Sequel != BoardSequel.Appeal && result.Take(figure, change.At) ? 1 : 0;
            dossier.Candidates[line.Id].Suggest(SuggestedDecision.From(figure.Passes, figure.Grade, figure.Clause, line.Status));
        }

        return new PreparedBoard(dossier.Candidates.Count, arrived.Length, reworked, 0);
    }
}
