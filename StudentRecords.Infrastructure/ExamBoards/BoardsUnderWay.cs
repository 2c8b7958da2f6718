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
        var open = await db.Set<ExamBoard>().AsNoTracking().ReachedBy(db, caller, Room.Boards, Level.See).Where(b => b.Stage != BoardStage.Ratified)
            .GroupBy(b => new { b.Kind, b.Stage }).Select(g => new { g.Key.Kind, g.Key.Stage, Number = g.Count() }).ToListAsync(ct);
        var work = new List<WaitingWork>();
        foreach (var (kind, word, list) in ((BoardKind, string, string)[])[(BoardKind.Module, "board", "/boards"), (BoardKind.ProgressionAward, "award board", "/award-boards")])
        {
            int Of(BoardStage stage) => open.Where(o => o.Kind == kind && o.Stage == stage).Sum(o => o.Number);
            if (decides)
            {
                work.Add(new WaitingWork(Of(BoardStage.InSession), $"{word} in session, to be ratified", $"{word}s in session, to be ratified", $"{list}?f.stage=InSession", IsUrgent: true));
                work.Add(new WaitingWork(Of(BoardStage.Frozen), $"{word} with a frozen pack, to be opened", $"{word}s with a frozen pack, to be opened", $"{list}?f.stage=Frozen"));
            }

            if (prepares)
            {
                work.Add(new WaitingWork(Of(BoardStage.Preparing), $"{word} in preparation", $"{word}s in preparation", $"{list}?f.stage=Preparing"));
            }
        }

        return work;
    }
}
