using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Assessment.Moderation;

/// <summary>Marks on their way from entered to confirmed, and a board that waits for them.</summary>
public sealed class ModerationTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private ModerationScene scene = null!;

    [Fact]
    public async Task Marks_GoFromEnteredToConfirmed_AndEachStepIsARow()
    {
        Assert.Equal(2, (await scene.DrawAsync()).Value);
        Assert.Empty((await scene.SecondMarkAsync(2)).Refusals);
        Assert.Empty((await scene.CloseAsync()).Refusals);
        Assert.All((await scene.SheetAsync()).Marks, m => Assert.Equal(MarkState.Moderated, m.State));
        Assert.Empty((await scene.ConfirmAsync()).Refusals);

        Assert.All((await scene.SheetAsync()).Marks, m => Assert.Equal(MarkState.Confirmed, m.State));
        var ways = (await scene.EntriesAsync()).GroupBy(e => e.MarkId).Select(g => string.Join(' ', g.Select(e => e.Act))).CountBy(w => w).ToDictionary();
        Assert.Equal(new Dictionary<string, int> { ["Drawn SecondMarked Moderated Confirmed"] = 2, ["Covered Moderated Confirmed"] = 2 }, ways);
        Assert.All(await scene.EntriesAsync(), e => Assert.Equal(e.Act == ModerationAct.Confirmed ? "Chair" : "Mona Moderator", e.By));
    }

    [Fact]
    public async Task Confirm_ByWhoModerated_IsRefused()
    {
        await scene.ModerateAsync(scene.First);

        var refusal = Assert.Single((await scene.ConfirmAsync(by: scene.Moderator)).Refusals);

        Assert.Equal("MODERATED_BY_YOU", refusal.Code);
        Assert.Contains("Mona Moderator moderated 4 of these marks", refusal.Sentence, StringComparison.Ordinal);
        Assert.Empty((await scene.ConfirmAsync(by: scene.OtherModerator)).Refusals);
    }

    [Fact]
    public async Task WhoEnteredAMark_NeitherModeratesNorConfirmsIt()
    {
        var late = await scene.Board.CandidateAsync(4);
        Assert.Equal(1, (await scene.EnterAsync(new Dictionary<string, decimal> { [late.CandidateNumber] = 90 })).Value);
        Assert.Empty((await scene.DrawAsync(by: scene.Marker)).Refusals);

        Assert.Equal(["ENTERED_BY_YOU"], Codes(await scene.SecondMarkAsync(by: scene.Marker)));
        Assert.Empty((await scene.SecondMarkAsync()).Refusals);
        Assert.Equal(["ENTERED_BY_YOU"], Codes(await scene.CloseAsync(by: scene.Marker)));
        Assert.Empty((await scene.CloseAsync()).Refusals);
        Assert.Equal(["ENTERED_BY_YOU"], Codes(await scene.ConfirmAsync(by: scene.Marker)));
        Assert.Empty((await scene.ConfirmAsync()).Refusals);
    }

    [Fact]
    public async Task Close_WhenSecondMarksAreMissingOrApart_IsRefusedWithTheNumbers()
    {
        await scene.DrawAsync();
        Assert.Equal(["NO_SECOND_MARK"], Codes(await scene.CloseAsync()));
        await scene.SecondMarkAsync(6);

        var refusal = Assert.Single((await scene.CloseAsync()).Refusals);

        Assert.Equal("NOT_AGREED", refusal.Code);
        Assert.All((await scene.SheetAsync()).OpenSample, m => Assert.Contains(m.CandidateNumber, refusal.Sentence, StringComparison.Ordinal));
        foreach (var mark in (await scene.SheetAsync()).OpenSample.ToList())
        {
            Assert.Empty((await scene.AgreeAsync(mark.MarkId, mark.Score + 3)).Refusals);
        }

        Assert.Empty((await scene.CloseAsync()).Refusals);
    }

    [Fact]
    public async Task AnAgreedMark_IsWhatTheResultIsWorkedFrom_AndTheMarkStaysAsItCame()
    {
        await scene.DrawAsync();
        await scene.SecondMarkAsync(8);
        var mark = (await scene.SheetAsync()).OpenSample.Single(m => m.Score == 80);

        Assert.Empty((await scene.AgreeAsync(mark.MarkId, 90)).Refusals);
        await scene.Board.PrepareAsync();

        var result = await registry.ReadAsync(db => db.Set<ModuleResult>().SingleAsync(r => r.RegistrationId == mark.RegistrationId));
        Assert.Equal((90m * 0.6m) + (80m * 0.4m), result.OverallMark);
        Assert.Contains(ResultTrace.Read(result.Trace).Steps, s => s.Clause == "Agreed in moderation");
        Assert.Equal(80m, await registry.ReadAsync(db => db.Set<Mark>().Where(m => m.Id == mark.MarkId).Select(m => m.Score).SingleAsync()));
        var person = await registry.Get<ResultQueries>().OfPersonAsync(mark.PersonId, TestRegistry.Caller(Role.RegistryOfficer));
        Assert.Equal((80m, 90m), (person[0].Components.Single(c => c.Key == scene.First.Key).Current!.Score, person[0].Components.Single(c => c.Key == scene.First.Key).Current!.Agreed));
    }

    [Fact]
    public async Task Agree_OnAMarkOutsideTheSample_IsRefused_BecauseOnlyABoardScales()
    {
        await scene.DrawAsync();
        var outside = (await scene.SheetAsync()).InOpenRound.First(m => !m.IsSampled);

        var refusal = Assert.Single((await scene.AgreeAsync(outside.MarkId, 70)).Refusals);

        Assert.Equal("NOT_SAMPLED", refusal.Code);
        Assert.Contains("which alone may scale", refusal.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(101, "MARK_RANGE")]
    [InlineData(-1, "MARK_RANGE")]
    public async Task SecondMark_OutOfRange_IsRefused(int score, string code)
    {
        await scene.DrawAsync();
        var sample = (await scene.SheetAsync()).OpenSample.ToDictionary(m => m.MarkId, _ => (decimal)score);
        Assert.Equal([code], Codes(await registry.Get<ModerationService>().SecondMarkAsync(new SecondMarks { ComponentId = scene.First.Id, Scores = sample }, registry.As(scene.Moderator))));
    }

    [Fact]
    public async Task SendBack_ReopensTheSampleWithItsSecondMarks()
    {
        await scene.ModerateAsync(scene.First);
        Assert.Empty((await scene.SendBackAsync()).Refusals);

        Assert.All((await scene.SheetAsync()).OpenSample, m => Assert.NotNull(m.SecondMark));
        Assert.Empty((await scene.CloseAsync()).Refusals);
        Assert.Empty((await scene.ConfirmAsync()).Refusals);
    }

    [Fact]
    public async Task ACorrectedMark_IsEnteredAgain_AndDrawnFromInARoundOfItsOwn()
    {
        await scene.ModerateAsync(scene.First);
        await registry.SaveAsync(db =>
        {
            var old = db.Set<Mark>().Single(m => m.RegistrationId == scene.Board.Registrations[0].Id && m.ComponentId == scene.First.Id);
            old.Supersede();
            db.Add(new Mark(scene.Board.Registrations[0], scene.First, 1, 2, 52, null, false, "VLE"));
        });

        Assert.Single((await scene.SheetAsync()).NotDrawnFrom);
        Assert.Equal(1, (await scene.DrawAsync()).Value);
        Assert.Equal([1, 2], await registry.ReadAsync(db => db.Set<ModerationRound>().OrderBy(r => r.Ordinal).Select(r => r.Ordinal).ToListAsync()));
    }

    [Fact]
    public async Task Draw_TwiceOrWithoutNumbersOrUnasked_IsRefused()
    {
        await scene.DrawAsync();
        Assert.Equal(["NOTHING_TO_DRAW"], Codes(await scene.DrawAsync()));
        await registry.Given.StudentAsync(scene.Board.Occurrence, 44, 44);
        Assert.Equal(["NO_NUMBERS"], Codes(await scene.DrawAsync()));
        await scene.PublishAsync(new ModerationClauses { Asked = false });
        Assert.Equal("NOT_ASKED", Codes(await scene.DrawAsync())[0]);
    }

    [Fact]
    public async Task Readiness_NamesWhatIsNotModeratedAndNotConfirmed()
    {
        await scene.ModerateAsync(scene.First);

        var items = (await registry.Get<BoardQueries>().ReadinessAsync(scene.Board.BoardId, scene.Board.Secretary))!;

        Assert.Equal($"Moderated and not confirmed yet: 4 marks of {scene.First.Key}.", Assert.Single(items, i => i.Code == "NOT_CONFIRMED").Sentence);
        Assert.Equal($"Not moderated yet: 4 marks of {scene.Second.Key}.", Assert.Single(items, i => i is { Code: "NOT_MODERATED", State: ReadinessState.InTheWay }).Sentence);
    }

    [Fact]
    public async Task Ratify_WhenMarksAreNotConfirmed_IsRefused_AndAgreesThemOnceTheyAre()
    {
        await scene.ModerateAsync(scene.First);
        await scene.ModerateAsync(scene.Second);
        await scene.ConfirmAsync(scene.First);
        await scene.Board.FreezeAsync();
        await scene.Board.ConfirmAsync();
        await scene.Board.SitAsync();
        await registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.Board.BoardId, null, registry.As(scene.Board.Secretary));
        var nobody = await scene.Board.CandidateAsync(4);
        await registry.Get<DecisionService>().ProposeAsync(new ProposeDecisions { BoardId = scene.Board.BoardId, Decisions = [new ProposedDecision(nobody.CandidateNumber, BoardOutcome.Failed, null, "No work was handed in")] }, registry.As(scene.Board.Secretary));
        Assert.Equal(["NOT_CONFIRMED"], Codes(await scene.Board.RatifyAsync()));

        Assert.Empty((await scene.ConfirmAsync(scene.Second)).Refusals);
        Assert.Empty((await scene.Board.RatifyAsync()).Refusals);

        Assert.Equal(8, await registry.ReadAsync(db => db.Set<ModerationEntry>().CountAsync(e => e.Act == ModerationAct.AgreedByBoard && e.State == MarkState.AgreedByBoard)));
        Assert.All((await scene.SheetAsync()).Marks, m => Assert.Equal(MarkState.AgreedByBoard, m.State));
        Assert.Equal(["NOTHING_TO_SEND_BACK"], Codes(await scene.SendBackAsync()));
    }

    [Fact]
    public async Task ABoardForWhichNoPolicyHolds_WaitsForNothing()
    {
        var other = await ExamBoards.BoardScene.RatifiedAsync(registry, "BBB-2023A", [60, 60]);

        Assert.DoesNotContain((await registry.Get<BoardQueries>().ReadinessAsync(other.BoardId, other.Secretary))!, i => i.Code is "NOT_MODERATED" or "NOT_CONFIRMED" or "MODERATED");
        Assert.Equal(0, await registry.ReadAsync(db => db.Set<ModerationEntry>().CountAsync()));
    }

    [Fact]
    public async Task Lists_ShowOccurrencesUnderAPolicy_ByState()
    {
        var queries = registry.Get<ModerationQueries>();
        await scene.ModerateAsync(scene.First);

        var row = Assert.Single((await queries.OccurrencesAsync(new TableQuery(), scene.Moderator)).Rows);

        Assert.Equal((MarkState.Entered, 4, 4, 0, 0), (row.State, row.Entered, row.Moderated, row.Confirmed, row.Agreed));
        Assert.Empty((await queries.OccurrencesAsync(new TableQuery().With("state", "Confirmed"), scene.Moderator)).Rows);
        Assert.Single((await queries.OccurrencesAsync(new TableQuery { Search = row.Key }.With("state", "Entered").With("year", row.AcademicYear).With("faculty", row.Faculty), scene.Moderator)).Rows);
        Assert.Contains(row.AcademicYear, (await queries.NarrowingsAsync(scene.Moderator)).Years);
        Assert.Single((await queries.PoliciesAsync(new TableQuery(), scene.Moderator)).Rows);
        var elsewhere = scene.Moderator with { Grants = [new RoleGrant(Role.Moderator, new Scope(ScopeKind.Faculty, "ELSEWHERE"))] };
        Assert.Empty((await queries.OccurrencesAsync(new TableQuery(), elsewhere)).Rows);
        Assert.Null(await queries.OccurrenceAsync(scene.Board.Occurrence.Id, elsewhere));
        Assert.Equal(["NOT_FOUND"], Codes(await scene.DrawAsync(scene.Second, elsewhere)));
    }

    [Fact]
    public async Task TheWorkList_SaysWhatWaitsForWhoMayModerate()
    {
        async Task<List<(int, string)>> WaitingAsync(Role role) =>
            [.. (await Task.WhenAll(registry.Services.GetServices<IWorkSource>().Select(s => s.WaitingAsync(TestRegistry.Caller(role), default)))).SelectMany(w => w).Where(w => w.Address.StartsWith("/moderation", StringComparison.Ordinal)).Select(w => (w.Count, w.Address))];

        Assert.Equal([(1, "/moderation?f.state=Entered"), (0, "/moderation?f.state=Moderated")], await WaitingAsync(Role.Moderator));
        await scene.ModerateAsync(scene.First);
        await scene.ModerateAsync(scene.Second);
        Assert.Equal([(0, "/moderation?f.state=Entered"), (1, "/moderation?f.state=Moderated")], await WaitingAsync(Role.BoardChair));
        Assert.Empty(await WaitingAsync(Role.Marker));
    }

    [Theory]
    [InlineData(Role.Moderator, true, true)]
    [InlineData(Role.BoardChair, true, true)]
    [InlineData(Role.Marker, false, false)]
    [InlineData(Role.ExamBoardSecretary, false, false)]
    [InlineData(Role.ProgrammeAdministrator, false, false)]
    [InlineData(Role.RegistryManager, false, false)]
    [InlineData(Role.Auditor, false, false)]
    [InlineData(Role.ExternalExaminer, false, false)]
    [InlineData(Role.RegistryOfficer, false, false)]
    [InlineData(Role.Administrator, false, false)]
    public async Task OnlyWhoMay_ModeratesAndConfirms(Role role, bool moderates, bool confirms)
    {
        var caller = await scene.UserAsync($"Some {role}", role);

        Assert.Equal(moderates, await MayAsync(() => scene.DrawAsync(by: caller)));
        Assert.Equal(confirms, await MayAsync(() => scene.ConfirmAsync(by: caller)));
        Assert.Equal(confirms, await MayAsync(() => scene.SendBackAsync(caller)));
    }

    [Fact]
    public async Task PublishPolicy_ForNoModuleOrWithoutATitle_IsRefusedWithEveryFault()
    {
        var outcome = await registry.Get<ModerationService>().PublishPolicyAsync(
            new PublishModerationPolicy { Faculty = "SCI", ModuleCode = "NONE", Title = " ", ValidFrom = new DateOnly(2025, 1, 1), Clauses = "{}" }, registry.As(Role.RegistryManager));

        Assert.Equal(["POLICY_EMPTY", "POLICY_UNNAMED", "NO_MODULE"], Codes(outcome));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<ModerationService>().PublishPolicyAsync(
            new PublishModerationPolicy { Faculty = "", Title = "Mine", ValidFrom = new DateOnly(2025, 1, 1), Clauses = "{}" }, registry.As(Role.Moderator)));
    }

    public async Task InitializeAsync() => scene = await ModerationScene.OpenAsync(registry, "AAA-2023A", [80, 80], [30, 60], [55, 55], [62, 44], []);

    public Task DisposeAsync()
    {
        registry.Dispose();
        return Task.CompletedTask;
    }

    private static List<string> Codes(Outcome outcome) => [.. outcome.Refusals.Select(r => r.Code)];

    private static async Task<bool> MayAsync<T>(Func<Task<T>> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
