using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Students.Merging;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>Who hears that somebody enrols, stops, leaves or comes later: each with just these fields, and no word that is no longer so.</summary>
public sealed class StatusTellingTests : IAsyncLifetime
{
    private TellingScene scene = null!;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("TTB", "CRM", "LIB", "ACC", "IAM", "CRIS", "ITSM", "UCAS", "WELL", "RP", "UKVI");

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("F003", "StudentRosterChanged", "student engagement programme mode status effectiveOn version")]
    [InlineData("F006", "StudentStatusChanged", "student engagement programme status effectiveOn version")]
    [InlineData("F008", "LibraryPatronUpserted", "student familyName givenNames email engagement programme isResearch expiresOn isBlocked")]
    [InlineData("F017", "ResidentEligibilityChanged", "student engagement programme status isEligible reviewBooking effectiveOn version")]
    [InlineData("F021", "PersonJoined", "person familyName givenNames knownAs engagement affiliation from until version")]
    [InlineData("F037", "ResearchStudentRegistered", "student engagement programme start expectedEnd version")]
    [InlineData("F046", "UcasEnrolmentConfirmed", "choice personalId engagement effectiveOn entryOn")]
    [InlineData("F053", "StudentContextPublished", "student engagement programme status effectiveOn version")]
    [ExactFields]
    [RefusedAtSend]
    public async Task Enrolment_IsToldWithJustTheseFields_AndNotWhenTheStudentHasLeftBeforeItWent(string flow, string type, string fields)
    {
        var engagement = await scene.AcceptedAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        var told = await scene.LastAsync(flow, type);
        Assert.Equal(fields.Split(' '), Fields.Of(told));
        Assert.Equal(engagement.PersonId, told.PersonId);

        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await scene.Hub.DrainAsync(told.Destination);
        AtSend.Withdrawn(await AgainAsync(told));
    }

    /// <summary>Told whole each time; what the service desk must not have is a caller under a number that is no longer theirs.</summary>
    [Fact]
    [ExactFields("F043")]
    [RefusedAtSend("F043")]
    public async Task Caller_IsToldToTheServiceDeskWithJustTheseFields_AndNotUnderARecordThatGaveWayBeforeItWent()
    {
        var engagement = await scene.AcceptedAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        var told = await scene.LastAsync("F043", "CallerContextPublished");
        Assert.Equal(["person", "name", "status", "programme", "username", "isLocked"], Fields.Of(told));
        Assert.True((await scene.Registry.Get<MergeService>().MergeAsync(new MergePerson { PersonId = engagement.PersonId, KeptNumber = scene.Hub.Student.StudentNumber }, scene.Registry.As(Role.RegistryManager))).Succeeded);
        await scene.Hub.DrainAsync("ITSM");
        Assert.Equal((OutboxState.Withdrawn, CallerGate.GaveWay), await AgainAsync(told) is var then ? (then.State, then.LastError) : default);
    }

    [Fact]
    [OvertakenAtSend("F043")]
    public async Task OfACaller_OnlyTheNewestWordGoes()
    {
        var engagement = await scene.AcceptedAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        var told = await scene.LastAsync("F043", "CallerContextPublished");
        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await scene.Hub.DrainAsync("ITSM");
        AtSend.Overtaken(await AgainAsync(told));
        Assert.Equal(("Withdrawn", OutboxState.Delivered), await scene.LastAsync("F043", "CallerContextPublished") is var last ? (Fields.Of(last, "status"), last.State) : default);
    }

    private Task<OutboxMessage> AgainAsync(OutboxMessage told) => scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.Id == told.Id));

    [Theory]
    [InlineData("F008", "LibraryAccessRevoked", "student effectiveOn version")]
    [InlineData("F021", "PersonLeft", "person engagement isAlum leftOn version")]
    [InlineData("F037", "ResearchStudentLeft", "student engagement leftOn version")]
    [InlineData("F046", "UcasWithdrawalNotified", "choice personalId engagement effectiveOn entryOn")]
    public async Task Leaving_IsToldWithJustTheseFields_AndNotWhenItWasTakenBackBeforeItWent(string flow, string type, string fields)
    {
        var engagement = await scene.AcceptedAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        var told = await scene.LastAsync(flow, type);
        Assert.Equal(fields.Split(' '), Fields.Of(told));
        await scene.UndoAsync(engagement);
        await scene.Hub.DrainAsync(told.Destination);
        Assert.Equal(OutboxState.Withdrawn, await scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Id == told.Id).Select(m => m.State).SingleAsync()));
    }

    [Fact]
    public async Task EnrolmentThatStands_IsDelivered_AndNoLaterJoiningUndoesALeaving()
    {
        var engagement = await scene.AcceptedAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        await scene.Hub.DrainAsync("IAM");
        await scene.TakeAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 4, 1));
        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await scene.Hub.DrainAsync("IAM");
        var lane = (await scene.Hub.ToldAsync("F021")).Where(m => m.PersonId == engagement.PersonId).ToList();
        Assert.Equal(["AccessEligibilityChanged", "PersonJoined", "AccessEligibilityChanged", "PersonLeft"], lane.Select(m => m.Type));
        Assert.All(lane, m => Assert.Equal(OutboxState.Delivered, m.State));
        Assert.Equal([1, 2, 3, 4], lane.Select(m => m.Sequence));
    }

    [Fact]
    public async Task WhoIsHereOnAnotherEngagement_KeepsTheLibrary()
    {
        var (first, second) = (scene.Hub.Engagement, await scene.Registry.Given.EngagementAsync(scene.Hub.Student, scene.Hub.Programme, numhus: "2"));
        await scene.TakeAsync(first, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        Assert.Empty(await scene.Hub.ToldAsync("F008", "LibraryAccessRevoked"));
        await scene.TakeAsync(second, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        Assert.Single(await scene.Hub.ToldAsync("F008", "LibraryAccessRevoked"));
    }

    [Fact]
    public async Task Booking_IsMarkedForReview_WhenItsStudentLeaves()
    {
        await scene.Hub.SaidAsync("F018", "ResidenceRoomAllocated", "BK-1", new { student = scene.Hub.Who, booking = "BK-1", residence = "Mill Hall", from = "2023-09-23" });
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        Assert.Equal("True", Fields.Of(await scene.LastAsync("F017", "ResidentEligibilityChanged"), "reviewBooking"));
    }

    [Fact]
    [ExactFields("F051")]
    public async Task SponsoredStudent_HasACasAskedFor_AmendedWhenTheyComeLater_AndNotWhenTheyAreThere()
    {
        var engagement = await scene.AcceptedAsync(isSponsored: true);
        var asked = await scene.LastAsync("F051", "CasRequested");
        Assert.Equal(["student", "familyName", "givenNames", "dateOfBirth", "nationality", "engagement", "programme", "start", "expectedEnd", "requestNo"], Fields.Of(asked));
        await scene.TakeAsync(engagement, EnrolmentStep.Defer, new DateOnly(2024, 6, 1), newStart: new DateOnly(2024, 10, 1));
        Assert.Equal("2024-10-01", Fields.Of(await scene.LastAsync("F051", "CasAmended"), "start"));
        await scene.Hub.DrainAsync("UKVI");
        Assert.Equal([("CasRequested", OutboxState.Delivered), ("CasAmended", OutboxState.Delivered)], (await scene.Hub.ToldAsync("F051")).Where(m => m.Type.StartsWith("Cas", StringComparison.Ordinal)).Select(m => (m.Type, m.State)));
        Assert.Equal(["UcasDeferralNotified"], (await scene.Hub.ToldAsync("F046")).Select(m => m.Type));
    }

    [Theory]
    [InlineData(EngagementStatus.Expected)]
    [InlineData(EngagementStatus.Deferred)]
    public async Task StudentMarkedAsSponsoredAfterwards_HasACasAskedForOnce(EngagementStatus status)
    {
        var engagement = await scene.AcceptedAsync();
        if (status == EngagementStatus.Deferred)
        {
            await scene.TakeAsync(engagement, EnrolmentStep.Defer, new DateOnly(2024, 6, 1), newStart: new DateOnly(2024, 10, 1));
        }

        Assert.Empty(await scene.Hub.ToldAsync("F051"));
        Assert.Empty((await scene.Registry.Get<HoldService>().PlaceAsync(new PlaceHold { PersonId = engagement.PersonId, Source = "Finance", Reason = "Deposit", HowToClear = "Pay it.", Blocks = Blocks.Enrolment }, scene.Registry.As(Role.RegistryManager))).Refusals);
        await SponsorAsync(engagement, true);
        await scene.Hub.DrainAsync("UKVI");
        await SponsorAsync(engagement, false);
        await SponsorAsync(engagement, true);

        var asked = Assert.Single(await scene.Hub.ToldAsync("F051"));
        Assert.Equal(("CasRequested", OutboxState.Delivered), (asked.Type, asked.State));
    }

    [Fact]
    [RefusedAtSend("F051")]
    public async Task MarkTakenAwayBeforeTheRequestWent_IsNeverHeardOf_AndEnrolsWhoWaitedForThePermissionOnly()
    {
        var engagement = await scene.AcceptedAsync();
        await SponsorAsync(engagement, true);
        await SponsorAsync(engagement, false);
        await scene.Hub.DrainAsync("UKVI");

        AtSend.Withdrawn(Assert.Single(await scene.Hub.ToldAsync("F051")));
        Assert.Equal(EngagementStatus.Enrolled, await scene.Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Status).SingleAsync()));
    }

    private async Task SponsorAsync(Engagement engagement, bool isSponsored)
    {
        var version = await scene.Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Version).SingleAsync());
        Assert.Empty((await scene.Registry.Get<EngagementService>().SponsorAsync(engagement.Id, version, isSponsored, scene.Registry.As(Role.RegistryOfficer))).Refusals);
    }

    [Fact]
    public async Task NoShow_IsToldToUcas()
    {
        var engagement = await scene.AcceptedAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.NoShow, new DateOnly(2023, 11, 1));
        Assert.Equal("UcasNoShowNotified", Assert.Single(await scene.Hub.ToldAsync("F046")).Type);
    }

    [Fact]
    public async Task Undergraduate_IsNotToldToResearchSystems()
    {
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        Assert.Empty(await scene.Hub.ToldAsync("F037"));
        Assert.Empty(await scene.Hub.ToldAsync("F039"));
    }
}
