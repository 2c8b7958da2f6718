using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Whose number it is, told to one person for a reason that is written down.</summary>
public sealed record UnsealedName(string CandidateNumber, long PersonId, string Name, string StudentNumber);

/// <summary>Tells names before ratification, and writes down to whom and why in the same transaction.</summary>
public sealed class UnsealingService(IDbContextFactory<RegistryDbContext> store)
{
    public async Task<Outcome<UnsealedName>> UnsealAsync(long boardId, string candidateNumber, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.See);
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, boardId, change.Caller, Room.Boards, Level.Change, ct) is not { } board
            || await db.Set<BoardCandidate>().FirstOrDefaultAsync(c => c.BoardId == board.Id && c.CandidateNumber == candidateNumber, ct) is not { } candidate)
        {
            return Outcome<UnsealedName>.Refused("NOT_FOUND", "There is no such candidate.");
        }

        if (board.IsRatified)
        {
            return Outcome<UnsealedName>.Refused("RATIFIED", "The board is ratified; names stand with its decisions and need no unsealing.");
        }

        db.Add(new NameUnsealing(candidate, change.Reason, change.Caller.Name, change.At));
        await db.SaveAsync(change, ct);
        var person = await db.Set<Person>().AsNoTracking().Where(p => p.Id == candidate.PersonId).Select(p => new { p.FamilyName, p.GivenNames, p.StudentNumber }).SingleAsync(ct);
        return new UnsealedName(candidate.CandidateNumber, candidate.PersonId, $"{person.FamilyName}, {person.GivenNames}", person.StudentNumber);
    }
}
