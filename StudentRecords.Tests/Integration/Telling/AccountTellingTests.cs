using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>F012: a student hears that their account was made, locked or opened (F022, F044): never why, and not of roles.</summary>
public sealed class AccountTellingTests : IAsyncLifetime
{
    private TellingScene scene = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("EWP");

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Lock_IsToldWithJustTheseFields_AndNotOnceTheAccountIsOpenAgain()
    {
        await Hub.SaidAsync("F022", "AccountLocked", "IAM-1", new { student = Hub.Who, on = "2024-06-01" });
        var told = Assert.Single(await Hub.ToldAsync("F012", "NotificationIssued"));
        Assert.Equal(["student", "notice", "isLocked", "on", "text"], Fields.Of(told));
        Assert.Equal(("AccountChanged", "True", "2024-06-01"), (Fields.Of(told, "notice"), Fields.Of(told, "isLocked"), Fields.Of(told, "on")));
        await Hub.SaidAsync("F022", "AccountUnlocked", "IAM-1", new { student = Hub.Who, on = "2024-06-02" }, 2);
        await Hub.DrainAsync("EWP");
        Assert.Equal([("True", OutboxState.Withdrawn), ("False", OutboxState.Delivered)], (await Hub.ToldAsync("F012", "NotificationIssued")).Select(m => (Fields.Of(m, "isLocked")!, m.State)));
    }

    [Fact]
    public async Task WordOfTheServiceDesk_IsToldWithoutItsText()
    {
        await Hub.SaidAsync("F044", "AccountStatusChanged", "INC-1", new { student = Hub.Who, reference = "INC-1", text = "Password shared with a flatmate", on = "2024-06-01", isLocked = true });
        var told = Assert.Single(await Hub.ToldAsync("F012", "NotificationIssued"));
        Assert.DoesNotContain("flatmate", told.Body, StringComparison.Ordinal);
        Assert.StartsWith("Your account has been locked.", Fields.Of(told, "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_AreNotToldToTheStudent()
    {
        await Hub.SaidAsync("F022", "RoleAssignmentChanged", "IAM-1", new { student = Hub.Who, roles = new[] { "student" }, on = "2024-06-01" });
        Assert.Empty(await Hub.ToldAsync("F012", "NotificationIssued"));
    }

    [Fact]
    public async Task SomebodyWhoHasDied_IsToldNothing()
    {
        await Hub.SaidAsync("F022", "CredentialIssued", "IAM-1", new { student = Hub.Who, username = "nachebe1", on = "2024-05-01" });
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.RecordDeath, new DateOnly(2024, 5, 30));
        await Hub.SaidAsync("F022", "AccountLocked", "IAM-1", new { student = Hub.Who, on = "2024-06-02" }, 2);
        await Hub.DrainAsync("EWP");
        Assert.Equal(OutboxState.Withdrawn, Assert.Single(await Hub.ToldAsync("F012", "NotificationIssued")).State);
    }
}
