using System.Data;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Opens the sitting that decides those whom a ratified board postponed: the same board again, or its chair.</summary>
public sealed class SequelService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>A board of its own with the same members and, under new numbers, the postponed candidates who have no decision since. Gives its id.</summary>
    public async Task<Outcome<long>> FollowAsync(FollowBoard request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        if (await BoardDoor.FindAsync(db, request.BoardId, change.Caller, Room.Boards, Level.Change, ct) is not { } board)
        {
            return Outcome<long>.Refused(BoardDoor.NotFound.Refusals);
        }

        if (request.Sequel == BoardSequel.Appeal)
        {
            return Outcome<long>.Refused("APPEAL_NEEDED", "The sitting of an appeal is opened by its second approval.", "Appeals");
        }

        var next = board.Follow(request.Sequel, request.Sequel == BoardSequel.ChairsAction, request.MeetsOn);
        var left = await (
            from c in db.Set<BoardCandidate>()
            where c.BoardId == board.Id && c.PostponedAt != null
                && !db.Set<BoardDecision>().Any(d => d.RegistrationId == c.RegistrationId)
                && !(from l in db.Set<BoardCandidate>()
                     join b in db.Set<ExamBoard>() on l.BoardId equals b.Id
                     where l.RegistrationId == c.RegistrationId && b.FollowsBoardId == board.Id && b.Stage != BoardStage.Ratified
                     select l).Any()
            orderby c.CandidateNumber
            select c).ToListAsync(ct);
        List<Refusal> refusals = [.. next.Refusals];
        if (left.Count == 0)
        {
            refusals.Add(new("NOBODY_POSTPONED", "No postponed candidate of this board waits for a sitting.", "Postponed candidates"));
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        db.Add(next.Value!);
        var number = await NumberSequence.TakeAsync(db, NumberSequence.CandidateNumbers, left.Count, ct);
        db.AddRange(left.Select(c => new BoardCandidate(next.Value!.Id, c.RegistrationId, c.PersonId, $"C{number++:0000000}") { FormerNumber = c.CandidateNumber }));
        await db.SaveAsync(change, ct);
        await transaction.CommitAsync(ct);
        return next.Value!.Id;
    }
}
