using System.Data;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using StudentRecords.Infrastructure.ExamBoards.Conduct;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>One candidate's decision, taken on screen.</summary>
public sealed record DecideAward
{
    public required long BoardId { get; init; }

    public required string CandidateNumber { get; init; }

    public required AwardProposal Proposal { get; init; }

    /// <summary>The pack on screen.</summary>
    public required int PackVersion { get; init; }

    /// <summary>The candidate's version on screen; null does not ask whether somebody else was quicker.</summary>
    public long? SeenVersion { get; init; }
}

/// <summary>The use cases of deciding at a progression and award board, to the lock.</summary>
public sealed class AwardDecisionService(IDbContextFactory<RegistryDbContext> store, AuditAnchor anchor)
{
    public async Task<Outcome> DecideAsync(DecideAward request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await FindAsync(db, request.BoardId, change.Caller, ct) is not { } board)
        {
            return BoardDoor.NotFound;
        }

        if (await db.Set<AwardCandidate>().FirstOrDefaultAsync(c => c.BoardId == board.Id && c.CandidateNumber == request.CandidateNumber, ct) is not { } candidate)
        {
            return Outcome.Refused("NOT_CANDIDATE", $"{request.CandidateNumber} is not a candidate of this board.");
        }

        if (request.PackVersion != board.PackVersion)
        {
            return Outcome.Refused("STALE_PACK", $"You decide on pack {request.PackVersion}, and pack {board.PackVersion} is the frozen one; look again.", "F064");
        }

        if (request.SeenVersion is { } seen && seen != candidate.Version)
        {
            return Outcome.Refused("CHANGED_MEANWHILE", $"{candidate.CandidateNumber}: {candidate.ProposedBy ?? "somebody"} has changed this candidate since you looked; look again.");
        }

        var decided = board.Propose(candidate, request.Proposal, await DeciderAsync(db, board.Id, candidate.CandidateNumber, change, ct), change.At);
        if (decided.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return decided;
    }

    /// <summary>Leaves a candidate for a later sitting, with the reason of the change.</summary>
    public async Task<Outcome> PostponeAsync(long boardId, string candidateNumber, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await FindAsync(db, boardId, change.Caller, ct) is not { } board
            || await db.Set<AwardCandidate>().FirstOrDefaultAsync(c => c.BoardId == board.Id && c.CandidateNumber == candidateNumber, ct) is not { } candidate)
        {
            return BoardDoor.NotFound;
        }

        var postponed = board.Postpone(candidate, change.Reason, await DeciderAsync(db, board.Id, candidateNumber, change, ct), change.At);
        if (postponed.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return postponed;
    }

    /// <summary>Accepts the suggestion of every undecided candidate who has one that can be accepted and whom the board need not look at itself. Gives how many.</summary>
    public async Task<Outcome<int>> AcceptAsync(long boardId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await FindAsync(db, boardId, change.Caller, ct) is not { } board)
        {
            return Outcome<int>.Refused(BoardDoor.NotFound.Refusals);
        }

        var recused = await InterestReading.StandingAsync(db, boardId, ct);
        var open = (await db.Set<AwardCandidate>().Where(c => c.BoardId == boardId && c.ProposedCode == null && c.PostponedAt == null && c.SuggestedCode != null && c.ForTheBoard == null).ToListAsync(ct))
            .Where(c => c.IsAcceptable && !recused.ContainsKey(c.CandidateNumber)).ToList();
        var decider = new Decider(change.Caller.UserId, change.Caller.Name, Decider.Nobody);
        var refusals = open.SelectMany(c => board.Propose(c, new AwardProposal(c.SuggestedCode!.Value, c.SuggestedAward, c.SuggestedClass, null), decider, change.At).Refusals).Distinct().ToList();
        if (refusals.Count > 0)
        {
            return Outcome<int>.Refused(refusals);
        }

        if (open.Count > 0)
        {
            await db.SaveAsync(change, ct);
        }

