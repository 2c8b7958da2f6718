using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>The use cases of seats after they were given: taken back, lead time waived, interests declared.</summary>
public sealed class MembershipService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Takes a seat away from somebody appointed by mistake or who has left; dated, with the reason of the change.</summary>
    public async Task<Outcome> RemoveAsync(RemoveMember request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, request.BoardId, change.Caller, Room.Boards, Level.Change, ct) is not { } board)
        {
            return BoardDoor.NotFound;
        }

        var removed = board.Remove(request.UserId, change.Reason, change.Caller.Name, change.At);
        if (removed.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return removed;
    }

    /// <summary>The chair lets the board ratify although an examiner's access came later than the lead time.</summary>
    public async Task<Outcome> WaiveLeadTimeAsync(long boardId, long userId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, boardId, change.Caller, Room.BoardDecisions, Level.Decide, ct) is not { } board)
        {
            return BoardDoor.NotFound;
        }

        var waived = board.WaiveLeadTime(userId, change.Reason, change.Caller.Name, change.At);
        if (waived.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return waived;
    }

    /// <summary>Records a member's interest in a candidate. What was settled about the candidate falls: the board decides anew, without the member.</summary>
    public async Task<Outcome> DeclareInterestAsync(DeclareInterest request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, request.BoardId, change.Caller, Room.Boards, Level.Change, ct) is not { } board)
        {
            return BoardDoor.NotFound;
        }

        var asked = request.Candidate.Trim();
        var byNumber = await db.Set<BoardCandidate>().FirstOrDefaultAsync(c => c.BoardId == board.Id && c.CandidateNumber == asked, ct);
        var candidate = byNumber ?? await db.Set<BoardCandidate>().FirstOrDefaultAsync(c => c.BoardId == board.Id && db.Set<Person>().Any(p => p.Id == c.PersonId && p.StudentNumber == asked), ct);
        var member = board.Members.FirstOrDefault(m => m.UserId == request.UserId);
        var refusals = Unfit(board, request, candidate, member).ToList();
        if (refusals.Count == 0 && await db.Set<DeclaredInterest>().AnyAsync(i => i.CandidateId == candidate!.Id && i.UserId == request.UserId && i.WithdrawnAt == null, ct))
        {
            refusals.Add(new("DECLARED_ALREADY", $"{member!.Name} has declared this interest already."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        db.Add(new DeclaredInterest(candidate!, member!, request.Nature.Trim(), change.Caller.Name, change.At));
        candidate!.Reopen();
        if (byNumber is null)
        {
            db.Add(new NameUnsealing(candidate, $"Interest declared by {member!.Name}", change.Caller.Name, change.At));
        }

        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }

    /// <summary>An interest recorded by mistake; it stays in the record as withdrawn.</summary>
    public async Task<Outcome> WithdrawInterestAsync(long boardId, long interestId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, boardId, change.Caller, Room.Boards, Level.Change, ct) is not { } board
            || await db.Set<DeclaredInterest>().FirstOrDefaultAsync(i => i.Id == interestId && i.BoardId == board.Id, ct) is not { } interest)
        {
            return BoardDoor.NotFound;
        }

        var withdrawn = board.IsRatified ? Outcome.Refused("ALREADY_RATIFIED", "The board is ratified; its declared interests stay as they are.", "F065") : interest.Withdraw(change.Reason, change.At);
        if (withdrawn.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return withdrawn;
    }

    private static IEnumerable<Refusal> Unfit(ExamBoard board, DeclareInterest request, BoardCandidate? candidate, BoardMember? member)
    {
        if (board.IsRatified)
        {
            yield return new("ALREADY_RATIFIED", "The board is ratified; an interest found later is a ground of appeal.", "F065");
        }

        if (candidate is null)
        {
            yield return new("NOT_CANDIDATE", "Nobody of this candidate or student number is a candidate of this board.", null, nameof(DeclareInterest.Candidate));
        }

        if (member is null)
        {
            yield return new("NOT_MEMBER", "Choose a member of this board.", null, nameof(DeclareInterest.UserId));
        }

        if (string.IsNullOrWhiteSpace(request.Nature))
        {
            yield return new("NATURE_MISSING", "Say in a few words what the interest is.", null, nameof(DeclareInterest.Nature));
        }
    }
}
