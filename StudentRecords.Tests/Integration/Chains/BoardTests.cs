using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Chains;

/// <summary>
/// Board: marks (F016), adjustments (F063), circumstances (F066) and penalties (F069) come in, the papers are frozen (F064), the examiner sees a
/// sample (F067) and signs (F068), the board ratifies (F065), and then grades (F012) and resits (F061) go out. What comes after the papers waits.
/// </summary>
public sealed class BoardTests : IAsyncLifetime
{
    private const string Run = "BBB-2023A";
    private HubScene scene = null!;
    private RecordAsked record = null!;
    private BoardScene board = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("EXAMBOARD", "EXTEX", "EWP", "EXAMS");
        record = new RecordAsked(scene.Registry);
        await scene.Registry.Get<AssessmentService>().PublishRuleAsync(RuleShelf.Get("STANDARD-UG"), scene.Registry.AsSystem());
        board = await BoardScene.OpenAsync(scene.Registry, o => o.WorkedBy("STANDARD-UG").With("ESSAY", 60m, ComponentKind.Coursework, new DateOnly(2023, 11, 15)).With("EXAM", 40m, ComponentKind.Examination, new DateOnly(2024, 1, 20)), Run, [], []);
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Board_HearsWhatCameInTime_SignsInItsOrder_AndWhatItDecidesGoesOut()
    {
        await MarksComeAsync();
        await OutcomesComeInTimeAsync();
        await PapersAreFrozenAsync();
        await OutcomesComeLateAsync();
        await NobodyRatifiesBeforeTheExaminerAsync();
        await RatifiedAsync();
        await ResultsGoOutAsync();
    }

    private async Task MarksComeAsync()
    {
        Assert.Equal(ReadinessState.Look, await MissingAsync());
        foreach (var (student, assessment, score) in ((int, string, int)[])[(0, "ESSAY", 60), (0, "EXAM", 50), (1, "ESSAY", 44), (1, "EXAM", 10)])
        {
            await scene.SaidAsync("F016", "AssessmentMarkSubmitted", $"{student}/{assessment}", new { student = await WhoAsync(student), assessment, score, submittedOn = assessment == "ESSAY" ? "2023-11-15" : "2024-01-20" });
        }

        Assert.NotEqual(ReadinessState.Look, await MissingAsync());
        Assert.Null((await ModuleAsync(0)).Decision);
        Assert.Empty(await scene.ToldAsync("F012", "RatifiedGradesPublished"));
    }

    private async Task<ReadinessState> MissingAsync()
    {
        Assert.Empty((await board.PrepareAsync()).Refusals);
        return (await scene.Registry.Get<BoardQueries>().ReadinessAsync(board.BoardId, board.Secretary))!.Single(i => i.Code == "MARKS_MISSING").State;
    }

    private async Task OutcomesComeInTimeAsync()
    {
        await scene.SaidAsync("F063", "ReasonableAdjustmentApproved", "W-1|RA-1", new { student = await WhoAsync(0), @case = "W-1", adjustment = "RA-1", category = "ExtraTime", amount = 25, from = "2023-10-01" });
        await scene.SaidAsync("F066", "ExceptionalCircumstancesOutcome", "EC-1", await ClaimAsync("EC-1", "DiscretionAtAward", new { assessment = "EXAM", attempt = 1 }));
        await scene.SaidAsync("F069", "PenaltyImposed", "AI-1", await CaseAsync("AI-1", new { penalty = "Warning", assessment = "ESSAY", attempt = 1 }));
    }

    /// <summary>The papers carry codes and no reference of a case, and only their digest leaves the record.</summary>
    private async Task PapersAreFrozenAsync()
    {
        Assert.Empty((await board.FreezeAsync()).Refusals);
        var sheet = (await scene.Registry.Get<CandidateQueries>().SheetAsync(board.BoardId, (await board.CandidateAsync(0)).CandidateNumber, board.Secretary))!;
        Assert.Contains("EC-AWARD/B", sheet.Codes);
        Assert.Contains(sheet.Codes, c => c.StartsWith("AM-", StringComparison.Ordinal));
        Assert.Equal(["board", "packVersion", "sha256", "frozenAt"], Fields.Of(Assert.Single(await scene.ToldAsync("F064"))));
        Assert.True((await scene.Registry.Get<SampleService>().DrawAsync(board.BoardId, SampleRule.Usual, scene.Registry.As(board.External))).Value > 0);
        await scene.DrainAsync("EXAMBOARD");
        await scene.DrainAsync("EXTEX");
        Assert.All((await scene.ToldAsync("F064")).Concat(await scene.ToldAsync("F067")), m => Assert.Equal(OutboxState.Delivered, m.State));
    }

