using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Boards that are not ratified yet: to prepare for those who prepare, to decide for those who decide.</summary>
internal sealed class BoardsUnderWay(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        var (prepares, decides) = (caller.May(Room.Boards, Level.Change), caller.May(Room.BoardDecisions, Level.Change));
        if (!prepares && !decides)
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var stages = await db.Set<ExamBoard>().AsNoTracking().ReachedBy(db, caller, Room.Boards, Level.See).Where(b => b.Stage != BoardStage.Ratified)
            .GroupBy(b => b.Stage).Select(g => new { Stage = g.Key, Number = g.Count() }).ToDictionaryAsync(g => g.Stage, g => g.Number, ct);
        var work = new List<WaitingWork>();
        if (decides)
        {
            work.Add(new WaitingWork(stages.GetValueOrDefault(BoardStage.InSession), "board in session, to be ratified", "boards in session, to be ratified", "/boards?f.stage=InSession", IsUrgent: true));
            work.Add(new WaitingWork(stages.GetValueOrDefault(BoardStage.Frozen), "board with a frozen pack, to be opened", "boards with a frozen pack, to be opened", "/boards?f.stage=Frozen"));
        }

        if (prepares)
        {
            work.Add(new WaitingWork(stages.GetValueOrDefault(BoardStage.Preparing), "board in preparation", "boards in preparation", "/boards?f.stage=Preparing"));
        }

        return work;
    }
}
