using StudentRecords.Domain.Access;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Tests.Funding;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Scenarios;

/// <summary>Fee reassessment: a fee status decided anew, a fee rule published anew. What stood is reversed by its name and charged anew; an unchanged fee is not told again; Finance hears it in the order of the ledger and in its posting window.</summary>
public sealed class FeeReassessmentTests : IAsyncLifetime
{
    private HubScene scene = null!;
    private RecordAsked record = null!;
    private ChargeOffice office = null!;

    private long Student => scene.Student.Id;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("FIN");
        (record, office) = (new RecordAsked(scene.Registry), new ChargeOffice(scene.Registry));
        await new FeeScene(scene.Registry).ProgrammeAsync();
        await office.ReleasedAsync();
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task FeeStatusDecidedAnew_ReversesTheChargeByItsName_AndTheWalkLeadsBackToTheDecision()
    {
        var decided = await scene.Registry.Get<FundingService>().DecideFeeStatusAsync(new DecideFeeStatus(scene.Engagement.Id, FeeStatus.Overseas, scene.Engagement.Start), scene.Registry.As(Role.FeesOfficer) with { CorrelationId = "decision-7" });
        Assert.Empty(decided.Refusals);
        await office.ReleasedAsync();
        await scene.DrainAsync("FIN");

        var told = await scene.ToldAsync("F009");
        Assert.Equal([("FeeLiabilityAssessed", "9000"), ("FeeLiabilityReversed", "-9000"), ("FeeLiabilityAssessed", "20000")], told.Select(m => (m.Type, Amount(m))));
        Assert.Equal(Fields.Of(told[0], "charge"), Fields.Of(told[1], "reverses"));
        Assert.Equal([1L, 2L, 3L], told.Select(m => m.Sequence));
        Assert.All(told, m => Assert.Equal(OutboxState.Delivered, m.State));
        Assert.Equal([(Payers.Student, FeeAssessor.Tuition, 20000m)], await record.ChargedAsync(Student, "2023/24"));
        var charge = (await record.AccountAsync(Student)).Charges.Single(c => c.Amount == 20000m);
        var walk = (await scene.Registry.Get<MoneyQueries>().WalkAsync(charge.Id, TestRegistry.Caller(Role.FeesOfficer)))!;
        Assert.Equal(("decision-7", TellingState.Delivered), (walk.CorrelationId, walk.Charge.Told));
        Assert.Contains(walk.After, s => s.Where == "Receipt");
    }

    [Fact]
    public async Task RulePublishedAnew_IsFoundByTheNextRun_AndAfterItNothingIsLeftToTell()
    {
        var rule = new PublishFeeRule { ProgrammeCode = scene.Programme.Code, FromYear = "2020/21", Title = "Fees", Clauses = FeeScene.Terms.Replace("9000", "9250", StringComparison.Ordinal) };
        Assert.Empty((await scene.Registry.Get<FeeRuleService>().PublishAsync(rule, scene.Registry.As(Role.FeesOfficer))).Refusals);
        await office.ReleasedAsync();
        Assert.Equal(["9000", "-9000", "9250"], (await scene.ToldAsync("F009")).Select(Amount));

        Assert.Equal(0, (await office.RunAsync(await office.PreparedAsync())).Lines);
        Assert.Equal(3, (await scene.ToldAsync("F009")).Count);
    }

    [Fact]
    [ExactFields("F009")]
    [RefusedAtSend("F009")]
    public async Task OutsideThePostingWindow_NothingReachesFinance_UntilItOpens()
    {
        scene.Registry.Clock.Advance(TimeSpan.FromHours(12));
        await scene.DrainAsync("FIN");
        var told = Assert.Single(await scene.ToldAsync("F009"));
        Assert.Equal(["charge", "student", "engagement", "academicYear", "element", "amount", "sponsor", "rule", "status", "reverses"], Fields.Of(told));
        Assert.Equal(OutboxState.Unsent, told.State);
        scene.Registry.Clock.Advance(TimeSpan.FromHours(12));
        await scene.DrainAsync("FIN");
        Assert.Equal(OutboxState.Delivered, Assert.Single(await scene.ToldAsync("F009")).State);
    }

    private static string Amount(OutboxMessage message) => Fields.Of(message, "amount")!.Split('.')[0];
}
