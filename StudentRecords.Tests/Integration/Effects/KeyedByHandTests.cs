using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Misconduct;
using StudentRecords.Tests.Adjustments;
using StudentRecords.Tests.Funding;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>An officer keys a version; the owner, who does not know of it, gives its next word the same number. Where it says otherwise, somebody decides.</summary>
public sealed class KeyedByHandTests : IAsyncLifetime
{
    private OutcomeScene scene = null!;

    private PersonRef Student => new("SIS", scene.Student);

    public async Task InitializeAsync() => scene = await OutcomeScene.OpenAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Theory]
    [InlineData(25, InboxState.Quarantined)]
    [InlineData(50, InboxState.Stale)]
    public async Task AnAdjustmentKeyedByHand_IsNotUndoneUnseen_WhenItsOwnerSaysOtherwise(int told, InboxState state)
    {
        await scene.AdjustAsync("RA-1", "ExtraTime", more: new { amount = 10 });
        var keyed = new AdjustmentOutcome { Student = Student, Case = "W-1", Adjustment = "RA-1", Category = AdjustmentCategory.ExtraTime, Amount = 50, From = new DateOnly(2023, 10, 1), To = new DateOnly(2024, 8, 31) };
        Assert.Empty((await scene.Registry.Get<AdjustmentService>().GrantAsync(keyed, scene.Registry.As(Role.AdjustmentsOfficer))).Refusals);

        Is(state, await scene.AdjustAsync("RA-1", "ExtraTime", 2, "ReasonableAdjustmentAmended", new { amount = told }));
        Assert.Equal(50m, (await scene.Registry.ReadAsync(db => db.Set<ReasonableAdjustment>().SingleAsync(a => a.State == AdjustmentState.Granted))).Amount);
    }

    [Theory]
    [InlineData("2023-11-30", InboxState.Quarantined)]
    [InlineData("2023-12-13", InboxState.Stale)]
    public async Task AnOutcomeKeyedByHand_IsNotUndoneUnseen_WhenItsOwnerSaysOtherwise(string told, InboxState state)
    {
        await scene.CircumstanceAsync("EC-1", "Extension");
        var keyed = new CircumstancesOutcome { Student = Student, Claim = "EC-1", Outcome = CircumstanceOutcome.Extension, Severity = CircumstanceSeverity.B, DecidedOn = new DateOnly(2023, 12, 1), Items = [new AffectedItem { Assessment = OutcomeScene.Essay, Attempt = 1, Until = new DateOnly(2023, 12, 13) }] };
        Assert.Empty((await scene.Registry.Get<CircumstanceService>().RecordAsync(keyed, scene.Registry.As(Role.AdjustmentsOfficer))).Refusals);

        Is(state, await scene.CircumstanceAsync("EC-1", "Extension", 2, new { items = new[] { new { assessment = OutcomeScene.Essay, attempt = 1, until = told } } }));
    }

    [Theory]
    [InlineData("Proven", InboxState.Quarantined)]
    [InlineData("NotProven", InboxState.Stale)]
    public async Task AMisconductCaseKeyedByHand_IsNotUndoneUnseen_WhenItsOwnerSaysOtherwise(string told, InboxState state)
    {
        await scene.MisconductAsync("AI-1", [new { penalty = "ComponentZero", assessment = OutcomeScene.Essay }]);
        var keyed = new MisconductTold { Student = Student, Case = "AI-1", Finding = MisconductFinding.NotProven, DecidedOn = new DateOnly(2023, 12, 4), Penalties = [] };
        Assert.Empty((await scene.Registry.Get<MisconductService>().RecordAsync(keyed, closes: false, scene.Registry.As(Role.AcademicIntegrityOfficer))).Refusals);

        Is(state, await scene.MisconductAsync("AI-1", told == "Proven" ? [new { penalty = "ComponentZero", assessment = OutcomeScene.Essay }] : [], 2, "MisconductOutcomeConfirmed", told));
    }

    [Fact]
    public async Task AnAwardEndedByHand_IsNotReopenedUnseen_AndANewerWordCounts()
    {
        await new FeeScene(scene.Registry).ProgrammeAsync();
        Task<Receipt> TellAsync(string type, int version, object data) => scene.SendAsync("F040", "RP", type, data, version, "RC1");
        object Studentship(int percent) => new { award = "RC1", student = scene.Who, funder = "Council", coverPercent = percent, from = "2023-09-01" };
        Assert.Equal(InboxState.Applied, (await TellAsync("StudentshipAwarded", 1, Studentship(100))).State);
        var award = await scene.Registry.ReadAsync(db => db.Set<FundingAward>().SingleAsync());
        Assert.Empty((await scene.Registry.Get<FundingService>().EndAwardAsync(new EndAward(award.Id, award.Version, new DateOnly(2023, 12, 31)), scene.Registry.As(Role.FeesOfficer))).Refusals);

        Is(InboxState.Quarantined, await TellAsync("StudentshipAmended", 2, Studentship(50)));
        Assert.Equal(new DateOnly(2023, 12, 31), (await scene.Registry.ReadAsync(db => db.Set<FundingAward>().SingleAsync())).To);
        Assert.Equal(InboxState.Applied, (await TellAsync("StudentshipAmended", 3, Studentship(60))).State);
        Assert.Equal(InboxState.Stale, (await scene.SendAsync("F040", "RP", "StudentshipTerminated", new { award = "RC1", student = scene.Who, lastDay = "2024-03-31", reason = "Left" }, 2, "RC1/late")).State);
    }

    [Theory]
    [InlineData("2024-03-31", InboxState.Quarantined)]
    [InlineData("2023-12-31", InboxState.Stale)]
    public async Task AnEndOfAnAdjustmentKeyedByHand_IsNotMovedUnseen_WhenItsOwnerSaysOtherwise(string told, InboxState state)
    {
        await scene.AdjustAsync("RA-1", "ExtraTime", more: new { amount = 10 });
        Assert.Empty((await scene.Registry.Get<AdjustmentService>().EndAsync(new AdjustmentEnd { Student = Student, Adjustment = "RA-1", EndsOn = new DateOnly(2023, 12, 31) }, scene.Registry.As(Role.AdjustmentsOfficer))).Refusals);

        Is(state, await scene.SendAsync("F063", "WELL", "ReasonableAdjustmentEnded", new { student = scene.Who, adjustment = "RA-1", endsOn = told }, 2, "W-1|RA-1"));
        Assert.Equal(new DateOnly(2023, 12, 31), (await scene.Registry.ReadAsync(db => db.Set<ReasonableAdjustment>().SingleAsync(a => a.State == AdjustmentState.Withdrawn))).To);
    }

    [Theory]
    [InlineData("2024-03-31", InboxState.Quarantined)]
    [InlineData("2023-12-31", InboxState.Stale)]
    public async Task AnEndOfAnAwardKeyedByHand_IsNotMovedUnseen_WhenItsOwnerSaysOtherwise(string told, InboxState state)
    {
        await new FeeScene(scene.Registry).ProgrammeAsync();
        Assert.Equal(InboxState.Applied, (await scene.SendAsync("F040", "RP", "StudentshipAwarded", new { award = "RC1", student = scene.Who, funder = "Council", coverPercent = 100, from = "2023-09-01" }, 1, "RC1")).State);
        var award = await scene.Registry.ReadAsync(db => db.Set<FundingAward>().SingleAsync());
        Assert.Empty((await scene.Registry.Get<FundingService>().EndAwardAsync(new EndAward(award.Id, award.Version, new DateOnly(2023, 12, 31)), scene.Registry.As(Role.FeesOfficer))).Refusals);

        Is(state, await scene.SendAsync("F040", "RP", "StudentshipTerminated", new { award = "RC1", student = scene.Who, lastDay = told, reason = "Left" }, 2, "RC1"));
        Assert.Equal(new DateOnly(2023, 12, 31), (await scene.Registry.ReadAsync(db => db.Set<FundingAward>().SingleAsync())).To);
    }

    private static void Is(InboxState state, Receipt receipt)
    {
        Assert.True(receipt.State == state, $"{receipt.State} {receipt.Code} {receipt.Reason}");
        Assert.Equal(state == InboxState.Quarantined ? "KEYED_BY_HAND" : "STALE", receipt.Code);
    }
}
