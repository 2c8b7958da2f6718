using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Infrastructure.Integration.Quarantine;
using StudentRecords.Tests.ExamBoards;

namespace StudentRecords.Tests.Integration.Chains;

/// <summary>After the lock: every mark (F016), penalty (F069) and circumstance (F066) is quarantined as LOCKED, by whatever door; only an appeal writes another decision, dated and beside the first.</summary>
public sealed class AfterTheLockTests : IAsyncLifetime
{
    private const string Run = "BBB-2023A";
    private HubScene scene = null!;
    private RecordAsked record = null!;
    private BoardScene board = null!;
    private BoardDecision first = null!;
    private object who = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("EWP");
        record = new RecordAsked(scene.Registry);
        board = await BoardScene.RatifiedAsync(scene.Registry, Run, [30, 30], [70, 80]);
        first = (await board.DecisionsAsync()).Single(d => d.Outcome == BoardOutcome.Failed);
        who = new { system = "SIS", id = await scene.Registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == first.PersonId).Select(p => p.StudentNumber).SingleAsync()) };
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task LockedResult_ChangesByNoMessageAndNoHand_AndByAnAppealOnly()
    {
        await EveryMessageIsQuarantinedAsync();
        await TryingAgainChangesNothingAsync();
        await NoHandChangesAMarkAsync();
        await AppealWritesAnotherDecisionAsync();
        Assert.Equal("LOCKED", (await MarkAsync("AssessmentMarkSubmitted", 9)).Code);
    }

    private async Task EveryMessageIsQuarantinedAsync()
    {
        Infrastructure.Integration.Receipt[] receipts =
        [
            await MarkAsync("AssessmentMarkSubmitted", 2), await MarkAsync("MarkCorrected", 3),
            await scene.SayAsync("F069", "PenaltyImposed", "AI-1", new { student = who, @case = "AI-1", finding = "Proven", decidedOn = "2024-05-01", penalties = new[] { new { penalty = "ModuleZero", occurrence = Run } } }),
            await scene.SayAsync("F066", "ExceptionalCircumstancesOutcome", "EC-1", new { student = who, claim = "EC-1", outcome = "PenaltyWaived", severity = "B", decidedOn = "2024-05-01", items = new[] { new { assessment = $"{Run}/1", attempt = 1 } } }),
            await scene.SayAsync("F011", "SelfServiceRequestRaised", "P-1", new { student = who, request = "WithdrawFromModule", occurrence = Run }),
        ];
        Assert.All(receipts, r => Assert.Equal((InboxState.Quarantined, "LOCKED"), (r.State!.Value, r.Code)));
        await AsTheBoardLeftItAsync();
    }

    private async Task TryingAgainChangesNothingAsync()
    {
        var waiting = await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.Flow == "F016").OrderBy(m => m.Id).Select(m => m.Id).FirstAsync());
        Assert.Equal("LOCKED", (await scene.Registry.Get<QuarantineService>().TryAgainAsync(waiting, scene.Registry.As(Role.IntegrationOperator), default)).Value!.Code);
        await AsTheBoardLeftItAsync();
    }

    private async Task NoHandChangesAMarkAsync()
    {
        var entered = await scene.Registry.Get<HandMarkService>().EnterAsync(new EnterMarks { ComponentId = board.Occurrence.Components[0].Id, Scores = new Dictionary<string, decimal> { [first.CandidateNumber] = 90m } }, scene.Registry.As(Role.RegistryManager, Role.Marker));
        Assert.Contains("LOCKED", entered.Refusals.Select(r => r.Code));
        await AsTheBoardLeftItAsync();
    }

    private async Task AppealWritesAnotherDecisionAsync()
    {
        scene.Registry.Clock.Advance(TimeSpan.FromDays(10));
        await scene.DrainAsync("EWP");
        var appeal = new AppealHeard(scene.Registry, board);
        await appeal.HeldAsync(await appeal.ApprovedAsync(first));

        var module = await record.ModuleAsync(first.PersonId, Run);
        Assert.Equal((BoardOutcome.Condoned, scene.Registry.Clock.Now), (module.Decision!.Outcome, module.Decision.RatifiedAt));
        Assert.Equal(30m, module.Components[0].Current!.Score);
        var decisions = await scene.Registry.ReadAsync(db => db.Set<BoardDecision>().AsNoTracking().Where(d => d.RegistrationId == first.RegistrationId).OrderBy(d => d.Id).ToListAsync());
        Assert.Equal([(BoardOutcome.Failed, (long?)null), (BoardOutcome.Condoned, first.Id)], decisions.Select(d => (d.Outcome, d.SupersedesId)));

        await scene.DrainAsync("EWP");
        var grades = (await scene.ToldAsync("F012", "RatifiedGradesPublished")).Where(m => m.PersonId == first.PersonId).ToList();
        Assert.Equal([("1", ""), ("2", "1")], grades.Select(g => (Fields.Of(g, "version")!, Fields.Of(g, "supersedes")!)));
        Assert.All(grades, g => Assert.Equal(OutboxState.Delivered, g.State));
    }

    private async Task AsTheBoardLeftItAsync()
    {
        var module = await record.ModuleAsync(first.PersonId, Run);
        Assert.Equal((BoardOutcome.Failed, 30m, 1), (module.Decision!.Outcome, module.Decision.OverallMark!.Value, module.Components[0].Marks.Count));
    }

    private Task<Infrastructure.Integration.Receipt> MarkAsync(string type, long version) =>
        scene.SayAsync("F016", type, "1", new { student = who, assessment = $"{Run}/1", score = 90, submittedOn = "2024-05-01" }, version);
}
