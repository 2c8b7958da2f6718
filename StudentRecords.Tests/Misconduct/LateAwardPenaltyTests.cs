using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Adjustments;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Misconduct;

/// <summary>What falls on the award (F066 discretion, F069 class lowered, lower award) after an award board's papers: it waits in the late queue, and two people lead it somewhere.</summary>
public sealed class LateAwardPenaltyTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private readonly CancellationTokenSource stop = new();
    private AwardScene scene = null!;
    private string student = "";
    private int sent;

    private AwardQueries Awards => registry.Get<AwardQueries>();

    public async Task InitializeAsync()
    {
        scene = await AwardScene.OpenAsync(registry, (70, 80), (60, 62));
        var person = scene.Engagements[0].PersonId;
        student = await registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person).Select(p => p.StudentNumber).SingleAsync());
        await registry.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "HubWriter").StartAsync(stop.Token);
    }

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        registry.Dispose();
    }

    [Fact]
    public async Task BeforeThePapers_ItHoldsAtOnce_AndTheBoardReadsItsCode()
    {
        Assert.Equal(InboxState.Applied, (await PenaltyAsync(MisconductPenalty.ClassLowered)).State);
        Assert.Equal(InboxState.Applied, (await DiscretionAsync()).State);
        Assert.Empty((await scene.FreezeAsync()).Refusals);

        Assert.Empty(await QueueAsync(FrozenBoard.Secretary));
        Assert.Equal(["AM-CLASS", "EC-AWARD/B"], await CodesAsync(0));
        Assert.Empty(await CodesAsync(1));
        var pack = await registry.ReadAsync(db => db.Set<BoardPack>().Where(p => p.BoardId == scene.BoardId).Select(p => p.Json).SingleAsync());
        Assert.Contains("EC-AWARD/B", pack, StringComparison.Ordinal);
        Assert.DoesNotContain("EC-1", pack, StringComparison.Ordinal);
        Assert.DoesNotContain("AI-1", pack, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterThePapers_ItWaits_AndTheBoardSeesThatSomethingDoes()
    {
        Assert.Empty((await scene.FreezeAsync()).Refusals);
        await PenaltyAsync(MisconductPenalty.LowerAward);
        await DiscretionAsync();

        Assert.Empty(await CodesAsync(0));
        var waiting = await QueueAsync(FrozenBoard.Secretary);
        Assert.Equal(["AM-AWARD", "EC-AWARD/B"], waiting.Select(w => w.Code).Order(StringComparer.Ordinal));
        var candidate = await scene.CandidateAsync(0);
        Assert.All(waiting, w => Assert.Equal((scene.BoardId, 1, candidate.CandidateNumber, "The award"), (w.BoardId, w.PackVersion, w.Candidate, w.Component)));
        var readiness = await Awards.ReadinessAsync(scene.BoardId, scene.Secretary) ?? [];
        Assert.Contains(readiness, i => i.Code == "PENALTIES_LATE");
        Assert.Contains(readiness, i => i is { Code: "CIRCUMSTANCES_OPEN", State: ReadinessState.Look });
    }

    [Fact]
    public async Task TwoPeople_LetItIn_ThenThePackMustBeFrozenAnew()
    {
        Assert.Empty((await scene.FreezeAsync()).Refusals);
        await PenaltyAsync(MisconductPenalty.ClassLowered);

        Assert.Empty((await ProposeAsync(LateRoute.AcceptIntoPack)).Refusals);
        Assert.Equal("SECOND_PERSON", Assert.Single((await SettleAsync(FrozenBoard.Secretary with { Grants = FrozenBoard.Chair.Grants })).Refusals).Code);
        Assert.Empty((await SettleAsync(FrozenBoard.Chair)).Refusals);

        Assert.Equal(["AM-CLASS"], await CodesAsync(0));
        Assert.Contains((await registry.Get<BoardQueries>().ChangesAsync(scene.BoardId, scene.Secretary))!.Value!, c => c.Says.Contains("AM-CLASS", StringComparison.Ordinal));
        Assert.Equal(2, (await scene.FreezeAsync()).Value!.PackVersion);
    }

    [Fact]
    public async Task ALateReversal_LeavesThePenaltyOnTheAward_UntilItIsLetIn()
    {
        await PenaltyAsync(MisconductPenalty.ClassLowered);
        Assert.Empty((await scene.FreezeAsync()).Refusals);
        await SendAsync("F069", "AI", "MisconductOutcomeOverturned", "AI-1", new { student = Who, @case = "AI-1", finding = "Overturned", decidedOn = "2023-12-08", penalties = Array.Empty<object>() }, 2);
        Assert.Equal(["AM-CLASS"], await CodesAsync(0));

        await ProposeAsync(LateRoute.AcceptIntoPack);
        Assert.Empty((await SettleAsync(FrozenBoard.Chair)).Refusals);
        Assert.Empty(await CodesAsync(0));
    }

    [Fact]
    public async Task OnceTheBoardHasRatified_WhatWaitedMayOnlyGoToTheAppeal()
    {
        Assert.Empty((await scene.FreezeAsync()).Refusals);
        await PenaltyAsync(MisconductPenalty.ClassLowered);
        await scene.ConfirmAsync();
        await scene.SitAsync();
        await registry.Get<AwardDecisionService>().AcceptAsync(scene.BoardId, registry.As(scene.Secretary));
        Assert.Empty((await scene.RatifyAsync()).Refusals);

        Assert.Equal("LOCKED", Assert.Single((await ProposeAsync(LateRoute.AcceptIntoPack)).Refusals).Code);
        Assert.Empty((await ProposeAsync(LateRoute.ReferToAppeal)).Refusals);
    }

    /// <summary>The module boards of the scene have ratified: discretion is about the award, and is not LOCKED by them.</summary>
    [Fact]
    public async Task DiscretionThatNamesWork_IsNotLockedByTheModulesBoard()
    {
        var receipt = await DiscretionAsync(new[] { new { assessment = "AWA-2023A/1", attempt = 1 } });

        Assert.True(receipt.State == InboxState.Applied, receipt.Reason);
        Assert.Equal(["EC-AWARD/B"], await CodesAsync(0));
    }

    [Fact]
    public async Task DiscretionTakenBackAfterThePapers_GoesOnHolding_UntilThatIsLetIn()
    {
        var work = new[] { new { assessment = "AWA-2023A/1", attempt = 1 } };
        await DiscretionAsync(work);
        Assert.Empty((await scene.FreezeAsync()).Refusals);
        await SendAsync("F066", "WELL", "ExceptionalCircumstancesOutcome", "EC-1", new { student = Who, claim = "EC-1", outcome = "NoFurtherAction", severity = "B", decidedOn = "2023-12-08", items = work }, 2);

        Assert.Equal(["EC-AWARD/B"], await CodesAsync(0));
        Assert.Equal(scene.BoardId, Assert.Single(await QueueAsync(FrozenBoard.Secretary)).BoardId);
    }

    [Fact]
    public async Task AdjustmentsOfTheYear_AreAMarkInTheGrid_AndNoMore()
    {
        await SendAsync("F063", "WELL", "ReasonableAdjustmentApproved", "W-1|A-1", new { student = Who, @case = "W-1", adjustment = "A-1", category = "ExtraTime", from = "2023-10-01", to = "2024-08-31", amount = 25 });
        Assert.Equal(["RA"], await CodesAsync(0));
    }

    private object Who => new { system = "SIS", id = student };

    private Task<Receipt> PenaltyAsync(MisconductPenalty penalty) =>
        SendAsync("F069", "AI", "PenaltyImposed", "AI-1", new { student = Who, @case = "AI-1", finding = "Proven", decidedOn = "2023-12-04", penalties = new[] { new { penalty = penalty.ToString() } } });

    private Task<Receipt> DiscretionAsync(object? items = null) =>
        SendAsync("F066", "WELL", "ExceptionalCircumstancesOutcome", "EC-1", new { student = Who, claim = "EC-1", outcome = "DiscretionAtAward", severity = "B", decidedOn = "2023-12-04", items = items ?? Array.Empty<object>() });

    private async Task<Receipt> SendAsync(string flow, string source, string type, string key, object data, int version = 1) =>
        (await registry.Get<HubDoor>().SubmitAsync(flow, source, [Messages.Message($"{flow}-{++sent}", type, key, data, version)], "http", null, default)).Single();

    private async Task<IReadOnlyList<LateRow>> QueueAsync(Caller caller) => (await registry.Get<LateOutcomeQueries>().PageAsync(new TableQuery(), caller)).Rows;

    private async Task<IReadOnlyList<string>> CodesAsync(int index)
    {
        await registry.Get<AwardBoardService>().PrepareAsync(scene.BoardId, registry.As(scene.Secretary));
        var number = (await scene.CandidateAsync(index)).CandidateNumber;
        return (await Awards.SheetAsync(scene.BoardId, number, scene.Secretary))!.Row.Codes;
    }

    private Task<PenaltyEntry> LateAsync() => registry.ReadAsync(db => db.Set<PenaltyEntry>().AsNoTracking().FirstAsync(e => e.State == OutcomeState.Late));

    private async Task<Outcome> ProposeAsync(LateRoute route)
    {
        var entry = await LateAsync();
        return await registry.Get<LateOutcomeService>().ProposeAsync(new ProposeLateRoute { ItemId = entry.Id, Version = entry.Version, Route = route }, registry.As(FrozenBoard.Secretary));
    }

    private async Task<Outcome> SettleAsync(Caller by)
    {
        var entry = await LateAsync();
        return await registry.Get<LateOutcomeService>().SettleAsync(new SettleLateRoute { ItemId = entry.Id, Version = entry.Version, Agrees = true }, registry.As(by));
    }
}
