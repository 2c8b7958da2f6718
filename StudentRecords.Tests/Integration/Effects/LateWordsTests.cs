using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>A word that comes after a newer one changes nothing, even where the newer one left no trace.</summary>
public sealed class LateWordsTests : IAsyncLifetime
{
    private static readonly Caller Registry = TestRegistry.Caller(Role.RegistryManager);
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync("ITSM");

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(5000, 5000)]
    [InlineData(0, 0)]
    public async Task F018_OlderCharge_AfterANewerOneThatLeftNoCharge_IsStale(int newest, int stands)
    {
        await scene.SaidAsync("F018", "AccommodationChargeNotified", "BK-1/c", Charge(5000));
        await scene.SaidAsync("F018", "AccommodationChargeNotified", "BK-1/c", Charge(newest), 3);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F018", "AccommodationChargeNotified", "BK-1/c", Charge(4000), 2)).State);
        Assert.Equal(stands, (await scene.Registry.Get<MoneyQueries>().AccountAsync(scene.Student.Id, TestRegistry.Caller(Role.FeesOfficer))).Charges.Where(c => c.Element == "ACCOMMODATION/BK-1").Sum(c => c.Amount));
    }

    [Fact]
    public async Task F030_OlderFault_AfterACleanRun_OpensNoTask_AndANewerOneDoes()
    {
        await scene.SaidAsync("F030", "DataQualityReportIssued", "DQ-17/s", Quality("r2", true), 2);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F030", "DataQualityReportIssued", "DQ-17/s", Quality("r1", false))).State);
        Assert.Equal(0, await scene.Registry.ReadAsync(db => db.Set<DataQualityTask>().CountAsync()));
        await scene.SaidAsync("F030", "DataQualityReportIssued", "DQ-17/s", Quality("r3", false), 3);
        Assert.Equal(1, await scene.Registry.ReadAsync(db => db.Set<DataQualityTask>().CountAsync(t => t.ClearedOn == null)));
    }

    [Fact]
    public async Task F028_FlagRaisedAgainUnderItsId_IsOpenAgain()
    {
        await scene.SaidAsync("F028", "AtRiskFlagRaised", "RF-1", Risk());
        await scene.SaidAsync("F028", "AtRiskFlagWithdrawn", "RF-1", Risk(), 2);
        await scene.SaidAsync("F028", "AtRiskFlagRaised", "RF-1", Risk(), 3);
        Assert.Equal((InterventionState.Open, (DateOnly?)null), Assert.Single((await ViewAsync()).Interventions) is var flag ? (flag.State, flag.ClosedOn) : default);
    }

    [Fact]
    public async Task F034_OlderConfirmation_AfterARefusal_IsStale()
    {
        await scene.Registry.Get<StaffRoleService>().ProposeAsync(new ProposeRole { PersonId = scene.Student.Id, Title = "Demonstrator", HoursPerWeek = 6, From = new DateOnly(2024, 2, 1) }, scene.Registry.As(Role.RegistryOfficer));
        var key = Assert.Single((await ViewAsync()).Roles).Key;
        await scene.SaidAsync("F034", "StudentStaffRoleRefused", key, new { student = scene.Who, role = key, checkedOn = "2024-06-01", reason = "No right to work" }, 2);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F034", "StudentStaffRoleConfirmed", key, new { student = scene.Who, role = key, checkedOn = "2024-05-01" })).State);
        Assert.Equal(StaffRoleState.Refused, Assert.Single((await ViewAsync()).Roles).State);
    }

    [Fact]
    public void F034_Work_IsNotPaidBeforeItBegins()
    {
        var role = new StudentStaffRole(1, 1, "Demonstrator", 6, new DateOnly(2024, 7, 1), null);
        role.Confirm(new DateOnly(2024, 6, 1), null);
        Assert.Equal((false, true), (role.MayBePaidOn(new DateOnly(2024, 6, 30)), role.MayBePaidOn(new DateOnly(2024, 7, 1))));
    }

    [Fact]
    public async Task F042_PolicyPublishedAnew_IsStillToBeAcknowledged_AndAYesToTheOldVersionDoesNotCount()
    {
        await scene.SaidAsync("F042", "AcknowledgementRequired", "P", Policy());
        await scene.SaidAsync("F042", "PolicyPublished", "P", Policy(), 2);
        Assert.Single((await ViewAsync()).Unacknowledged);
        await scene.SaidAsync("F011", "PolicyAcknowledged", "a1", Yes(1));
        Assert.Single((await ViewAsync()).Unacknowledged);
        Assert.Equal(InboxState.Parked, (await scene.SayAsync("F011", "PolicyAcknowledged", "a3", Yes(3))).State);
        await scene.SaidAsync("F011", "PolicyAcknowledged", "a2", Yes(2));
        Assert.Empty((await ViewAsync()).Unacknowledged);
    }

    [Fact]
    public async Task F044_AccountUnlockedAtTheDesk_IsUnlockedInTheRecord_AndToldSo()
    {
        await scene.SaidAsync("F022", "CredentialIssued", "IAM-1", new { student = scene.Who, username = "nachebe1", on = "2024-06-01" });
        await scene.SaidAsync("F022", "AccountLocked", "IAM-1", new { student = scene.Who, on = "2024-06-01" }, 2);
        await scene.SaidAsync("F044", "AccountStatusChanged", "INC-1", new { student = scene.Who, reference = "INC-1", on = "2024-06-01", text = "Unlocked at the desk", isLocked = false });
        Assert.False((await ViewAsync()).Account!.IsLocked);
        Assert.Equal("False", Fields.Of((await scene.ToldAsync("F043", "CallerContextPublished"))[^1], "isLocked"));
        await scene.SaidAsync("F044", "AccountStatusChanged", "INC-0", new { student = scene.Who, reference = "INC-0", on = "2024-05-30", text = "Locked at the desk", isLocked = true });
        Assert.False((await ViewAsync()).Account!.IsLocked);
    }

    private async Task<SupportView> ViewAsync() => (await scene.Registry.Get<SupportQueries>().OfPersonAsync(scene.Student.Id, Registry))!;

    private object Charge(int amount) => new { student = scene.Who, booking = "BK-1", academicYear = "2023/24", amount };

    private object Risk() => new { student = scene.Who, model = "retention-3", flag = "RF-1", scoredOn = "2024-06-01", band = "High", factors = new[] { "attendance" } };

    private static object Quality(string run, bool isClean) => new { rule = "DQ-17", entity = "student/1", run, on = "2024-06-01", isClean, sentence = isClean ? null : "The student has no nationality." };

    private static object Policy() => new { policy = "P", title = "Academic conduct", link = "https://www.example.ac.uk/p", effectiveOn = "2024-06-01" };

    private object Yes(long version) => new { student = scene.Who, policy = "P", on = "2024-06-01", version };
}
