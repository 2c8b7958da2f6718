using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Conduct;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>A prize that the sitting board gives.</summary>
public sealed record GivePrize
{
    public required long BoardId { get; init; }

    public required string CandidateNumber { get; init; }

    public required string Name { get; init; }

    /// <summary>What it is given for.</summary>
    public required string Grounds { get; init; }
}

/// <summary>Prizes, decided by a progression and award board while it sits. They stand in its minutes and in the list of its decisions, and are locked with it.</summary>
public sealed class PrizeService(IDbContextFactory<RegistryDbContext> store)
{
    public async Task<Outcome<long>> GiveAsync(GivePrize request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await FindAsync(db, request.BoardId, request.CandidateNumber, change.Caller, ct) is not var (board, candidate))
        {
            return Outcome<long>.Refused(BoardDoor.NotFound.Refusals);
        }

        if (await db.Set<AwardPrize>().AnyAsync(p => p.BoardId == board.Id && p.CandidateNumber == candidate.CandidateNumber && p.Name == request.Name.Trim() && p.TakenBackAt == null, ct))
        {
            return Outcome<long>.Refused("PRIZE_GIVEN", $"{candidate.CandidateNumber} has been given {request.Name.Trim()} already.");
        }

        var prize = board.GivePrize(candidate, request.Name, request.Grounds, await DeciderAsync(db, board.Id, candidate.CandidateNumber, change, ct), change.At);
        if (!prize.Succeeded)
        {
            return Outcome<long>.Refused(prize.Refusals);
        }

        db.Add(prize.Value);
        await db.SaveAsync(change, ct);
        return prize.Value.Id;
    }

    /// <summary>With the reason of the change; before the board has ratified.</summary>
    public async Task<Outcome> TakeBackAsync(long prizeId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await db.Set<AwardPrize>().FirstOrDefaultAsync(p => p.Id == prizeId, ct) is not { } prize
            || await FindAsync(db, prize.BoardId, prize.CandidateNumber, change.Caller, ct) is not var (board, candidate))
        {
            return BoardDoor.NotFound;
        }

        var taken = board.TakePrizeBack(prize, candidate, change.Reason, await DeciderAsync(db, board.Id, candidate.CandidateNumber, change, ct), change.At);
        if (taken.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return taken;
    }

    private static async Task<(ExamBoard Board, AwardCandidate Candidate)?> FindAsync(RegistryDbContext db, long boardId, string number, Caller caller, CancellationToken ct) =>
        await BoardDoor.FindAsync(db, boardId, caller, Room.BoardDecisions, Level.Change, ct) is { } board
        && await db.Set<AwardCandidate>().FirstOrDefaultAsync(c => c.BoardId == boardId && c.CandidateNumber == number, ct) is { } candidate
            ? (board, candidate)
            : null;

    private static async Task<Decider> DeciderAsync(RegistryDbContext db, long boardId, string number, ChangeContext change, CancellationToken ct) =>
        new(change.Caller.UserId, change.Caller.Name, (await InterestReading.StandingAsync(db, boardId, ct)).GetValueOrDefault(number, Decider.Nobody));
}
