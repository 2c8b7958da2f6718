using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Adjustments;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Misconduct;

/// <summary>F069 after a board's papers: it waits, two people lead it somewhere, and a ratified result is LOCKED. An essay of 60 and an examination of 50 come to 56; the essay at nought to 20.</summary>
public sealed class LatePenaltyRouteTests : IAsyncLifetime
{
    private OutcomeScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await OutcomeScene.OpenAsync();
        await scene.MarkAsync(OutcomeScene.Essay, 60, OutcomeScene.Due);
        await scene.MarkAsync(OutcomeScene.Exam, 50, new DateOnly(2024, 1, 20));
    }

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task AfterThePack_APenaltyWaitsInTheLateQueue_AndDoesNothing()
    {
        var board = await FrozenBoard.OfAsync(scene);
        Assert.Equal(InboxState.Applied, (await ZeroAsync()).State);

        Assert.Equal(56m, (await scene.FigureAsync()).Overall);
        Assert.Empty((await scene.Registry.Get<BoardQueries>().ChangesAsync(board, FrozenBoard.Secretary))!.Value!);
        var late = Assert.Single(await QueueAsync(FrozenBoard.Secretary));
        Assert.Equal((board, 1, "AM-ZERO", true, OutcomeScene.Essay), (late.BoardId, late.PackVersion, late.Code, late.IsPenalty, late.Component));
        Assert.StartsWith("C", late.Candidate, StringComparison.Ordinal);
        Assert.Contains(await scene.Registry.Get<BoardQueries>().ReadinessAsync(board, FrozenBoard.Secretary) ?? [], i => i.Code == "PENALTIES_LATE" && i.State == ReadinessState.Look);
    }

    [Fact]
    public async Task TwoPeople_LetItIn_ThenThePackMustBeFrozenAnew()
    {
        var board = await FrozenBoard.OfAsync(scene);
        await ZeroAsync();

        Assert.Empty((await ProposeAsync(LateRoute.AcceptIntoPack)).Refusals);
        Assert.Equal("SECOND_PERSON", Assert.Single((await SettleAsync(FrozenBoard.Secretary with { Grants = FrozenBoard.Chair.Grants })).Refusals).Code);
        Assert.Equal(56m, (await scene.FigureAsync()).Overall);
        Assert.Empty((await SettleAsync(FrozenBoard.Chair)).Refusals);

        Assert.Equal(20m, (await scene.FigureAsync()).Overall);
        Assert.NotEmpty((await scene.Registry.Get<BoardQueries>().ChangesAsync(board, FrozenBoard.Secretary))!.Value!);
        Assert.Equal(2, (await scene.Registry.Get<BoardService>().FreezeAsync(board, scene.Registry.As(FrozenBoard.Secretary))).Value!.PackVersion);
    }

    [Fact]
    public async Task TheAppeal_ChangesNoMark_AndToldAgainItStaysThere()
    {
        await FrozenBoard.OfAsync(scene);
        await ZeroAsync();
        await ProposeAsync(LateRoute.ReferToAppeal);
        await SettleAsync(FrozenBoard.Chair);
        await scene.MisconductAsync("AI-1", [Essay(MisconductPenalty.ComponentZero)], 2, "MisconductCaseClosed");

        Assert.Equal(56m, (await scene.FigureAsync()).Overall);
        Assert.Equal(OutcomeState.ReferredToAppeal, Assert.Single(await EntriesAsync()).State);
    }

    [Fact]
    public async Task ALateReversal_LeavesThePenaltyStanding_UntilItIsLetIn()
    {
        await ZeroAsync();
        await FrozenBoard.OfAsync(scene);
        await scene.MisconductAsync("AI-1", [], 2, "MisconductOutcomeOverturned", "Overturned");
        Assert.Equal(20m, (await scene.FigureAsync()).Overall);
        Assert.Equal("AM-ZERO reversed", Assert.Single(await QueueAsync(FrozenBoard.Chair)).Code);

        await ProposeAsync(LateRoute.AcceptIntoPack);
        Assert.Empty((await SettleAsync(FrozenBoard.Chair)).Refusals);
        Assert.Equal(56m, (await scene.FigureAsync()).Overall);
    }

    [Fact]
    public async Task APenaltyInPlaceOfOne_IsDecidedTogetherWithTheReversal()
    {
        await ZeroAsync();
        await FrozenBoard.OfAsync(scene);
        await scene.MisconductAsync("AI-1", [Essay(MisconductPenalty.MarkReduced, 10)], 2);
        Assert.Equal(2, (await QueueAsync(FrozenBoard.Chair)).Count);

        await ProposeAsync(LateRoute.AcceptIntoPack);
        Assert.Empty((await SettleAsync(FrozenBoard.Chair)).Refusals);
        Assert.Empty(await QueueAsync(FrozenBoard.Chair));
        Assert.Equal(50m, (await scene.FigureAsync()).Overall);
    }

    [Fact]
    public async Task WhatIsToldOtherwiseWhileItWaits_LeavesTheQueue_AndTheEntryStays()
    {
        await FrozenBoard.OfAsync(scene);
        await ZeroAsync();
        await scene.MisconductAsync("AI-1", [Essay(MisconductPenalty.ComponentZero)], 2);
        Assert.Single(await QueueAsync(FrozenBoard.Chair));
        await scene.MisconductAsync("AI-1", [], 3, "MisconductOutcomeOverturned", "NotProven");

        Assert.Empty(await QueueAsync(FrozenBoard.Chair));
        Assert.Equal(OutcomeState.Superseded, Assert.Single(await EntriesAsync()).State);
    }

    [Fact]
    public async Task ForALockedResult_ItIsRefusedWithLOCKED_AndWhatWaitedMayOnlyGoToTheAppeal()
    {
        var board = await FrozenBoard.OfAsync(scene);
        await ZeroAsync();
        await FrozenBoard.RatifyAsync(scene, board);

        Assert.Equal("LOCKED", (await scene.MisconductAsync("AI-2", [new { penalty = "ModuleZero", occurrence = scene.Occurrence.Key }])).Code);
        Assert.Equal("LOCKED", Assert.Single((await ProposeAsync(LateRoute.AcceptIntoPack)).Refusals).Code);
        Assert.Empty((await ProposeAsync(LateRoute.ReferToAppeal)).Refusals);
    }

    /// <summary>Those who decide, and those who see misconduct anyway. Wellbeing reads the queue and is not told of penalties.</summary>
    [Theory]
    [InlineData(Role.ExamBoardSecretary, true)]
    [InlineData(Role.BoardChair, true)]
    [InlineData(Role.RegistryManager, true)]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.AdjustmentsOfficer, false)]
    public async Task APenaltyInTheQueue_IsShownToThoseOnlyWhoNeedIt(Role role, bool sees)
    {
        await FrozenBoard.OfAsync(scene);
        await ZeroAsync();
        await scene.CircumstanceAsync("EC-1", "PenaltyWaived");

        Assert.Equal(sees ? 2 : 1, (await QueueAsync(TestRegistry.Caller(role))).Count);
        Assert.Equal(sees ? 1 : 0, await scene.Registry.ReadAsync(db => db.Set<Domain.Audit.AuditEntry>().CountAsync(a => a.Act == "ListLateOutcomes" && a.SubjectKind == nameof(PenaltyEntry))));
    }

    private Task<Infrastructure.Integration.Receipt> ZeroAsync() => scene.MisconductAsync("AI-1", [Essay(MisconductPenalty.ComponentZero)]);

    private static object Essay(MisconductPenalty penalty, decimal? value = null) => new { penalty = penalty.ToString(), assessment = OutcomeScene.Essay, attempt = 1, value };

    private async Task<IReadOnlyList<LateRow>> QueueAsync(Caller caller) => (await scene.Registry.Get<LateOutcomeQueries>().PageAsync(new TableQuery(), caller)).Rows;

    private Task<List<PenaltyEntry>> EntriesAsync() => scene.Registry.ReadAsync(db => db.Set<PenaltyEntry>().AsNoTracking().ToListAsync());

    private async Task<PenaltyEntry> LateAsync() => (await EntriesAsync()).First(e => e.State == OutcomeState.Late);

    private async Task<Outcome> ProposeAsync(LateRoute route)
    {
        var entry = await LateAsync();
        return await scene.Registry.Get<LateOutcomeService>().ProposeAsync(new ProposeLateRoute { ItemId = entry.Id, Version = entry.Version, Route = route }, scene.Registry.As(FrozenBoard.Secretary));
    }

    private async Task<Outcome> SettleAsync(Caller by)
    {
        var entry = await LateAsync();
        return await scene.Registry.Get<LateOutcomeService>().SettleAsync(new SettleLateRoute { ItemId = entry.Id, Version = entry.Version, Agrees = true }, scene.Registry.As(by));
    }
}
