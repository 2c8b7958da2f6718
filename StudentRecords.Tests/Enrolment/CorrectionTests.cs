using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

/// <summary>Corrections in the past: a new dated act, and everything that followed from the step derived anew.</summary>
public sealed class CorrectionTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly EnrolmentScene scene;

    public CorrectionTests() => scene = new(registry);

    [Fact]
    public async Task AWithdrawalTakenBack_TakesUpModulesSessionsAndChargesAgainAndTellsWhomItConcerns()
    {
        var (engagement, occurrence) = await scene.ChargedAsync();
        await TakeAsync(engagement, EnrolmentStep.Withdraw, occurrence.Start.AddDays(3), "11");
        var told = (await scene.ToldAsync(engagement)).Count;

        var request = await CorrectionAsync(engagement, null);
        var preview = await scene.Service.PreviewCorrectionAsync(request, registry.As(EnrolmentScene.Olga));
        Assert.Equal([occurrence.Key], preview.ModulesTakenUp);
        Assert.Equal(["2023/24"], preview.SessionsReopened);
        Assert.Equal(600m, preview.Charges.Sum(c => c.Amount));
        Assert.Equal(EngagementStatus.Withdrawn, (await scene.NowAsync(engagement)).Status);

        Assert.Empty((await scene.Service.CorrectAsync(request, registry.As(EnrolmentScene.Olga))).Refusals);

        var now = await scene.NowAsync(engagement);
        Assert.Equal((EngagementStatus.Enrolled, null, null), (now.Status, now.End, now.EndReason));
        Assert.Null(Assert.Single(now.Sessions).End);
        Assert.Equal(600m, (await registry.ReadAsync(db => db.Set<FeeCharge>().ToListAsync())).Sum(c => c.Amount));
        Assert.Equal(RegistrationStatus.Registered, (await registry.ReadAsync(db => db.Set<ModuleRegistration>().SingleAsync())).Status);
        Assert.True((await scene.ToldAsync(engagement)).Count > told);
        Assert.Equal(4, now.Statuses.Count);
    }

    [Fact]
    public async Task AnotherDay_IsKeptBesideTheOldOne_AndEachAnswersForItsMoment()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        await TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 2, 1), "11");
        var before = registry.Clock.Now;
        registry.Clock.Advance(TimeSpan.FromDays(7));

        Assert.Empty((await scene.Service.CorrectAsync(await CorrectionAsync(engagement, new DateOnly(2024, 3, 1)), registry.As(EnrolmentScene.Olga))).Refusals);

        var now = await scene.NowAsync(engagement);
        var between = new DateOnly(2024, 2, 10);
        Assert.Equal(EngagementStatus.Withdrawn, StatusHistory.AsOf(now.Statuses, between, before)!.Status);
        Assert.Equal(EngagementStatus.Enrolled, StatusHistory.AsOf(now.Statuses, between, registry.Clock.Now)!.Status);
        Assert.Equal(new DateOnly(2024, 3, 1), now.End);
        Assert.Equal(new DateOnly(2024, 3, 1), Assert.Single(now.Sessions).End);
    }

    [Fact]
    public async Task ACorrectionThatWouldLeaveAnIllegalSequence_IsRefusedAndNamesTheLaterStep()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        await TakeAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 1, 10));
        await TakeAsync(engagement, EnrolmentStep.Return, new DateOnly(2024, 2, 1));
        var interruption = (await scene.NowAsync(engagement)).Statuses.Single(s => s.Status == EngagementStatus.Interrupted).Place;

        var undone = await scene.Service.CorrectAsync(await CorrectionAsync(engagement, null, interruption), registry.As(EnrolmentScene.Olga));
        var late = await scene.Service.CorrectAsync(await CorrectionAsync(engagement, new DateOnly(2024, 3, 1), interruption), registry.As(EnrolmentScene.Olga));

        Assert.Contains("return", Assert.Single(undone.Refusals, r => r.Code == "LEAVES_ILLEGAL_SEQUENCE").Sentence, StringComparison.Ordinal);
        Assert.Equal("OUT_OF_SEQUENCE", Assert.Single(late.Refusals).Code);
        Assert.Equal(EngagementStatus.Enrolled, (await scene.NowAsync(engagement)).Status);
    }

    [Fact]
    public async Task ATransfer_IsCorrectedByTransferringAgain()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        Assert.Empty((await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Transfer, new DateOnly(2024, 1, 8)) with { Mode = "31" }, registry.As(EnrolmentScene.Olga))).Refusals);

        var outcome = await scene.Service.CorrectAsync(await CorrectionAsync(engagement, null), registry.As(EnrolmentScene.Olga));

        Assert.Equal("NOT_CORRECTED_LIKE_THIS", Assert.Single(outcome.Refusals).Code);
    }

    [Fact]
    public async Task TwoClerksWhoCorrectTheSameStep_AreToldWhoWasFirst()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        await TakeAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 1, 10));
        var stale = await CorrectionAsync(engagement, new DateOnly(2024, 1, 20));
        Assert.Empty((await scene.Service.CorrectAsync(await CorrectionAsync(engagement, new DateOnly(2024, 1, 15)), registry.As(EnrolmentScene.Olga))).Refusals);

        var outcome = await scene.Service.CorrectAsync(stale, registry.As(EnrolmentScene.Olga));

        Assert.Contains("olga.officer", Assert.Single(outcome.Refusals, r => r.Code == "CHANGED_MEANWHILE").Sentence, StringComparison.Ordinal);
    }

    public void Dispose() => registry.Dispose();

    private async Task TakeAsync(Engagement engagement, EnrolmentStep step, DateOnly day, string? endReason = null) =>
        Assert.Empty((await scene.Service.TakeAsync(await scene.StepAsync(engagement, step, day, endReason), registry.As(EnrolmentScene.Olga))).Refusals);

    private async Task<CorrectStep> CorrectionAsync(Engagement engagement, DateOnly? newDay, int? place = null)
    {
        var now = await scene.NowAsync(engagement);
        return new CorrectStep { EngagementId = engagement.Id, Version = now.Version, Place = place ?? now.Current.Place, NewDay = newDay };
    }
}
