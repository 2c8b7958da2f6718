using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Conduct;

/// <summary>A candidate of a board of either tier, with the person behind the number. For use cases that write down that they looked.</summary>
internal sealed record SealedCandidate(long Id, string Number, long PersonId)
{
    public static async Task<SealedCandidate?> FindAsync(RegistryDbContext db, long boardId, string number, CancellationToken ct) =>
        await db.Set<BoardCandidate>().Where(c => c.BoardId == boardId && c.CandidateNumber == number).Select(c => new SealedCandidate(c.Id, c.CandidateNumber, c.PersonId)).FirstOrDefaultAsync(ct)
        ?? await db.Set<AwardCandidate>().Where(c => c.BoardId == boardId && c.CandidateNumber == number).Select(c => new SealedCandidate(c.Id, c.CandidateNumber, c.PersonId)).FirstOrDefaultAsync(ct);

    public static async Task<SealedCandidate?> FindByStudentAsync(RegistryDbContext db, long boardId, string studentNumber, CancellationToken ct)
    {
        var person = await db.Set<Person>().Where(p => p.StudentNumber == studentNumber).Select(p => (long?)p.Id).FirstOrDefaultAsync(ct);
        return await db.Set<BoardCandidate>().Where(c => c.BoardId == boardId && c.PersonId == person).Select(c => new SealedCandidate(c.Id, c.CandidateNumber, c.PersonId)).FirstOrDefaultAsync(ct)
            ?? await db.Set<AwardCandidate>().Where(c => c.BoardId == boardId && c.PersonId == person).Select(c => new SealedCandidate(c.Id, c.CandidateNumber, c.PersonId)).FirstOrDefaultAsync(ct);
    }
}