    /// <summary>Taken, and not let in: they wait in the late queue, and the candidate's figures are those of the papers.</summary>
    private async Task OutcomesComeLateAsync()
    {
        await scene.SaidAsync("F066", "ExceptionalCircumstancesOutcome", "EC-2", await ClaimAsync("EC-2", "ComponentWaived", new { assessment = "EXAM", attempt = 1 }));
        await scene.SaidAsync("F069", "PenaltyImposed", "AI-2", await CaseAsync("AI-2", new { penalty = "ModuleZero", occurrence = Run }));
        var late = (await scene.Registry.Get<LateOutcomeQueries>().PageAsync(new TableQuery(), board.Secretary)).Rows;
        Assert.Equal([("AM-MODULE-ZERO", true), ("EC-WAIVE/B", false)], late.Select(l => (l.Code, l.IsPenalty)).Order());
        Assert.Empty((await scene.Registry.Get<BoardQueries>().ChangesAsync(board.BoardId, board.Secretary))!.Value!);
    }

    private async Task NobodyRatifiesBeforeTheExaminerAsync()
    {
        Assert.Contains("NOT_IN_SESSION", await RefusedAsync(1));
        Assert.Empty((await board.SitAsync()).Refusals);
        Assert.Empty((await scene.Registry.Get<DecisionService>().AcceptSuggestionsAsync(board.BoardId, [(await board.CandidateAsync(0)).CandidateNumber], scene.Registry.As(board.Secretary))).Refusals);
        Assert.Empty((await board.ProposeAsync(new ProposedDecision((await board.CandidateAsync(1)).CandidateNumber, BoardOutcome.Referred, null, "The examination again"))).Refusals);
        Assert.Equal(["EXAMINER_NOT_CONFIRMED"], await RefusedAsync(1));
        Assert.Equal("STALE_PACK", Assert.Single((await board.ConfirmAsync(pack: 2)).Refusals).Code);
        Assert.Empty((await board.ConfirmAsync(ExaminerVerdict.Refused, comment: "The scripts were not there")).Refusals);
        Assert.Equal(["EXAMINER_REFUSED"], await RefusedAsync(1));
        scene.Registry.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Empty((await board.ConfirmAsync()).Refusals);
        Assert.Contains("STALE_PACK", await RefusedAsync(2));
        Assert.Null((await ModuleAsync(0)).Decision);
    }

    private async Task RatifiedAsync()
    {
        Assert.Empty((await board.RatifyAsync()).Refusals);
        Assert.Equal((BoardOutcome.Passed, 56m), (await ModuleAsync(0)).Decision is { } passed ? (passed.Outcome, passed.OverallMark!.Value) : default);
        Assert.Equal(BoardOutcome.Referred, (await ModuleAsync(1)).Decision!.Outcome);
        Assert.Contains("ALREADY_RATIFIED", await RefusedAsync(1));
    }

    private async Task ResultsGoOutAsync()
    {
        await scene.DrainAsync("EWP");
        await scene.DrainAsync("EXAMS");
        var grades = await scene.ToldAsync("F012", "RatifiedGradesPublished");
        Assert.Equal(2, grades.Count);
        Assert.All(grades, m => Assert.Equal(OutboxState.Unsent, m.State));
        var resit = Assert.Single(await scene.ToldAsync("F061", "ExamEntryPublished"), m => m.Body.Contains("\"sitting\"", StringComparison.Ordinal));
        Assert.Equal(["student", "programme", "level", "module", "occurrence", "academicYear", "assessment", "attempt", "sitting", "version", "isAmendment"], Fields.Of(resit));
        Assert.Equal(("EXAM", "2", "Resit", OutboxState.Unsent), (Fields.Of(resit, "assessment"), Fields.Of(resit, "attempt"), Fields.Of(resit, "sitting"), resit.State));

        scene.Registry.Clock.Advance(TimeSpan.FromDays(7));
        await scene.DrainAsync("EWP");
        await scene.DrainAsync("EXAMS");
        Assert.All((await scene.ToldAsync("F012", "RatifiedGradesPublished")).Concat(await scene.ToldAsync("F061", "ExamEntryPublished")), m => Assert.Equal(OutboxState.Delivered, m.State));
    }

    private async Task<IEnumerable<string>> RefusedAsync(int pack) => (await board.RatifyAsync(pack)).Refusals.Select(r => r.Code);

    private Task<RegistrationView> ModuleAsync(int student) => record.ModuleAsync(board.Registrations[student].PersonId, Run);

    private async Task<object> WhoAsync(int student)
    {
        var person = board.Registrations[student].PersonId;
        return new { system = "SIS", id = await scene.Registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person).Select(p => p.StudentNumber).SingleAsync()) };
    }

    private async Task<object> ClaimAsync(string claim, string outcome, params object[] items) => new { student = await WhoAsync(0), claim, outcome, severity = "B", decidedOn = "2024-02-01", items };

    private async Task<object> CaseAsync(string @case, object penalty) => new { student = await WhoAsync(0), @case, finding = "Proven", decidedOn = "2024-02-01", penalties = new[] { penalty } };
}
