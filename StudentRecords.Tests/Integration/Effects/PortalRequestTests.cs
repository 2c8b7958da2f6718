using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F011: what students ask for in the portal is held to the rules of the desk.</summary>
public sealed class PortalRequestTests : IAsyncLifetime
{
    private HubScene scene = null!;
    private int asked;

    private TestRegistry Registry => scene.Registry;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("2023-09-30", "11", "BEFORE_ENROLMENT")]
    [InlineData("2026-10-01", "11", "TOO_FAR_AHEAD")]
    [InlineData("2024-05-20", "05", "END_REASON_MISSING")]
    [InlineData("2024-05-20", "Bored", "END_REASON_MISSING")]
    public async Task AWithdrawal_ThatTheDeskWouldRefuse_IsRefusedToThePortal(string on, string reason, string code)
    {
        var receipt = await LeaveAsync(on, reason);

        Assert.Equal((InboxState.Refused, code), (receipt.State, receipt.Code));
        Assert.Equal(EngagementStatus.Enrolled, await StatusAsync(scene.Engagement));
    }

    [Fact]
    public async Task AWithdrawal_OfWhoIsExpectedOnTheNextProgramme_LeavesTheOneThatIsStudied()
    {
        var next = await Registry.Given.EngagementAsync(scene.Student, await Registry.Given.ProgrammeAsync("MSC-CS"), enrolled: false, start: new DateOnly(2024, 10, 1), numhus: "2");

        Assert.Equal(InboxState.Applied, (await LeaveAsync("2024-05-20")).State);

        Assert.Equal((EngagementStatus.Withdrawn, EngagementStatus.Expected), (await StatusAsync(scene.Engagement), await StatusAsync(next)));
    }

    [Fact]
    public async Task AWithdrawal_OfWhoStudiesOnTwoProgrammes_MustSayWhich()
    {
        var second = await Registry.Given.EngagementAsync(scene.Student, await Registry.Given.ProgrammeAsync("LANG"), numhus: $"{scene.Student.StudentNumber}-2");

        Assert.Equal("ENGAGEMENT_UNCLEAR", (await LeaveAsync("2024-05-20")).Code);
        Assert.Equal(InboxState.Applied, (await LeaveAsync("2024-05-20", stream: "2")).State);

        Assert.Equal((EngagementStatus.Enrolled, EngagementStatus.Withdrawn), (await StatusAsync(scene.Engagement), await StatusAsync(second)));
    }

    /// <summary>At half past midnight in British Summer Time the day at the desk has begun, though it has not in Greenwich.</summary>
    [Fact]
    public async Task ADayOfToday_IsNotAhead_WhenTheDayHasBegunInTheUnitedKingdom()
    {
        Registry.Clock.Now = new DateTimeOffset(2024, 6, 9, 23, 30, 0, TimeSpan.Zero);
        var receipt = await scene.SayAsync("F052", "CasAssigned", "E4G1/1", new { student = scene.Who, cas = "E4G1", decidedOn = "2024-06-10" });

        Assert.Equal(InboxState.Applied, receipt.State);
        Assert.Equal(InboxState.Quarantined, (await scene.SayAsync("F052", "CasAssigned", "E4G2/1", new { student = scene.Who, cas = "E4G2", decidedOn = "2024-06-11" })).State);
    }

    [Fact]
    public async Task ContactDetails_ThatTheDeskWouldRefuse_AreRefusedWithEveryReason_AndOthersAreTidied()
    {
        var refused = await scene.SayAsync("F011", "ProfileChangeRequested", "profile-1", new { student = scene.Who, email = "a@b", telephone = "ring me", termPostcode = "nowhere", homeAddress = "1 High Street" });
        Assert.Equal((InboxState.Refused, 3), (refused.State, refused.Faults.Count));
        Assert.Null((await PersonAsync()).HomeAddress);

        await scene.SaidAsync("F011", "ProfileChangeRequested", "profile-2", new { student = scene.Who, termPostcode = " ls2 9jt ", homeAddress = "1 High Street" });
        Assert.Equal(("LS2 9JT", "1 High Street"), await PersonAsync() is var person ? (person.TermPostcode, person.HomeAddress) : default);
    }

    private Task<Receipt> LeaveAsync(string on, string reason = "11", string? stream = null) =>
        scene.SayAsync("F011", "SelfServiceRequestRaised", $"leave-{++asked}", new { student = scene.Who, request = "WithdrawFromProgramme", effectiveOn = on, endReason = reason, stream });

    private Task<EngagementStatus> StatusAsync(Engagement engagement) => Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Status).SingleAsync());

    private Task<Person> PersonAsync() => Registry.ReadAsync(db => db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == scene.Student.Id));
}
