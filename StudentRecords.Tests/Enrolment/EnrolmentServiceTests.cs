using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

public sealed class EnrolmentServiceTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly EnrolmentScene scene;

    public EnrolmentServiceTests() => scene = new(registry);

    [Fact]
    public async Task Confirm_WhenNothingStandsInTheWay_EnrolsAndTellsPortalAndLoansCompany()
    {
        var engagement = await scene.EngagementAsync(enrolled: false);

        var outcome = await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Confirm), registry.As(EnrolmentScene.Olga));

        Assert.True(outcome.Succeeded);
        Assert.Equal(EngagementStatus.Enrolled, (await scene.NowAsync(engagement)).Status);
        Assert.Equal(["F012 EnrolmentStatusView", "F049 SlcRegistrationConfirmed"], await scene.ToldAsync(engagement));
    }

    [Fact]
    public async Task Confirm_WhenIdentityIsOpenAndHoldsStand_IsRefusedForEveryReasonAtOnce()
    {
        var engagement = await scene.EngagementAsync(enrolled: false, p => p.Verification(VerificationState.Pending).Held(Blocks.Enrolment).Held(Blocks.Enrolment, "Compliance").Held(Blocks.Graduation, "Library"));
        var step = await scene.StepAsync(engagement, EnrolmentStep.Confirm);

        var outcome = await scene.Service.TakeAsync(step, registry.As(EnrolmentScene.Olga));

        Assert.Equal(["HOLD", "HOLD", "IDENTITY_NOT_VERIFIED"], outcome.Refusals.Select(r => r.Code).Order());
        Assert.Equal(outcome.Refusals, (await scene.Service.PreviewAsync(step, registry.As(EnrolmentScene.Olga))).Refusals);
        Assert.Empty(await scene.ToldAsync(engagement));
    }

    [Fact]
    public async Task Preview_TellsWhatTheStepDoesAndSavesNothing()
    {
        var (engagement, occurrence) = await scene.ChargedAsync();
        var step = await scene.StepAsync(engagement, EnrolmentStep.Withdraw, occurrence.Start.AddDays(3), "11");

        var effects = await scene.Service.PreviewAsync(step, registry.As(EnrolmentScene.Olga));

        Assert.Equal(EngagementStatus.Withdrawn, Assert.Single(effects.Statuses).Status);
        Assert.Equal([occurrence.Key], effects.ModulesLeft);
        Assert.Equal(["2023/24"], effects.SessionsEnded);
        Assert.Equal(-600m, Assert.Single(effects.Charges).Amount);
        Assert.Equal(["F003", "F009", "F012", "F049"], effects.Told.Select(t => t.Flow).Order());
        Assert.Equal(EngagementStatus.Enrolled, (await scene.NowAsync(engagement)).Status);
        Assert.Empty(await scene.ToldAsync(engagement));
    }

    [Fact]
    public async Task Withdraw_WithinTheWindow_DoesWhatThePreviewSaid()
    {
        var (engagement, occurrence) = await scene.ChargedAsync();
        var step = await scene.StepAsync(engagement, EnrolmentStep.Withdraw, occurrence.Start.AddDays(3), "11");

        Assert.True((await scene.Service.TakeAsync(step, registry.As(EnrolmentScene.Olga))).Succeeded);

        var now = await scene.NowAsync(engagement);
        Assert.Equal((EngagementStatus.Withdrawn, "11", occurrence.Start.AddDays(3)), (now.Status, now.EndReason, now.End));
        // the reversal stands at once; Finance hears of it with the next charge run
        Assert.Equal(["F003 ModuleRegistrationChanged", "F012 EnrolmentStatusView", "F049 SlcChangeOfCircumstance"], await scene.ToldAsync(engagement));
        Assert.Equal(0m, (await registry.ReadAsync(db => db.Set<FeeCharge>().ToListAsync())).Sum(c => c.Amount));
        Assert.Equal(RegistrationStatus.Withdrawn, (await registry.ReadAsync(db => db.Set<ModuleRegistration>().SingleAsync())).Status);
    }

    [Fact]
    public async Task Withdraw_AfterTheWindow_KeepsTheCharge()
    {
        var (engagement, occurrence) = await scene.ChargedAsync();

        await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Withdraw, occurrence.Start.AddDays(60), "98"), registry.As(EnrolmentScene.Olga));

        Assert.Equal(600m, (await registry.ReadAsync(db => db.Set<FeeCharge>().ToListAsync())).Sum(c => c.Amount));
    }

    [Fact]
    public async Task Withdraw_WithoutAReasonCodeAndFarAhead_IsRefusedForBoth()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);

        var outcome = await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2099, 1, 1), "01"), registry.As(EnrolmentScene.Olga));

        Assert.Equal(["EffectiveOn", "EndReason"], outcome.Refusals.Select(r => r.Field).Order());
    }

    [Fact]
    public async Task InterruptAndReturn_AreKeptWithTheDaysTheyTookEffectAndWereRecorded()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 1, 10)), registry.As(EnrolmentScene.Olga));
        await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Return, new DateOnly(2024, 2, 1)), registry.As(EnrolmentScene.Olga));

        var now = await scene.NowAsync(engagement);

        Assert.Equal(EngagementStatus.Enrolled, now.Status);
        Assert.Equal(EngagementStatus.Interrupted, StatusHistory.AsOf(now.Statuses, new DateOnly(2024, 1, 20), registry.Clock.Now)!.Status);
        Assert.Equal(EngagementStatus.Enrolled, StatusHistory.AsOf(now.Statuses, new DateOnly(2024, 1, 5), registry.Clock.Now)!.Status);
        Assert.Null(StatusHistory.AsOf(now.Statuses, new DateOnly(2024, 1, 20), registry.Clock.Now.AddDays(-1)));
        Assert.Equal(2, (await scene.ToldAsync(engagement)).Count(m => m == "F049 SlcChangeOfCircumstance"));
        Assert.Equal(2, (await scene.ToldAsync(engagement)).Count(m => m == "F060 ReturnToStudyMarked"));
    }

    [Fact]
    public async Task Return_BeforeTheInterruption_IsRefused()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 1, 10)), registry.As(EnrolmentScene.Olga));

        var outcome = await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Return, new DateOnly(2024, 1, 1)), registry.As(EnrolmentScene.Olga));

        Assert.Equal("BEFORE_INTERRUPTION", Assert.Single(outcome.Refusals).Code);
    }

    [Fact]
    public async Task AStepOnAnOldVersion_IsRefusedAndSaysWhoWasFirst()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        var stale = await scene.StepAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 1, 10), "11");
        var martin = new Caller("martin.manager", 2, [new RoleGrant(Role.RegistryManager, Scope.Everything)]);
        await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 1, 10)), registry.As(martin));

        var outcome = await scene.Service.TakeAsync(stale, registry.As(EnrolmentScene.Olga));

        Assert.Contains("martin.manager", Assert.Single(outcome.Refusals, r => r.Code == "CHANGED_MEANWHILE").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStep_ByARoleOfAnotherProgramme_IsRefused()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        var caller = new Caller("olga.officer", 1, [new RoleGrant(Role.RegistryOfficer, new Scope(ScopeKind.Programme, "HIST"))]);

        var outcome = await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 1, 10)), registry.As(caller));

        Assert.Equal("ENGAGEMENT_UNKNOWN", Assert.Single(outcome.Refusals).Code);
    }

    [Fact]
    public async Task AStep_ByARoleThatMayOnlySee_IsTurnedAway()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        var step = await scene.StepAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 1, 10));

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Service.TakeAsync(step, registry.As(Role.Auditor)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Service.PreviewAsync(step, registry.As(Role.AdmissionsOfficer)));
    }

    public void Dispose() => registry.Dispose();
}
