using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

public sealed class DecideTests : IDisposable
{
    private readonly TestRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Propose_OtherThanSuggestedWithoutReason_IsRefused_WithEveryFault()
    {
        var scene = await SittingAsync();
        var (first, second) = (await scene.CandidateAsync(0), await scene.CandidateAsync(1));

        var refused = await scene.ProposeAsync(
            new(first.CandidateNumber, BoardOutcome.Failed, "Fail"),
            new(second.CandidateNumber, BoardOutcome.Passed, "Splendid", "Because"),
            new("C9999999", BoardOutcome.Passed, null));

        Assert.Equal(["NOT_CANDIDATE", "REASON_NEEDED", "UNKNOWN_GRADE"], refused.Refusals.Select(r => r.Code).Order());
        Assert.True((await scene.CandidateAsync(0)).IsUndecided);
    }

    [Fact]
    public async Task Propose_WithAReason_IsKeptWithIt()
    {
        var scene = await SittingAsync();
        var candidate = await scene.CandidateAsync(1);

        Assert.Empty((await scene.ProposeAsync(new ProposedDecision(candidate.CandidateNumber, BoardOutcome.Condoned, "Third", " Two marks short "))).Refusals);

        var decided = await scene.CandidateAsync(1);
        Assert.Equal((BoardOutcome.Condoned, "Third", "Two marks short"), (decided.ProposedOutcome, decided.ProposedGrade, decided.DecisionReason));
    }

    /// <summary>F065 takes a reason of 1,000 characters; the page takes no more.</summary>
    [Fact]
    public async Task Propose_WhatTheMessagesContractDoesNotTake_IsRefused()
    {
        var scene = await SittingAsync();
        var candidate = await scene.CandidateAsync(1);
        var refused = await scene.ProposeAsync(new ProposedDecision(candidate.CandidateNumber, BoardOutcome.Condoned, "Third", new string('x', 1_001)));
        Assert.Equal("CONTRACT", Assert.Single(refused.Refusals).Code);
        Assert.True((await scene.CandidateAsync(1)).IsUndecided);
    }

    [Fact]
    public async Task Propose_OnACandidateSomebodyElseChanged_SaysWho()
    {
        var scene = await SittingAsync();
        var seen = await scene.CandidateAsync(0);
        await scene.ProposeAsync(new ProposedDecision(seen.CandidateNumber, BoardOutcome.Deferred, null, "Ill"));

        var refused = await scene.ProposeAsync(new ProposedDecision(seen.CandidateNumber, BoardOutcome.Passed, "First", null, seen.Version));

        Assert.Contains("Secretary has changed", Assert.Single(refused.Refusals).Sentence);
    }

    [Fact]
    public async Task Propose_BeforeTheBoardSits_IsRefused()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        await scene.FreezeAsync();
        var candidate = await scene.CandidateAsync(0);

        Assert.Equal("NOT_IN_SESSION", Assert.Single((await scene.ProposeAsync(new ProposedDecision(candidate.CandidateNumber, BoardOutcome.Passed, "First"))).Refusals).Code);
    }

    [Fact]
    public async Task AcceptSuggestions_SettlesOnlyThoseWithOne()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [50, null]);
        await scene.FreezeAsync();
        await scene.SitAsync();

        Assert.Equal(1, (await registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary))).Value);
        Assert.True((await scene.CandidateAsync(0)).FollowsSuggestion);
        Assert.True((await scene.CandidateAsync(1)).IsUndecided);
    }

    [Fact]
    public async Task Import_MarksOutcomesAsImported_AndShowsNoMarkAsIfWorked()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [50, null]);
        await scene.PrepareAsync();

        Assert.Equal(new ImportedOutcomes(1, 0, 1, 1), await ImportAsync(scene, BoardOutcome.Failed, BoardOutcome.Passed));
        Assert.Equal(new ImportedOutcomes(0, 1, 1, 1), await ImportAsync(scene, BoardOutcome.Failed, BoardOutcome.Passed));

        await scene.FreezeAsync();
        await scene.ConfirmAsync();
        await scene.SitAsync();
        await registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary));
        Assert.Empty((await scene.RatifyAsync()).Refusals);
        var decision = (await scene.DecisionsAsync()).Single(d => d.RegistrationId == scene.Registrations[1].Id);
        Assert.True(decision.IsImported);
        Assert.Null(decision.OverallMark);
        Assert.Equal("Imported from final_result: Passed", decision.Clause);
    }

    [Fact]
    public async Task Import_AboutSomebodyElse_IsRefusedWhole()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);

        var refused = await registry.Get<DecisionService>().ImportAsync(
            new ImportOutcomes { BoardId = scene.BoardId, Source = "final_result", Outcomes = [new(42, BoardOutcome.Passed, null, "Pass")] }, registry.As(scene.Secretary));

        Assert.Equal("NOT_CANDIDATE", Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public async Task Confirm_BySomebodyNotItsExaminer_FindsNoBoard()
    {
        var scene = await SittingAsync();
        var stranger = scene.External with { UserId = scene.Internal.UserId };

        Assert.Equal("NOT_FOUND", Assert.Single((await scene.ConfirmAsync(by: stranger)).Refusals).Code);
    }

    [Fact]
    public async Task Confirm_OnAStalePackOrRefusingWithoutAWord_IsRefused()
    {
        var scene = await SittingAsync();

        Assert.Equal(["COMMENT_NEEDED", "STALE_PACK"], (await scene.ConfirmAsync(ExaminerVerdict.Refused, pack: 7)).Refusals.Select(r => r.Code).Order());
    }

    private async Task<ImportedOutcomes?> ImportAsync(BoardScene scene, params BoardOutcome[] outcomes) =>
        (await registry.Get<DecisionService>().ImportAsync(
            new ImportOutcomes
            {
                BoardId = scene.BoardId,
                Source = "final_result",
                OnlyWithoutSuggestion = true,
                Outcomes = [.. scene.Registrations.Zip(outcomes, (r, o) => new ImportedOutcome(r.Id, o, null, o.ToString()))],
            },
            registry.As(scene.Secretary))).Value;

    private async Task<BoardScene> SittingAsync()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [38, 38]);
        await scene.FreezeAsync();
        await scene.SitAsync();
        return scene;
    }
}
