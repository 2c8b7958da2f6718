using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Adjustments;

/// <summary>F066 before and after a board's papers: what holds at once, what waits, and the formal route.</summary>
public sealed class CircumstanceFlowTests : IAsyncLifetime
{
    private static readonly Caller Secretary = FrozenBoard.Secretary;
    private static readonly Caller Chair = FrozenBoard.Chair;

    private OutcomeScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await OutcomeScene.OpenAsync();
        await scene.MarkAsync(OutcomeScene.Essay, 60, OutcomeScene.Due.AddDays(2));
        await scene.MarkAsync(OutcomeScene.Exam, 50, new DateOnly(2024, 1, 20));
    }

    public async Task DisposeAsync() => await scene.DisposeAsync();

    public static TheoryData<CircumstanceOutcome, decimal?, string> Outcomes => new()
    {
        { CircumstanceOutcome.Extension, 56m, "F059" },
        { CircumstanceOutcome.PenaltyWaived, 56m, "" },
        { CircumstanceOutcome.DeferAsFirstSit, null, "" },
        { CircumstanceOutcome.AttemptVoided, null, "" },
        { CircumstanceOutcome.ComponentWaived, 50m, "" },
        { CircumstanceOutcome.DiscretionAtAward, 52m, "" },
        { CircumstanceOutcome.NoFurtherAction, 52m, "" },
        { CircumstanceOutcome.Rejected, 52m, "" },
    };

    /// <summary>Board rules 3.9, each outcome through the door: two working days late an essay of 60 counts 54; with an examination of 50 the module comes to 52.</summary>
    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task EachOutcome_TakesItsEffect_AndNeverReachesExamScheduling(CircumstanceOutcome outcome, decimal? overall, string told)
    {
        var receipt = await scene.CircumstanceAsync("EC-1", outcome.ToString());

        Assert.True(receipt.State == InboxState.Applied, receipt.Reason);
        Assert.Equal(overall, (await scene.FigureAsync()).Overall);
        var messages = await scene.ToldAsync();
        Assert.Equal(told, string.Join(", ", messages.Select(m => m.Flow)));
        Assert.All(messages, m => Assert.DoesNotContain("EC-1", m.Body + m.Key + m.Aggregate, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryOutcome_IsInTheTable() => Assert.Equal(Enum.GetValues<CircumstanceOutcome>().Order(), Outcomes.Select(c => (CircumstanceOutcome)c[0]!).Order());

    [Fact]
    [ChangesTheRecord("F066")]
    public async Task ANewVersion_ReplacesTheOld_AndAnExtensionThatFallsIsWithdrawn()
    {
        await scene.CircumstanceAsync("EC-1", "Extension");
        await scene.CircumstanceAsync("EC-1", "Rejected", 2);

        Assert.Equal(52m, (await scene.FigureAsync()).Overall);
        Assert.Equal(["DeadlineExtensionGranted", "AdjustmentWithdrawn"], (await scene.ToldAsync()).Select(m => m.Type));
        Assert.Single(await ItemsAsync(), i => i is { State: OutcomeState.InEffect, Outcome: CircumstanceOutcome.Rejected, ClaimVersion: 2 });
        Assert.DoesNotContain(await ItemsAsync(), i => i is { State: OutcomeState.InEffect, ClaimVersion: 1 });
    }

    [Fact]
    public async Task AnOlderVersion_IsStale()
    {
        await scene.CircumstanceAsync("EC-1", "Extension", 4);
        Assert.Equal(InboxState.Stale, (await scene.CircumstanceAsync("EC-1", "Rejected", 3)).State);
    }

    [Fact]
    [RefusedOnArrival("F066")]
    public async Task TheSameCaseUnderTwoReferences_IsQuarantined_WithBothNamed()
    {
        await scene.CircumstanceAsync("EC-1", "PenaltyWaived");
        var twin = await scene.CircumstanceAsync("EC-2", "PenaltyWaived");
        Assert.Equal("SAME_CASE", twin.Code);
        Assert.Contains("EC-2 and EC-1", twin.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAssessment_IsParked_AndAModuleTheStudentIsNotOn_IsQuarantined()
    {
        await scene.Registry.Given.OccurrenceAsync("BBB-2023A");
        Assert.Equal(InboxState.Parked, (await Item("EC-1", "ZZZ/1")).State);
        Assert.Equal("NOT_REGISTERED", (await Item("EC-2", "BBB-2023A/1")).Code);
        Assert.Equal("CONTRACT", (await scene.CircumstanceAsync("EC-3", "Extension", more: new { items = new[] { new { assessment = OutcomeScene.Essay } } })).Code);
    }

    [Fact]
    public async Task AfterThePack_ItWaitsInTheLateQueue_AndDoesNothing()
    {
        var board = await FrozenBoard.OfAsync(scene);
        var receipt = await scene.CircumstanceAsync("EC-1", "Extension");

        Assert.Equal(InboxState.Applied, receipt.State);
        Assert.Equal(52m, (await scene.FigureAsync()).Overall);
        Assert.Empty(await scene.ToldAsync());
        var late = Assert.Single((await scene.Registry.Get<LateOutcomeQueries>().PageAsync(new TableQuery(), Secretary)).Rows);
        Assert.Equal((board, 1, "EC-EXT/B"), (late.BoardId, late.PackVersion, late.Code));
        Assert.StartsWith("C", late.Candidate, StringComparison.Ordinal);
        Assert.Contains(await scene.Registry.Get<BoardQueries>().ReadinessAsync(board, Secretary) ?? [], i => i.Code == "CIRCUMSTANCES_OPEN" && i.State == ReadinessState.Look);
    }

    [Fact]
    public async Task BeforeThePack_TheBoardReadsTheCode_OnSheetAndPaper_AndNoClaim()
    {
        await scene.CircumstanceAsync("EC-1", "DiscretionAtAward");
        var board = await FrozenBoard.OfAsync(scene);

        var candidate = await scene.Registry.ReadAsync(db => db.Set<BoardCandidate>().Where(c => c.BoardId == board).Select(c => c.CandidateNumber).SingleAsync());
        Assert.Equal(["EC-AWARD/B"], (await scene.Registry.Get<CandidateQueries>().SheetAsync(board, candidate, Secretary))!.Codes);
        var pack = await scene.Registry.ReadAsync(db => db.Set<BoardPack>().Select(p => p.Json).SingleAsync());
        Assert.Contains("EC-AWARD/B", pack, StringComparison.Ordinal);
        Assert.DoesNotContain("EC-1", pack, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoPeople_LetItIn_ThenThePackMustBeFrozenAnew()
    {
        var board = await FrozenBoard.OfAsync(scene);
        await scene.CircumstanceAsync("EC-1", "Extension");

        Assert.Empty((await ProposeAsync(LateRoute.AcceptIntoPack)).Refusals);
        Assert.Equal("SECOND_PERSON", Assert.Single((await SettleAsync(Secretary with { Grants = Chair.Grants })).Refusals).Code);
        Assert.Empty((await SettleAsync(Chair)).Refusals);

        Assert.Equal(56m, (await scene.FigureAsync()).Overall);
        Assert.Equal("DeadlineExtensionGranted", Assert.Single(await scene.ToldAsync()).Type);
        Assert.NotEmpty((await scene.Registry.Get<BoardQueries>().ChangesAsync(board, Secretary))!.Value!);
        Assert.Equal(2, (await scene.Registry.Get<BoardService>().FreezeAsync(board, scene.Registry.As(Secretary))).Value!.PackVersion);
    }

    [Fact]
    public async Task TheAppeal_IsTheOtherRoute_AndChangesNoMark()
    {
        await FrozenBoard.OfAsync(scene);
        await scene.CircumstanceAsync("EC-1", "Extension");
        await ProposeAsync(LateRoute.ReferToAppeal);
        await SettleAsync(Chair);

        Assert.Equal(52m, (await scene.FigureAsync()).Overall);
        Assert.Equal(OutcomeState.ReferredToAppeal, Assert.Single(await ItemsAsync()).State);
    }

    [Fact]
    public async Task WithoutAgreement_ItGoesBackToTheQueue()
    {
        await FrozenBoard.OfAsync(scene);
        await scene.CircumstanceAsync("EC-1", "Extension");
        Assert.Equal("NOT_PROPOSED", Assert.Single((await SettleAsync(Chair)).Refusals).Code);
        await ProposeAsync(LateRoute.AcceptIntoPack);
        await SettleAsync(Chair, agrees: false);

        var item = await scene.Registry.ReadAsync(db => db.Set<CircumstanceItem>().SingleAsync());
        Assert.Equal((OutcomeState.Late, null), (item.State, item.ProposedRoute));
    }

    [Fact]
    public async Task ALaterVersionAfterThePack_LeavesTheEarlierOneStanding_UntilItIsLetIn()
    {
        await scene.CircumstanceAsync("EC-1", "PenaltyWaived");
        await FrozenBoard.OfAsync(scene);
        await scene.CircumstanceAsync("EC-1", "Rejected", 2);
        Assert.Equal(56m, (await scene.FigureAsync()).Overall);

        await ProposeAsync(LateRoute.AcceptIntoPack);
        Assert.Empty((await SettleAsync(Chair)).Refusals);
        Assert.Equal(52m, (await scene.FigureAsync()).Overall);
    }

    [Fact]
    public async Task ForALockedResult_ItIsRefusedWithLOCKED()
    {
        var board = await FrozenBoard.OfAsync(scene);
        await scene.CircumstanceAsync("EC-1", "Extension");
        await FrozenBoard.RatifyAsync(scene, board);

        Assert.Equal("LOCKED", (await scene.CircumstanceAsync("EC-2", "PenaltyWaived")).Code);
        Assert.Equal("LOCKED", Assert.Single((await ProposeAsync(LateRoute.AcceptIntoPack)).Refusals).Code);
        Assert.Empty((await ProposeAsync(LateRoute.ReferToAppeal)).Refusals);
    }

    /// <summary>No board role reads a claim; the late queue shows it a number and a code.</summary>
    [Theory]
    [InlineData(Role.ExamBoardSecretary)]
    [InlineData(Role.BoardChair)]
    [InlineData(Role.ExternalExaminer)]
    [InlineData(Role.Marker)]
    public async Task BoardRoles_ReachTheCodeAndNothingMore(Role role)
    {
        var caller = TestRegistry.Caller(role);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Registry.Get<CircumstanceQueries>().PageAsync(new TableQuery(), caller));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Registry.Get<CircumstanceQueries>().OfPersonAsync(scene.Registration.PersonId, caller));
        Assert.DoesNotContain(typeof(LateRow).GetProperties(), p => p.Name.Contains("Person", StringComparison.Ordinal) || p.Name.Contains("Student", StringComparison.Ordinal) || p.Name.Contains("Claim", StringComparison.Ordinal));
    }

    /// <summary>Every version of the items of the student's only claim, as the officer's page shows them.</summary>
    private async Task<IReadOnlyList<CircumstanceRow>> ItemsAsync() => Assert.Single(await scene.Registry.Get<CircumstanceQueries>().OfPersonAsync(scene.Registration.PersonId, TestRegistry.Caller(Role.AdjustmentsOfficer))).Items;

    private Task<Infrastructure.Integration.Receipt> Item(string claim, string assessment) => scene.CircumstanceAsync(claim, "PenaltyWaived", more: new { items = new[] { new { assessment, attempt = 1 } } });

    private async Task<Outcome> ProposeAsync(LateRoute route)
    {
        var item = await LateAsync();
        return await scene.Registry.Get<LateOutcomeService>().ProposeAsync(new ProposeLateRoute { ItemId = item.Id, Version = item.Version, Route = route }, scene.Registry.As(Secretary));
    }

    private async Task<Outcome> SettleAsync(Caller by, bool agrees = true)
    {
        var item = await LateAsync();
        return await scene.Registry.Get<LateOutcomeService>().SettleAsync(new SettleLateRoute { ItemId = item.Id, Version = item.Version, Agrees = agrees }, scene.Registry.As(by));
    }

    private Task<CircumstanceItem> LateAsync() => scene.Registry.ReadAsync(db => db.Set<CircumstanceItem>().AsNoTracking().SingleAsync(i => i.State == OutcomeState.Late));
}
