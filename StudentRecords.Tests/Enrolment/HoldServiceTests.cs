using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

public sealed class HoldServiceTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly EnrolmentScene scene;

    public HoldServiceTests() => scene = new(registry);

    private HoldService Holds => registry.Get<HoldService>();

    [Fact]
    public async Task Place_WithoutReasonWayOutOrEffect_IsRefusedForEach()
    {
        var person = await registry.Given.PersonAsync();

        var outcome = await Holds.PlaceAsync(new PlaceHold { PersonId = person.Id, Source = "Finance", Reason = " ", HowToClear = "", Blocks = Blocks.None }, registry.As(Role.RegistryOfficer));

        Assert.Equal(["Blocks", "HoldReason", "HowToClear", "Source"], outcome.Refusals.Select(r => r.Field).Order());
    }

    [Fact]
    public async Task Placed_StopsTheEnrolmentUntilItsOwnerReleasesIt()
    {
        var engagement = await scene.EngagementAsync(enrolled: false);
        var id = (await Holds.PlaceAsync(Finance(engagement.PersonId), registry.As(Role.FeesOfficer))).Value;
        Assert.Equal("HOLD", Assert.Single((await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Confirm), registry.As(EnrolmentScene.Olga))).Refusals).Code);

        Assert.True((await Holds.ReleaseAsync(await ReleaseAsync(id), registry.As(Role.FeesOfficer))).Succeeded);

        Assert.Equal(EngagementStatus.Enrolled, (await scene.NowAsync(engagement)).Status);
        Assert.Equal(["F012 EnrolmentStatusView", "F049 SlcRegistrationConfirmed"], await scene.ToldAsync(engagement));
    }

    [Fact]
    public async Task Complete_UnderAHoldOnGraduation_IsRefusedUntilItIsReleased()
    {
        var engagement = await scene.EngagementAsync(enrolled: true, p => p.Held(Blocks.Graduation, "Library").Held(Blocks.ResultsRelease));
        var step = await scene.StepAsync(engagement, EnrolmentStep.Complete, new DateOnly(2024, 6, 1));

        var refusal = Assert.Single((await scene.Service.TakeAsync(step, registry.As(EnrolmentScene.Olga))).Refusals);
        Assert.Equal("HOLD", refusal.Code);
        Assert.StartsWith("Library has placed a hold", refusal.Sentence, StringComparison.Ordinal);
        Assert.Equal("HOLD", Assert.Single((await scene.Service.PreviewAsync(step, registry.As(EnrolmentScene.Olga))).Refusals).Code);

        var hold = await registry.ReadAsync(db => db.Set<Hold>().SingleAsync(h => h.Source == "Library"));
        Assert.Empty((await Holds.ReleaseAsync(new ReleaseHold { HoldId = hold.Id, Version = hold.Version }, registry.As(Role.RegistryOfficer))).Refusals);
        Assert.Empty((await scene.Service.TakeAsync(step, registry.As(EnrolmentScene.Olga))).Refusals);
        Assert.Equal(EngagementStatus.Completed, (await scene.NowAsync(engagement)).Status);
    }

    [Fact]
    public async Task Withdraw_IsNotStoppedByAnyHold()
    {
        var engagement = await scene.EngagementAsync(enrolled: true, p => p.Held(Blocks.Enrolment | Blocks.Registration | Blocks.Progression | Blocks.ResultsRelease | Blocks.Graduation));

        Assert.Empty((await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 1, 10), "11"), registry.As(EnrolmentScene.Olga))).Refusals);
    }

    [Fact]
    public async Task PreviewOfARelease_TellsThatItEnrols()
    {
        var engagement = await scene.EngagementAsync(enrolled: false);
        var id = (await Holds.PlaceAsync(Finance(engagement.PersonId), registry.As(Role.FeesOfficer))).Value;

        var effects = await Holds.PreviewReleaseAsync(await ReleaseAsync(id), registry.As(Role.RegistryManager));

        Assert.Equal(EngagementStatus.Enrolled, Assert.Single(effects.Statuses).Status);
        Assert.Equal(EngagementStatus.Expected, (await scene.NowAsync(engagement)).Status);
    }

    [Fact]
    public async Task Release_ByAnotherOffice_IsRefusedAndByAManagerDone()
    {
        var person = await registry.Given.PersonAsync();
        var id = (await Holds.PlaceAsync(Finance(person.Id), registry.As(Role.FeesOfficer))).Value;

        Assert.Equal("NOT_THE_OWNER", Assert.Single((await Holds.ReleaseAsync(await ReleaseAsync(id), registry.As(Role.RegistryOfficer))).Refusals).Code);
        Assert.True((await Holds.ReleaseAsync(await ReleaseAsync(id), registry.As(Role.RegistryManager))).Succeeded);
    }

    [Fact]
    public async Task Release_Twice_IsRefusedTheSecondTime()
    {
        var person = await registry.Given.PersonAsync();
        var id = (await Holds.PlaceAsync(Finance(person.Id), registry.As(Role.FeesOfficer))).Value;
        var request = await ReleaseAsync(id);
        await Holds.ReleaseAsync(request, registry.As(Role.FeesOfficer));

        Assert.Equal("ALREADY_RELEASED", Assert.Single((await Holds.ReleaseAsync(request, registry.As(Role.FeesOfficer))).Refusals).Code);
    }

    [Fact]
    public async Task Place_ByARoleThatMayOnlySee_IsTurnedAway() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Holds.PlaceAsync(Finance(1), registry.As(Role.Auditor)));

    public void Dispose() => registry.Dispose();

    private static PlaceHold Finance(long person) => new() { PersonId = person, Source = "Finance", Reason = "Fees owed", HowToClear = "Pay them.", Blocks = Blocks.Enrolment };

    private async Task<ReleaseHold> ReleaseAsync(long id) => new() { HoldId = id, Version = await registry.ReadAsync(db => db.Set<Hold>().Where(h => h.Id == id).Select(h => h.Version).SingleAsync()) };
}
