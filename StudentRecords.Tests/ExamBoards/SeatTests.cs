using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>Seats given up, terms, lead time and its waiver.</summary>
public sealed class SeatTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private MembershipService Membership => registry.Get<MembershipService>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Remove_KeepsTheSeatWithItsReason_AndLetsThePersonBeAppointedAnew()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        var request = new RemoveMember { BoardId = scene.BoardId, UserId = scene.Internal.UserId!.Value };

        Assert.Empty((await Membership.RemoveAsync(request, registry.As(scene.Secretary) with { Reason = "Appointed by mistake" })).Refusals);

        var board = await BoardAsync(scene);
        Assert.DoesNotContain(board.Members, m => m.UserId == request.UserId);
        var seat = Assert.Single(board.Seats, s => s.UserId == request.UserId);
        Assert.Equal(("Appointed by mistake", "Secretary", registry.Clock.Now), (seat.RemovalReason, seat.RemovedBy, seat.RemovedAt));
        Assert.Equal("NOT_MEMBER", Assert.Single((await Membership.RemoveAsync(request, registry.As(scene.Secretary))).Refusals).Code);
        Assert.Empty((await registry.Get<BoardService>().AppointAsync(
            new AppointMembers { BoardId = scene.BoardId, Members = [new Appointment(request.UserId, "Internal", MemberRole.DeputyChair)] }, registry.As(scene.Secretary))).Refusals);
    }

    [Fact]
    public async Task Remove_AfterRatification_IsRefused()
    {
        var scene = await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80]);

        var refused = await Membership.RemoveAsync(new RemoveMember { BoardId = scene.BoardId, UserId = scene.Internal.UserId!.Value }, registry.As(scene.Secretary));

        Assert.Equal("ALREADY_RATIFIED", Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public async Task ARemovedExaminersWord_NoLongerCounts()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        await scene.FreezeAsync();
        await scene.ConfirmAsync();
        await Membership.RemoveAsync(new RemoveMember { BoardId = scene.BoardId, UserId = scene.External.UserId!.Value }, registry.As(scene.Secretary));
        await scene.SitAsync(scene.Chair, scene.Internal);
        await registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary));

        Assert.Equal(["NO_EXAMINER", "NO_EXTERNAL"], (await scene.RatifyAsync()).Refusals.Select(r => r.Code).Order());
        Assert.False(await registry.Get<ExaminerQueries>().IsOwnAsync(scene.BoardId, scene.External));
    }

    [Fact]
    public async Task AnExaminerPastTheTerm_ConfirmsNothing_AndSeesNothing()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        await scene.FreezeAsync();
        await registry.ReadAsync(db => db.Set<BoardMember>().Where(m => m.UserId == scene.External.UserId).ExecuteUpdateAsync(s => s.SetProperty(m => m.TermEndsOn, DateOnly.FromDateTime(registry.Clock.Now.DateTime).AddDays(-1))));

        Assert.Equal("TERM_ENDED", Assert.Single((await scene.ConfirmAsync()).Refusals).Code);
        Assert.False(await registry.Get<ExaminerQueries>().IsOwnAsync(scene.BoardId, scene.External));
    }

    [Fact]
    public async Task AnExaminerWhoseTermEndsBeforeTheMeeting_IsNotAppointed()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        await registry.ReadAsync(db => db.Set<ExamBoard>().Where(b => b.Id == scene.BoardId).ExecuteUpdateAsync(s => s.SetProperty(b => b.MeetsOn, new DateOnly(2030, 6, 1))));
        await Membership.RemoveAsync(new RemoveMember { BoardId = scene.BoardId, UserId = scene.External.UserId!.Value }, registry.As(scene.Secretary));

        var refused = await registry.Get<BoardService>().AppointAsync(
            new AppointMembers { BoardId = scene.BoardId, Members = [new Appointment(scene.External.UserId!.Value, "External", MemberRole.External, new DateOnly(2030, 5, 31))] }, registry.As(scene.Secretary));

        Assert.Equal("TERM_ENDED", Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public async Task Ratify_WhenAccessCameLaterThanTheLeadTime_IsRefused_UntilTheChairWaivesIt()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        await registry.ReadAsync(db => db.Set<ExamBoard>().Where(b => b.Id == scene.BoardId).ExecuteUpdateAsync(s => s.SetProperty(b => b.ExaminerLeadDays, 7)));
        await scene.FreezeAsync();
        await scene.ConfirmAsync();
        await scene.SitAsync();
        await registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary));

        var late = Assert.Single((await scene.RatifyAsync()).Refusals);
        Assert.Equal("LATE_ACCESS", late.Code);
        Assert.Contains((await registry.Get<BoardQueries>().ReadinessAsync(scene.BoardId, scene.Secretary))!, i => i is { Code: "LATE_ACCESS", State: ReadinessState.InTheWay });
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Membership.WaiveLeadTimeAsync(scene.BoardId, scene.External.UserId!.Value, registry.As(scene.Secretary)));

        Assert.Empty((await Membership.WaiveLeadTimeAsync(scene.BoardId, scene.External.UserId!.Value, registry.As(scene.Chair) with { Reason = "The examiner agreed to two days" })).Refusals);

        Assert.Empty((await scene.RatifyAsync()).Refusals);
    }

    [Fact]
    public async Task TheDeputy_TakesTheChair()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        await Membership.RemoveAsync(new RemoveMember { BoardId = scene.BoardId, UserId = scene.Internal.UserId!.Value }, registry.As(scene.Secretary));
        await registry.Get<BoardService>().AppointAsync(
            new AppointMembers { BoardId = scene.BoardId, Members = [new Appointment(scene.Internal.UserId!.Value, "Internal", MemberRole.DeputyChair)] }, registry.As(scene.Secretary));
        var board = await BoardAsync(scene);

        Assert.Contains("NO_CHAIR", board.Quorum.Lacking(board.Members).Select(r => r.Code));
        await scene.FreezeAsync();
        await scene.SitAsync(scene.Internal, scene.External);
        board = await BoardAsync(scene);
        Assert.DoesNotContain("NO_CHAIR", board.Quorum.Lacking(board.Members).Select(r => r.Code));
    }

    private Task<ExamBoard> BoardAsync(BoardScene scene) => registry.ReadAsync(db => db.Set<ExamBoard>().AsNoTracking().Include(b => b.Seats).SingleAsync(b => b.Id == scene.BoardId));
}
