using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Integration.Replaying;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>A system that is operated since lately is told how things stand, once.</summary>
public sealed class FillTests : IAsyncLifetime
{
    private TellingScene scene = null!;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("IAM");

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task SystemThatCameLate_HearsWhoStudiesHere_AndOfNothingTwice()
    {
        Assert.Empty(await scene.Hub.ToldAsync("F008"));
        Assert.Equal("NO_CHANNEL", (await AskAsync("LIB")).Refusals.Single().Code);
        foreach (var system in (string[])["LIB", "VLE"])
        {
            Assert.Empty((await scene.Registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = system, Kind = ChannelKind.Folder }, scene.Registry.As(Role.IntegrationOperator), default)).Refusals);
            await FillAsync(system);
        }

        var patron = Assert.Single(await scene.Hub.ToldAsync("F008"));
        Assert.Equal(("LibraryPatronUpserted", scene.Hub.Student.Id), (patron.Type, patron.PersonId));
        Assert.Equal("CourseMembershipGranted", Assert.Single(await scene.Hub.ToldAsync("F015"), m => m.PersonId is not null).Type);
        await FillAsync("LIB");
        await FillAsync("VLE");
        Assert.Single(await scene.Hub.ToldAsync("F008"));

        // and goes on hearing: what is told next has a key of its own
        await scene.MoveAsync(scene.Hub.Engagement, [], [scene.Hub.Run.Id]);
        Assert.Equal(["CourseMembershipGranted", "CourseMembershipRevoked"], (await scene.Hub.ToldAsync("F015")).Where(m => m.PersonId is not null).Select(m => m.Type));
    }

    [Fact]
    public async Task PortalThatCameLate_HearsOfHoldsTutorsAndSeatsThatStand_AndOfNothingTwice()
    {
        var student = scene.Hub.Who;
        await scene.Hub.SaidAsync("F010", "FinancialHoldPlaced", "H-1", new { hold = "H-1", student, reason = "A fee is owed", placedOn = "2024-05-01" });
        await scene.Hub.SaidAsync("F034", "PersonalTutorAssigned", $"{scene.Hub.Student.StudentNumber}/S1", new { student, staff = "S1", staffName = "Dr Grey", role = "PersonalTutor", from = "2023-10-01" });
        Assert.Empty(await scene.Hub.ToldAsync("F012"));
        Assert.Empty((await scene.Registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "EWP", Kind = ChannelKind.Folder }, scene.Registry.As(Role.IntegrationOperator), default)).Refusals);
        await FillAsync("EWP");
        await FillAsync("EWP");
        Assert.Equal(["CareChanged", "HoldPlaced"], (await scene.Hub.ToldAsync("F012", "NotificationIssued")).Select(m => Fields.Of(m, "notice")).Order(StringComparer.Ordinal));

        // and goes on hearing
        var hold = await scene.Registry.ReadAsync(db => db.Set<Domain.Enrolment.Hold>().AsNoTracking().SingleAsync());
        await scene.Hub.SaidAsync("F010", "FinancialHoldReleased", "H-1", new { hold = "H-1", student, releasedOn = "2024-06-01", reason = "Paid" }, 2);
        Assert.Equal("HoldReleased", Fields.Of((await scene.Hub.ToldAsync("F012", "NotificationIssued"))[^1], "notice"));
        Assert.True(hold.IsOpen);
    }

    [Fact]
    public async Task StatutoryReceivers_AreNotFilled() => Assert.Equal("NOTHING_TO_FILL", (await AskAsync("UKVI")).Refusals.Single().Code);

    private Task<Outcome<long>> AskAsync(string system) => scene.Registry.Get<ReplayService>().FillAsync(system, scene.Registry.As(Role.IntegrationOperator), default);

    private async Task FillAsync(string system)
    {
        Assert.Empty((await AskAsync(system)).Refusals);
        Assert.True(await scene.Registry.Get<JobRunner>().RunNextAsync(default));
    }
}