        return open.Count;
    }

    /// <summary>In one transaction the decisions, the locked board, the trail and the messages to other systems; or every reason why not.</summary>
    public async Task<Outcome<RatifiedBoard>> RatifyAsync(RatifyBoard request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.BoardDecisions, Level.Decide);
        await using var db = store.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        var loaded = await AwardDossier.LoadAsync(db, request.BoardId, toChange: false, ct);
        if (loaded.Value is not { } dossier)
        {
            return Outcome<RatifiedBoard>.Refused(loaded.Refusals);
        }

        change.Caller.DemandFor(Room.BoardDecisions, Level.Decide, dossier.Board.Id, dossier.Heading.Faculty);
        var decisions = dossier.Board.Ratify(await PapersAsync(db, dossier, request.PackVersion, ct), change.Caller.Name, change.At);
        if (!decisions.Succeeded)
        {
            return Outcome<RatifiedBoard>.Refused(decisions.Refusals);
        }

        var notices = await AwardNotices.ReadAsync(db, dossier, decisions.Value, request.ReleaseAt, change.CorrelationId ?? $"board-{dossier.Board.Id}", ct);
        db.AddRange(decisions.Value);
        db.AddRange(notices);
        db.Add(new ResultRelease(dossier.Board, request.ReleaseAt, change.Caller.Name, change.At));
        await db.SaveAsync(change, ct);

        // The database takes decisions only under a board that sits, so the board is closed over them second.
        dossier.Board.Lock(change.Caller.Name, change.At);
        await db.SaveAsync(change, ct);
        await transaction.CommitAsync(ct);
        var anchored = await anchor.WriteAsync(CancellationToken.None);
        return new RatifiedBoard(decisions.Value.Count, notices.Count, anchored.Refusals.FirstOrDefault()?.Sentence);
    }

    /// <summary>What ratifying now would do, or every reason why it would be refused. Changes nothing.</summary>
    public async Task<Outcome<RatificationPreview>> PreviewAsync(long boardId, int packVersion, Caller caller, DateTimeOffset now, CancellationToken ct = default)
    {
        caller.Demand(Room.BoardDecisions, Level.See);
        await using var db = store.CreateDbContext();
        var loaded = await AwardDossier.LoadAsync(db, boardId, toChange: false, ct);
        if (loaded.Value is not { } dossier)
        {
            return Outcome<RatificationPreview>.Refused(loaded.Refusals);
        }

        caller.DemandFor(Room.BoardDecisions, Level.See, dossier.Board.Id, dossier.Heading.Faculty);
        var decisions = dossier.Board.Ratify(await PapersAsync(db, dossier, packVersion, ct), caller.Name, now);
        var notices = decisions.Value is { } taken ? await AwardNotices.ReadAsync(db, dossier, taken, now, "", ct) : [];
        return new RatificationPreview(decisions.Refusals, [.. notices.CountBy(n => n.Flow).OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => (n.Key, n.Value))]);
    }

    internal static async Task<AwardPapers> PapersAsync(RegistryDbContext db, AwardDossier dossier, int packVersion, CancellationToken ct)
    {
        long[] engagements = [.. dossier.Candidates.Keys];
        var (year, academic) = (dossier.Board.YearOfProgramme, dossier.Board.AcademicYear);
        return new AwardPapers
        {
            PackVersion = packVersion,
            DataHash = PackPapers.Hash(AwardPaperData.Of(dossier).ToJson()),
            Candidates = [.. dossier.Candidates.Values.OrderBy(c => c.CandidateNumber, StringComparer.Ordinal)],
            Confirmations = await db.Set<ExaminerConfirmation>().AsNoTracking().Where(c => c.BoardId == dossier.Board.Id).ToListAsync(ct),
            Interests = await InterestReading.StandingAsync(db, dossier.Board.Id, ct),
            Supersedes = await AppealReading.AwardsSupersededByAsync(db, dossier.Board.Id, ct),
            AlreadyDecided = await db.Set<AwardDecision>().Where(d => engagements.Contains(d.EngagementId) && d.YearOfProgramme == year && d.AcademicYear == academic).Select(d => d.EngagementId).ToHashSetAsync(ct),
            ResultCodes = dossier.Results(),
            WithUnratifiedModules = [.. dossier.Unratified().Where(c => !c.IsPostponed).Select(c => c.CandidateNumber)],
        };
    }

    private static Task<ExamBoard?> FindAsync(RegistryDbContext db, long boardId, Caller caller, CancellationToken ct) =>
        BoardDoor.FindAsync(db, boardId, caller, Room.BoardDecisions, Level.Change, ct);

    private static async Task<Decider> DeciderAsync(RegistryDbContext db, long boardId, string number, ChangeContext change, CancellationToken ct) =>
        new(change.Caller.UserId, change.Caller.Name, (await InterestReading.StandingAsync(db, boardId, ct)).GetValueOrDefault(number, Decider.Nobody));
}
