using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Demo.Studies;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>Takes one board as far as the plan says, through the same use cases as everybody, from wherever it stands.</summary>
internal sealed class BoardWalk(IDbContextFactory<RegistryDbContext> store, BoardService boards, DecisionService decisions, RatificationService ratification, BoardRoom room, TimeProvider clock)
{
    private Dictionary<string, RegistryUser> users = [];

    /// <summary>Finds out who sits on boards; before the first walk.</summary>
    public async Task MeetAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        users = await db.Users.Where(u => u.IsSimulated).ToDictionaryAsync(u => u.UserName!, ct);
    }

    public async Task AdvanceAsync(BoardToWalk walked, PlannedModule module, int year, CancellationToken ct)
    {
        var target = BoardPlan.Of(module, year);
        var meets = BoardPlan.MeetsOn(module, year);
        var secretary = Acting("sana.secretary", Role.ExamBoardSecretary);
        var board = walked.BoardId ?? Done(await boards.OpenAsync(new OpenBoard { OccurrenceId = walked.OccurrenceId, MeetsOn = meets }, clock.Act(secretary, "OpenBoard", "Calendar of boards", meets.AddDays(-42)), ct));
        await AppointAsync(board, module, clock.Act(secretary, "AppointMembers", "Membership as approved by the faculty", meets.AddDays(-41)), ct);
        if (target == PlannedStage.Preparing)
        {
            Done(await boards.PrepareAsync(board, clock.Act(secretary, "PrepareBoard", "Marks as they have come in", meets.AddDays(-10)), ct));
            return;
        }

        if (walked.Stage is null or BoardStage.Preparing)
        {
            Done(await boards.FreezeAsync(board, clock.Act(secretary, "FreezePack", "Papers due to the external examiner", meets.AddDays(-9)), ct));
        }

        if (await ExamineAsync(board, module, year, target, meets, ct) && target != PlannedStage.Frozen)
        {
            await SitAsync(board, target, meets, ct);
        }
    }

    private async Task AppointAsync(long board, PlannedModule module, Domain.Audit.ChangeContext act, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<BoardMember>().AnyAsync(m => m.BoardId == board, ct))
        {
            List<Appointment> members = [Seat("charles.chair", MemberRole.Chair), Seat("sana.secretary", MemberRole.Secretary), Seat("moira.moderator", MemberRole.Internal), Seat("mark.marker", MemberRole.Internal), Seat(Examiner(module), MemberRole.External)];
            Done(await boards.AppointAsync(new AppointMembers { BoardId = board, Members = members }, act, ct));
        }
    }

    /// <summary>The examiner's word; false where it is still awaited.</summary>
    private async Task<bool> ExamineAsync(long board, PlannedModule module, int year, PlannedStage target, DateOnly meets, CancellationToken ct)
    {
        var (verdict, comment) = BoardPlan.ExaminerSays(module.OccurrenceIn(year), target);
        await using var db = await store.CreateDbContextAsync(ct);
        if (verdict is null || await db.Set<ExaminerConfirmation>().AnyAsync(c => c.BoardId == board, ct))
        {
            return verdict is not null;
        }

        var word = new ConfirmPack { BoardId = board, PackVersion = 1, Verdict = verdict.Value, Comment = comment };
        Done(await decisions.ConfirmAsync(word, clock.Act(Acting(Examiner(module), Role.ExternalExaminer), "ConfirmPack", "Samples and pack read", meets.AddDays(-3)), ct));
        return true;
    }

    private async Task SitAsync(long board, PlannedStage target, DateOnly meets, CancellationToken ct)
    {
        var secretary = Acting("sana.secretary", Role.ExamBoardSecretary);
        HashSet<long> present = await room.MembersAsync(board, ct);
        Done(await boards.SitAsync(board, present, clock.Act(secretary, "OpenSitting", "The board meets", meets), ct));
        await room.DecideAsync(board, half: target == PlannedStage.Sitting, clock.Act(secretary, "ProposeDecisions", "Decided in the meeting", meets, 11), ct);
        if (target == PlannedStage.Sitting)
        {
            return;
        }

        var act = clock.Act(Acting("charles.chair", Role.BoardChair), "RatifyBoard", "Ratified by the chair at the end of the meeting", meets, 12) with { CorrelationId = $"board-{board}" };
        var release = target == PlannedStage.RatifiedAndHeld ? clock.GetUtcNow().AddDays(14) : act.At.AddDays(2);
        Done(await ratification.RatifyAsync(new RatifyBoard { BoardId = board, PackVersion = 1, ReleaseAt = release }, act, ct));
        if (release <= clock.GetUtcNow())
        {
            await room.DeliverAsync(board, release, ct);
        }
    }

    private Appointment Seat(string userName, MemberRole role) => new(users[userName].Id, users[userName].DisplayName, role);

    private Caller Acting(string userName, Role role) => DemoActors.As(users[userName].DisplayName, role, users[userName].Id);

    private static string Examiner(PlannedModule module) => module.Programme == "BA-HIST" ? UsersScene.SecondExaminer : "edith.examiner";

    private static T Done<T>(Outcome<T> outcome) => outcome.Succeeded ? outcome.Value : throw Refused(outcome);

    private static void Done(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw Refused(outcome);
        }
    }

    private static InvalidOperationException Refused(Outcome outcome) => new(string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
}
