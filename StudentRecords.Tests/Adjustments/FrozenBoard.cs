using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Adjustments;

/// <summary>The scene's module board, whose pack is frozen, and the two people of the formal route.</summary>
internal static class FrozenBoard
{
    public static readonly Caller Secretary = new("Sana", 11, [new RoleGrant(Role.ExamBoardSecretary, Scope.Everything)]);
    public static readonly Caller Chair = new("Charles", 12, [new RoleGrant(Role.BoardChair, Scope.Everything)]);

    public static async Task<long> OfAsync(OutcomeScene scene)
    {
        var boards = scene.Registry.Get<BoardService>();
        var board = (await boards.OpenAsync(new OpenBoard { OccurrenceId = scene.Occurrence.Id }, scene.Registry.As(Secretary))).Value;
        Assert.Empty((await boards.FreezeAsync(board, scene.Registry.As(Secretary))).Refusals);
        return board;
    }

    /// <summary>The lock is what counts here, so that the decision is written as a board would leave it.</summary>
    public static async Task RatifyAsync(OutcomeScene scene, long board)
    {
        await using var db = scene.Registry.CreateDbContext();
        var loaded = await db.Set<ExamBoard>().SingleAsync(b => b.Id == board);
        loaded.Sit(new HashSet<long>(), scene.Registry.Clock.Now);
        await db.SaveAsync(scene.Registry.AsSystem());
        var candidate = await db.Set<BoardCandidate>().SingleAsync(c => c.BoardId == board);
        Assert.Empty(loaded.Propose(candidate, BoardOutcome.Passed, "Lower second", "As marked", new Decider(null, "TEST", new HashSet<long>()), scene.Registry.Clock.Now).Refusals);
        await db.SaveAsync(scene.Registry.AsSystem());
        db.Add((BoardDecision)Activator.CreateInstance(typeof(BoardDecision), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic, null, [loaded, candidate, null, null, "TEST", scene.Registry.Clock.Now], null)!);
        await db.SaveAsync(scene.Registry.AsSystem());
        loaded.Lock("TEST", scene.Registry.Clock.Now);
        await db.SaveAsync(scene.Registry.AsSystem());
    }
}
