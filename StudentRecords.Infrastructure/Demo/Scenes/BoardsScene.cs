using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Demo.Studies;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>
/// Module boards at every stage, newest year first: in preparation with marks missing, frozen before the examiner, sitting half
/// decided, ratified with results held, and two whole years ratified and released.
/// </summary>
internal sealed class BoardsScene(IDbContextFactory<RegistryDbContext> store, BoardWalk walk) : IDemoScene
{
    public string Name => "Boards";

    public int Length => 60;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await walk.MeetAsync(ct);
        var stages = await StagesAsync(ct);
        var all = Enumerable.Range(DemoYears.First, 3).Reverse().SelectMany(year => PlannedCatalogue.Modules.Select(m => (Module: m, Year: year)))
            .Where(b => BoardPlan.Of(b.Module, b.Year) != PlannedStage.NotOpened).ToList();
        for (var i = 0; i < all.Count; i++)
        {
            var (module, year) = all[i];
            if (stages[module.OccurrenceIn(year)] is { IsTaken: true, Stage: not BoardStage.Ratified } board)
            {
                await walk.AdvanceAsync(board, module, year, ct);
                await play.TellAsync((i + 1.0) / all.Count, $"Board {module.OccurrenceIn(year)}");
            }
        }
    }

    /// <summary>How far each occurrence's board has come; occurrences that nobody takes have none.</summary>
    private async Task<Dictionary<string, BoardToWalk>> StagesAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await (from o in db.Set<ModuleOccurrence>()
                      join b in db.Set<ExamBoard>().Where(b => b.FollowsBoardId == null) on o.Id equals b.OccurrenceId into boards
                      from board in boards.DefaultIfEmpty()
                      select new BoardToWalk(o.Id, o.Key, db.Set<Domain.Enrolment.ModuleRegistration>().Any(r => r.OccurrenceId == o.Id), board == null ? null : board.Id, board == null ? null : board.Stage))
            .ToDictionaryAsync(b => b.Occurrence, ct);
    }
}

/// <summary>A board on its way.</summary>
internal sealed record BoardToWalk(long OccurrenceId, string Occurrence, bool IsTaken, long? BoardId, BoardStage? Stage);
