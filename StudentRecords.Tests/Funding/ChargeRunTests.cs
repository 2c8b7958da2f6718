using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Funding.Runs;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Funding;

public sealed class ChargeRunTests : IDisposable
{
    private static readonly Caller Femi = ChargeOffice.Femi;
    private static readonly Caller Martin = ChargeOffice.Martin;

    private readonly TestRegistry registry = new();
    private readonly FeeScene scene;
    private readonly ChargeOffice office;

    public ChargeRunTests() => (scene, office) = (new(registry), new(registry));

    private ChargeRunService Runs => registry.Get<ChargeRunService>();

    [Fact]
    public async Task Run_IsPreparedApprovedByAnother_AndReleasedOnce()
    {
        var engagement = await EnrolledAsync();
        var id = await office.PreparedAsync();
        Assert.Equal((ChargeRunState.Prepared, 1, 9000m), await registry.ReadAsync(db => db.Set<ChargeRun>().Where(r => r.Id == id).Select(r => ValueTuple.Create(r.State, r.Lines, r.Net)).SingleAsync()));

        Assert.Equal("RUN_NOT_APPROVED", Assert.Single((await Runs.ReleaseAsync(await office.StepAsync(id), registry.As(Femi))).Refusals).Code);
        Assert.Equal("SECOND_PERSON", Assert.Single((await Runs.ApproveAsync(await office.StepAsync(id), registry.As(Femi))).Refusals).Code);
        Assert.True((await Runs.ApproveAsync(await office.StepAsync(id), registry.As(Martin))).Succeeded);
        Assert.Empty(await ToldAsync());
        Assert.True((await Runs.ReleaseAsync(await office.StepAsync(id), registry.As(Femi))).Succeeded);
        Assert.Equal("ALREADY_RELEASED", Assert.Single((await Runs.ReleaseAsync(await office.StepAsync(id), registry.As(Femi))).Refusals).Code);
        await office.WorkAsync();

        Assert.Equal("ALREADY_RELEASED", Assert.Single((await Runs.ReleaseAsync(await office.StepAsync(id), registry.As(Femi))).Refusals).Code);
        var message = Assert.Single(await ToldAsync());
        var charge = Assert.Single(await scene.ChargesAsync(engagement));
        Assert.Equal(("FeeLiabilityAssessed", $"{message.Aggregate}/{message.Aggregate}-1/2023/24/TUITION/1", charge.CorrelationId), (message.Type, message.Key, message.CorrelationId));
        Assert.Equal(ChargeRunState.Released, (await office.RunAsync(id)).State);
    }

    [Fact]
    public async Task TheNextRun_TellsOnlyWhatIsNewChangedOrReversed()
    {
        var (stays, leaves, funded) = (await EnrolledAsync(), await EnrolledAsync(), await EnrolledAsync());
        await office.ReleasedAsync();
        await WithdrawAsync(leaves, 5);
        await scene.GiveAsync(funded, AwardKind.Scholarship, new AwardTerms { Code = "VC", Payer = "University", From = new DateOnly(2023, 10, 1) });
        var late = await EnrolledAsync();

        var id = await office.PreparedAsync();

        var lines = await registry.ReadAsync(db => (from l in db.Set<ChargeRunLine>() join c in db.Set<FeeCharge>() on l.ChargeId equals c.Id where l.RunId == id select new { l.Kind, c.EngagementId, c.Amount, c.Sponsor }).ToListAsync());
        Assert.DoesNotContain(lines, l => l.EngagementId == stays.Id);
        Assert.Equal((ChargeRunKind.Reversed, -9000m), lines.Where(l => l.EngagementId == leaves.Id).Select(l => (l.Kind, l.Amount)).Single());
        Assert.Equal([(ChargeRunKind.Changed, -9000m), (ChargeRunKind.Changed, 7200m), (ChargeRunKind.New, 1800m)], lines.Where(l => l.EngagementId == funded.Id).Select(l => (l.Kind, l.Amount)).OrderBy(l => l.Kind == ChargeRunKind.New).ThenBy(l => l.Amount));
        Assert.Equal(ChargeRunKind.New, lines.Single(l => l.EngagementId == late.Id).Kind);
    }

