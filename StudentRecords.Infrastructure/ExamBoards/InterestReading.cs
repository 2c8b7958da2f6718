using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Reads which interests stand on a board.</summary>
internal static class InterestReading
{
    /// <summary>Users by the number of the candidate in whom they declared an interest.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlySet<long>>> StandingAsync(RegistryDbContext db, long boardId, CancellationToken ct) =>
        (await db.Set<DeclaredInterest>().AsNoTracking().Where(i => i.BoardId == boardId && i.WithdrawnAt == null).Select(i => new { i.CandidateNumber, i.UserId }).ToListAsync(ct))
            .GroupBy(i => i.CandidateNumber).ToDictionary(g => g.Key, IReadOnlySet<long> (g) => g.Select(i => i.UserId).ToHashSet());
}
