using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.ExamBoards.Meetings;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>F068 by keyboard: the word of an external examiner as a signed form has it, entered by the secretary.</summary>
public sealed class SignedFormTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private BoardScene board = null!;

    public async Task InitializeAsync()
    {
        board = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [65, 65]);
        Assert.Empty((await board.FreezeAsync()).Refusals);
    }

    public Task DisposeAsync()
    {
        registry.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Form_CountsAsTheExaminersWord_AndBearsTheNameOfWhoEnteredIt()
    {
        Assert.Empty((await EnterAsync()).Refusals);
        var word = Assert.Single(await registry.Get<BoardQueries>().ConfirmationsAsync(board.BoardId, board.Secretary));
        Assert.Equal((board.External.UserId, "External", "Secretary", "F068/17", Today), (word.UserId, word.Name, word.EnteredBy, word.Form, word.SignedOn!.Value));
        var entry = await registry.ReadAsync(db => db.Set<AuditEntry>().OrderByDescending(e => e.Sequence).FirstAsync());
        Assert.Equal(("Secretary", "F068/17"), (entry.Actor, entry.Evidence));

        await board.SitAsync();
        await registry.Get<DecisionService>().AcceptSuggestionsAsync(board.BoardId, null, registry.As(board.Secretary));
        Assert.Empty((await board.RatifyAsync()).Refusals);
    }

    /// <summary>The flow's tile shows what came by the record's own pages.</summary>
    [Fact]
    public async Task Flow_CountsTheWordsThatWereGiven()
    {
        var operatorOfFlows = TestRegistry.Caller(Role.IntegrationOperator);
        Assert.Equal((0, FlowStanding.NoTraffic), await StandingAsync());
        await EnterAsync();
        await registry.Get<SampleService>().RemarkAsync(board.BoardId, null, "A fair paper", registry.As(board.External));
        Assert.Equal((2, FlowStanding.Moving), await StandingAsync());

        async Task<(int, FlowStanding)> StandingAsync() => (await registry.Get<FlowQueries>().AllAsync(operatorOfFlows)).Single(f => f.Flow.Code == "F068") is var row ? (row.Traffic.Applied, row.Standing) : default;
    }

    [Fact]
    public async Task RefusedForm_KeepsTheBoardFromRatifying()
    {
        Assert.Equal(["COMMENT_NEEDED"], Codes(await EnterAsync(ExaminerVerdict.Refused)));
        Assert.Empty((await EnterAsync(ExaminerVerdict.Refused, "Scripts are missing")).Refusals);
        await board.SitAsync();
        await registry.Get<DecisionService>().AcceptSuggestionsAsync(board.BoardId, null, registry.As(board.Secretary));
        Assert.Equal(["EXAMINER_REFUSED"], Codes(await board.RatifyAsync()));
    }

    [Fact]
    [RefusedOnArrival("F068")]
    public async Task Form_ThatRestsOnNothing_IsOfAnotherDayOrOtherPapers_IsRefused()
    {
        Assert.Equal(["FORM_NEEDED"], Codes(await EnterAsync(form: " ")));
        Assert.Equal(["SIGNED_AHEAD"], Codes(await EnterAsync(on: Today.AddDays(1))));
        Assert.Equal(["SIGNED_BEFORE_PACK"], Codes(await EnterAsync(on: Today.AddDays(-1))));
        await board.FreezeAsync();
        Assert.Equal(["STALE_PACK"], Codes(await EnterAsync()));
        Assert.Equal(["NOT_EXAMINER"], Codes(await EnterAsync(of: board.Chair, pack: 2)));
        Assert.Empty(await registry.Get<BoardQueries>().ConfirmationsAsync(board.BoardId, board.Secretary));
    }

    /// <summary>The limits of the published contract are those of the form, with their words.</summary>
    [Fact]
    public async Task Form_IsAskedWhatTheContractAsks()
    {
        Assert.Equal(["COMMENT_TOO_LONG"], Codes(await EnterAsync(comment: new string('x', 4_001))));
        Assert.Equal(["FORM_TOO_LONG"], Codes(await EnterAsync(form: new string('x', 201))));
        Assert.Equal(["VERDICT_UNKNOWN"], Codes(await EnterAsync((ExaminerVerdict)9, "Well")).Distinct());
    }

    [Fact]
    public async Task Form_DoesNotUndoWhatTheExaminerSaidAtTheDesk()
    {
        Assert.Empty((await board.ConfirmAsync(ExaminerVerdict.Refused, comment: "Scripts are missing")).Refusals);
        Assert.Equal(["WORD_GIVEN"], Codes(await EnterAsync()));
        Assert.Equal(ExaminerVerdict.Refused, Assert.Single(await registry.Get<BoardQueries>().ConfirmationsAsync(board.BoardId, board.Secretary)).Verdict);
    }

    [Fact]
    [ChangesTheRecord("F068")]
    public async Task Readiness_SaysThatTheWordCameOnAForm()
    {
        await EnterAsync();
        var items = await registry.Get<BoardQueries>().ReadinessAsync(board.BoardId, board.Secretary);
        Assert.Equal($"External has confirmed pack 1, on a form signed {Today:d MMM yyyy}, entered by Secretary", items!.Single(i => i.Code == "EXAMINER_SIGNED").Sentence);
    }

    [Fact]
    public async Task Form_AfterRatification_IsLocked()
    {
        await board.ConfirmAsync();
        await board.SitAsync();
        await registry.Get<DecisionService>().AcceptSuggestionsAsync(board.BoardId, null, registry.As(board.Secretary));
        await board.RatifyAsync();
        Assert.Contains("ALREADY_RATIFIED", Codes(await EnterAsync()));
    }

    [Fact]
    public async Task Minutes_SayThatTheWordCameOnAForm()
    {
        await EnterAsync();
        await using var db = registry.CreateDbContext();
        var minutes = await MinutesReading.ReadAsync(db, await db.Set<ExamBoard>().Include(b => b.Seats).SingleAsync(b => b.Id == board.BoardId), default);
        Assert.StartsWith($"External on pack 1, on a form signed {Today:d MMM yyyy}, entered by Secretary: ", Assert.Single(minutes.ExaminersWords));
    }

    [Fact]
    public async Task Form_IsEnteredByNobodyButWhoKeepsTheBoard()
    {
        foreach (var role in Enum.GetValues<Role>().Where(r => AccessTable.For(r, Room.Boards) < Level.Change))
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => EnterAsync(by: TestRegistry.Caller(role)));
        }

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => EnterAsync(by: board.External));
    }

    private DateOnly Today => UkTime.Day(registry.Clock.Now);

    private Task<Outcome> EnterAsync(ExaminerVerdict verdict = ExaminerVerdict.Signed, string? comment = null, string form = "F068/17", DateOnly? on = null, int pack = 1, Caller? of = null, Caller? by = null) =>
        registry.Get<DecisionService>().EnterSignedFormAsync(
            new EnterSignedForm { BoardId = board.BoardId, UserId = (of ?? board.External).UserId!.Value, PackVersion = pack, Verdict = verdict, Comment = comment, Form = form, SignedOn = on ?? Today },
            registry.As(by ?? board.Secretary));

    private static IEnumerable<string> Codes(Outcome outcome) => outcome.Refusals.Select(r => r.Code);
}