    [Fact]
    public async Task ATransferToAProgrammeWithoutAFeeRule_LeavesTheCharge_AndSaysSoInPreviewAndRun()
    {
        var engagement = await EnrolledAsync();
        await registry.Given.ProgrammeAsync("BSC-HI");
        var step = new TakeStep { Step = EnrolmentStep.Transfer, EngagementId = engagement.Id, Version = await registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Version).SingleAsync()), EffectiveOn = new DateOnly(2023, 11, 1), Programme = "BSC-HI" };

        var effects = await registry.Get<EnrolmentService>().PreviewAsync(step, registry.As(Martin));
        Assert.Contains(effects.Notes, n => n.Contains("BSC-HI has no fee rule for who entered in 2023/24; the £9,000.00 charged before stands", StringComparison.Ordinal));
        Assert.Empty(effects.Charges);

        Assert.Empty((await registry.Get<EnrolmentService>().TakeAsync(step, registry.As(Martin))).Refusals);
        var run = await office.PreparedAsync();

        Assert.Equal(9000m, ChargeDifference.Standing(await scene.ChargesAsync(engagement)).Single().Amount);
        Assert.StartsWith("2023/24: BSC-HI has no fee rule", await registry.ReadAsync(db => db.Set<ChargeRunFinding>().Where(f => f.RunId == run).Select(f => f.Sentence).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChargeTakenBackBeforeItsRun_IsNeverTold()
    {
        await EnrolledAsync();
        await WithdrawAsync(await EnrolledAsync(), 5);

        await office.ReleasedAsync();

        Assert.Single(await ToldAsync());
        Assert.Equal(2, await registry.ReadAsync(db => db.Set<ChargeRunLine>().CountAsync(l => l.Kind == ChargeRunKind.NeverTold && l.HandedOverAt != null && l.MessageKey == null)));
    }

    [Fact]
    public async Task ANewRuleVersion_IsFoundByTheNextRun()
    {
        var engagement = await EnrolledAsync();
        await office.ReleasedAsync();
        await registry.SaveAsync(db => db.Add(new FeeRule { ProgrammeCode = "BSC-CS", FromYear = "2020/21", RuleVersion = 2, Clauses = FeeScene.Terms.Replace("9000", "9250", StringComparison.Ordinal) }));

        await office.ReleasedAsync();

        Assert.Equal([9000m, -9000m, 9250m], (await scene.ChargesAsync(engagement)).Select(c => c.Amount));
        Assert.Equal(["2023/24/TUITION/1", "2023/24/TUITION/1/reversal", "2023/24/TUITION/2"], (await ToldAsync()).Select(m => m.Key[((2 * m.Aggregate.Length) + 4)..]));
    }

    [Fact]
    public async Task Release_KilledInTheMiddle_GoesOnAndTellsEachLineOnce()
    {
        await scene.ProgrammeAsync();
        for (var i = 0; i < 3; i++)
        {
            await EnrolledAsync();
        }

        var id = await office.ApprovedAsync();
        await Runs.ReleaseAsync(await office.StepAsync(id), registry.As(Femi));
        // what a killed run left behind: one line handed over, the rest not
        var first = await registry.ReadAsync(db => db.Set<ChargeRunLine>().Where(l => l.RunId == id).OrderBy(l => l.ChargeId).FirstAsync());
        await registry.SaveAsync(db =>
        {
            db.Attach(first);
            first.HandOver("handed over before the kill", registry.Clock.Now);
        });

        await office.WorkAsync();

        Assert.Equal(2, (await ToldAsync()).Count);
        Assert.Equal(ChargeRunState.Released, (await office.RunAsync(id)).State);
        Assert.Equal("handed over before the kill", await registry.ReadAsync(db => db.Set<ChargeRunLine>().Where(l => l.Id == first.Id).Select(l => l.MessageKey).SingleAsync()));
    }

    [Fact]
    public async Task ASecondOpenRun_IsRefused_AndADiscardedOneLeavesItsLinesToTheNext()
    {
        await EnrolledAsync();
        var id = await office.PreparedAsync();
        Assert.Equal("RUN_OPEN", Assert.Single((await Runs.PrepareAsync("2023/24", registry.As(Femi))).Refusals).Code);

        Assert.True((await Runs.DiscardAsync(await office.StepAsync(id), registry.As(Femi))).Succeeded);

        Assert.Equal(1, (await office.RunAsync(await office.PreparedAsync())).Lines);
    }

    [Fact]
    public async Task AnEmptyRun_CannotBeApproved()
    {
        await scene.ExpectedAsync();

        var id = await office.PreparedAsync();

        Assert.Equal("RUN_EMPTY", Assert.Single((await Runs.ApproveAsync(await office.StepAsync(id), registry.As(Martin))).Refusals).Code);
    }

    [Fact]
    public async Task WhatCannotBePriced_IsFound()
    {
        var person = await registry.Given.PersonAsync();
        var programme = await scene.ProgrammeAsync();
        var engagement = await registry.Given.EngagementAsync(person, programme, enrolled: true);
        await registry.Get<Infrastructure.Funding.FundingService>().DecideFeeStatusAsync(new Infrastructure.Funding.DecideFeeStatus(engagement.Id, FeeStatus.Islands, engagement.Start), registry.As(Femi));

        var id = await office.PreparedAsync();

        Assert.Equal(1, (await office.RunAsync(id)).Findings);
        Assert.Contains("Islands", await registry.ReadAsync(db => db.Set<ChargeRunFinding>().Select(f => f.Sentence).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_ByRolesThatMayNot_AreTurnedAway()
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Runs.PrepareAsync("2023/24", registry.As(Role.RegistryOfficer)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Runs.ApproveAsync(new ChargeRunStep(1, 1), registry.As(Role.Auditor)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Runs.ReleaseAsync(new ChargeRunStep(1, 1), registry.As(Role.Auditor)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Runs.DiscardAsync(new ChargeRunStep(1, 1), registry.As(Role.Auditor)));
    }

    public void Dispose() => registry.Dispose();

    private async Task<Engagement> EnrolledAsync()
    {
        var engagement = await scene.ExpectedAsync();
        var version = await registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Version).SingleAsync());
        Assert.True((await registry.Get<EnrolmentService>().TakeAsync(new TakeStep { Step = EnrolmentStep.Confirm, EngagementId = engagement.Id, Version = version }, registry.As(Role.RegistryOfficer))).Succeeded);
        return engagement;
    }

    private async Task WithdrawAsync(Engagement engagement, int day)
    {
        var version = await registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Version).SingleAsync());
        await registry.Get<EnrolmentService>().TakeAsync(new TakeStep { Step = EnrolmentStep.Withdraw, EngagementId = engagement.Id, Version = version, EffectiveOn = engagement.Start.AddDays(day), EndReason = "11" }, registry.As(Role.RegistryOfficer));
    }

    private Task<List<OutboxMessage>> ToldAsync() => registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Flow == "F009").OrderBy(m => m.Id).ToListAsync());
}
