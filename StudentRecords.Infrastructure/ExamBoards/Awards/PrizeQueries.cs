using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>A prize as the board's pages show it: by candidate number.</summary>
public sealed record PrizeRow(long Id, string CandidateNumber, string Name, string Grounds, string DecidedBy, DateTimeOffset DecidedAt);

/// <summary>Prizes that a board has given and not taken back, for those who may see the board.</summary>
public sealed class PrizeQueries(IDbContextFactory<RegistryDbContext> store)
{
    public async Task<IReadOnlyList<PrizeRow>> OfBoardAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await BoardQueries.FindAsync(db, boardId, caller, ct) is null ? []
            : await db.Set<AwardPrize>().AsNoTracking().Where(p => p.BoardId == boardId && p.TakenBackAt == null).OrderBy(p => p.Name).ThenBy(p => p.CandidateNumber)
                .Select(p => new PrizeRow(p.Id, p.CandidateNumber, p.Name, p.Grounds, p.DecidedBy, p.DecidedAt)).ToListAsync(ct);
    }
}
