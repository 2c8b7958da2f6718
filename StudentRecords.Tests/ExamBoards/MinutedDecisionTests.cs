using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.RollCalls;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>F065: decisions that a board minuted in a system of its own, entered for the board that sits in the record.</summary>
public sealed class MinutedDecisionTests : IAsyncLifetime
{
    private HubScene scene = null!;
    private BoardScene board = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("EXAMBOARD", "EXTEX");
        board = await BoardScene.OpenAsync(scene.Registry, "BBB-2023A", [70, 80], [30, 35], [55, 60]);
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ChangesTheRecord("F065")]
    public async Task Decision_IsEnteredForTheCandidate_AndStandsInTheRecordOnceTheChairHasRatified()
    {
        await SittingAsync();
        foreach (var student in (int[])[0, 1, 2])
        {
            var suggested = (await board.CandidateAsync(student)).SuggestedOutcome!.Value;
            Assert.Equal(InboxState.Applied, (await SayAsync(student, suggested)).State);
        }

        var entered = await SheetAsync(0);
        Assert.Equal((BoardOutcome.Passed, "EXAMBOARD, minute SCI/23/06 of 3 Jun 2024", false), (entered.Decided, entered.DecidedBy, entered.IsImported));
        Assert.All(await StandingAsync(), Assert.Null);

        Assert.Empty((await board.RatifyAsync()).Refusals);
        var decisions = await StandingAsync();
        Assert.Equal(3, decisions.Count);
        Assert.All(decisions, d => Assert.NotNull(d!.OverallMark));
    }

    [Fact]
    public async Task Decision_OtherThanSuggested_NeedsItsReason()
    {
        await SittingAsync();
        Assert.Equal("REASON_NEEDED", (await SayAsync(0, BoardOutcome.Deferred)).Code);
        Assert.Equal(InboxState.Applied, (await SayAsync(0, BoardOutcome.Deferred, reason: "A claim is still open", minute: "SCI/23/07")).State);
        Assert.Equal("A claim is still open", (await SheetAsync(0)).Reason);
    }

    [Fact]
    public async Task BeforeTheBoardSits_NothingIsDecided()
    {
        await board.FreezeAsync();
        Assert.Equal("NOT_IN_SESSION", (await SayAsync(0, BoardOutcome.Passed)).Code);
        Assert.Empty(await board.DecidedAsync());
    }

    [Fact]
    [RefusedOnArrival("F065")]
    public async Task Decision_OnAnotherPackThanTheFrozenOne_IsQuarantined()
    {
        await board.FreezeAsync();
        await board.FreezeAsync();
        await board.SitAsync();
        var answer = await SayAsync(0, BoardOutcome.Passed, pack: 1);
        Assert.Equal((InboxState.Quarantined, "STALE_PACK"), (answer.State, answer.Code));
        Assert.Equal("The minute speaks of pack 1, and pack 2 is the frozen one.", answer.Reason);
    }

    [Fact]
    public async Task Decision_OfWhomTheBoardDecidedOnItsPage_IsLeftToTheSecretaryUnlessItIsTheSame()
    {
        await SittingAsync();
        var number = (await board.CandidateAsync(0)).CandidateNumber;
        Assert.Empty((await board.ProposeAsync(new ProposedDecision(number, BoardOutcome.Passed, (await board.CandidateAsync(0)).SuggestedGrade, null))).Refusals);
        Assert.Equal(InboxState.Stale, (await SayAsync(0, BoardOutcome.Passed)).State);
        Assert.Equal("DECIDED_OTHERWISE", (await SayAsync(0, BoardOutcome.Failed, reason: "Resolved by the board")).Code);
        Assert.Equal(BoardOutcome.Passed, (await SheetAsync(0)).Decided);
    }

    [Fact]
    public async Task AfterRatification_TheSameChangesNothing_AndAnotherIsLocked()
    {
        await SittingAsync();
        await scene.Registry.Get<DecisionService>().AcceptSuggestionsAsync(board.BoardId, null, scene.Registry.As(board.Secretary));
        await board.RatifyAsync();
        Assert.Equal(InboxState.Stale, (await SayAsync(0, BoardOutcome.Passed)).State);
        var answer = await SayAsync(0, BoardOutcome.Failed, reason: "Resolved by the board");
        Assert.Equal((InboxState.Quarantined, "LOCKED"), (answer.State, answer.Code));
        Assert.Equal(3, (await board.DecisionsAsync()).Count);
    }

    [Fact]
    public async Task Decision_OnMarksThatHaveMovedSinceTheFreeze_IsQuarantined()
    {
        await SittingAsync();
        var registration = board.Registrations[0].Id;
        await scene.Registry.SaveAsync(db => db.Set<Mark>().First(m => m.RegistrationId == registration).Supersede());
        Assert.Equal("PACK_OUT_OF_DATE", (await SayAsync(0, BoardOutcome.Passed)).Code);
        Assert.Equal(InboxState.Applied, (await SayAsync(2, BoardOutcome.Passed)).State);
    }

    [Fact]
    public async Task Minute_FromBeforeThePackWasFrozen_IsQuarantined()
    {
        await SittingAsync();
        var number = (await board.CandidateAsync(0)).CandidateNumber;
        Assert.Equal("DECIDED_BEFORE_PACK", (await SayAsync(new { board = $"{board.BoardId}", packVersion = 1, candidate = number, outcome = "Passed", minute = "M", decidedOn = "2024-06-02" })).Code);
    }

    [Fact]
    public async Task Inbox_KeepsTheNumber_AndNotWhoseItIs()
    {
        await SittingAsync();
        await SayAsync(0, (await board.CandidateAsync(0)).SuggestedOutcome!.Value);
        Assert.Null(Assert.Single(await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().AsNoTracking().Where(m => m.Flow == "F065").ToListAsync())).PersonId);
        var entry = await scene.Registry.ReadAsync(db => db.Set<AuditEntry>().OrderByDescending(e => e.Sequence).FirstAsync());
        Assert.Equal(("EXAMBOARD", CauseKind.FlowMessage), (entry.Actor, entry.Cause));
    }

    [Fact]
    public async Task WhoeverIsNotOfTheBoard_IsNamedAsSuch()
    {
        await SittingAsync();
        Assert.Equal("UNKNOWN_BOARD", (await SayAsync(new { board = "1", packVersion = 1, candidate = "X", outcome = "Passed", minute = "M", decidedOn = "2024-06-03" })).Code);
        Assert.Equal("NOT_CANDIDATE", (await SayAsync(new { board = $"{board.BoardId}", packVersion = 1, candidate = "X", outcome = "Passed", minute = "M", decidedOn = "2024-06-03" })).Code);
        var number = (await board.CandidateAsync(0)).CandidateNumber;
        Assert.Equal("UNKNOWN_GRADE", (await SayAsync(new { board = $"{board.BoardId}", packVersion = 1, candidate = number, outcome = "Passed", grade = "Splendid", minute = "M", decidedOn = "2024-06-03" })).Code);
    }

    private async Task SittingAsync()
    {
        Assert.Empty((await board.FreezeAsync()).Refusals);
        Assert.Empty((await board.ConfirmAsync()).Refusals);
        Assert.Empty((await board.SitAsync()).Refusals);
    }

    private async Task<Infrastructure.Integration.Receipt> SayAsync(int student, BoardOutcome outcome, string? reason = null, int pack = 1, string minute = "SCI/23/06")
    {
        var candidate = await board.CandidateAsync(student);
        var grade = outcome == candidate.SuggestedOutcome ? candidate.SuggestedGrade : null;
        return await SayAsync(new { board = $"{board.BoardId}", packVersion = pack, candidate = candidate.CandidateNumber, outcome = $"{outcome}", grade, reason, minute, decidedOn = "2024-06-03" });
    }

    private Task<Infrastructure.Integration.Receipt> SayAsync(object data) => scene.SayAsync("F065", "BoardDecisionRatified", $"{Guid.NewGuid()}", data);

    /// <summary>The decision on each student, as the student's own page shows it.</summary>
    private async Task<List<DecisionView?>> StandingAsync()
    {
        List<DecisionView?> decisions = [];
        foreach (var registration in board.Registrations)
        {
            decisions.Add((await new RecordAsked(scene.Registry).ModuleAsync(registration.PersonId, "BBB-2023A")).Decision);
        }

        return decisions;
    }

    /// <summary>As the board's own page shows the candidate.</summary>
    private async Task<CandidateRow> SheetAsync(int student) =>
        (await scene.Registry.Get<CandidateQueries>().SheetAsync(board.BoardId, (await board.CandidateAsync(student)).CandidateNumber, board.Secretary))!.Row;
}
