using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Scenarios;

/// <summary>A person who returns years later keeps number and SID and has another engagement; a person who is student and staff at once is one person with both, and the end of the study ends what rested on it.</summary>
public sealed class ReturnAndTwoRolesTests : IAsyncLifetime
{
    private TellingScene scene = null!;
    private RecordAsked record = null!;

    private HubScene Hub => scene.Hub;

    private long Student => Hub.Student.Id;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("IAM", "LIB", "HR");
        record = new RecordAsked(scene.Registry);
        await scene.Registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == Student).Identify("HESA", IdentifierKinds.Sid, "12100071451234560", new DateOnly(2023, 9, 1)));
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Returner_IsTheSamePersonOnAnotherEngagement_AndHasAccessAgain()
    {
        var number = (await record.OverviewAsync(Student)).Identifiers;
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await Hub.DrainAsync("IAM");
        scene.Registry.Clock.Advance(TimeSpan.FromDays(365 * 4));
        await HandedOverAsync("2027-10-01");

        var engagements = await record.EngagementsAsync(Student);
        Assert.Equal([EngagementStatus.Enrolled, EngagementStatus.Withdrawn], engagements.Select(e => e.Status));
        Assert.Equal(2, engagements.Select(e => e.Numhus).Distinct().Count());
        Assert.Equal(number, (await record.OverviewAsync(Student)).Identifiers);
        Assert.Empty(await Hub.ToldAsync("F025"));
        await Hub.DrainAsync("IAM");
        var lane = (await Hub.ToldAsync("F021")).Where(m => m.PersonId == Student && m.State == OutboxState.Delivered).ToList();
        Assert.Equal(["PersonLeft", "PersonJoined"], lane.Where(m => m.Type is "PersonLeft" or "PersonJoined").Select(m => m.Type).TakeLast(2));
        Assert.Single(lane.Select(m => m.Aggregate).Distinct());
    }

    [Fact]
    public async Task SomebodyOfTheSameNameAndBirthDate_WhoComesAnotherWay_IsForASteward()
    {
        var overview = await record.OverviewAsync(Student);
        var receipt = await Hub.SayAsync("F045", "UcasApplicationReceived", "u9/1", new
        {
            application = "u9/1", applicant = new { system = "UCAS", id = "u9" }, programme = Hub.Programme.Code, entryOn = "2024-10-01",
            details = new { familyName = overview.FamilyName, givenNames = overview.GivenNames, dateOfBirth = overview.DateOfBirth },
        });
        Assert.Equal((InboxState.Quarantined, "IDENTITY_AMBIGUOUS"), (receipt.State!.Value, receipt.Code));
        Assert.Single(await record.EngagementsAsync(Student));
    }

    [Fact]
    public async Task StudentWhoIsStaffToo_IsOnePersonWithBoth_AndTheWorkEndsWithTheStudy()
    {
        var service = scene.Registry.Get<StaffRoleService>();
        Assert.Empty((await service.ProposeAsync(new ProposeRole { PersonId = Student, Title = "Demonstrator", HoursPerWeek = 6, From = new DateOnly(2024, 2, 1) }, scene.Registry.As(Role.RegistryOfficer))).Refusals);
        var role = Assert.Single((await record.SupportAsync(Student)).Roles);
        await Hub.DrainAsync("HR");
        await Hub.SaidAsync("F034", "StudentStaffRoleConfirmed", role.Key, new { student = Hub.Who, role = role.Key, checkedOn = "2024-06-01", until = "2025-01-31" });
        await Hub.SaidAsync("F022", "CredentialIssued", "IAM-1", new { student = Hub.Who, username = "nachebe1", on = "2024-06-01" });
        var support = await record.SupportAsync(Student);
        Assert.Equal((StaffRoleState.Confirmed, "nachebe1"), (Assert.Single(support.Roles).State, support.Account!.Username));
        Assert.Equal(EngagementStatus.Enrolled, (await record.EngagementAsync(Student)).Status);

        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 20), "11");
        await Hub.DrainAsync("HR");
        Assert.Equal(StaffRoleState.Ended, Assert.Single((await record.SupportAsync(Student)).Roles).State);
        Assert.Equal([("StudentStaffRoleProposed", OutboxState.Delivered), ("StudentStaffRoleEnded", OutboxState.Delivered)], (await Hub.ToldAsync("F033")).Select(m => (m.Type, m.State)));
        Assert.Equal("NOT_ENROLLED", Assert.Single((await service.ProposeAsync(new ProposeRole { PersonId = Student, Title = "Invigilator", HoursPerWeek = 4, From = new DateOnly(2024, 6, 1) }, scene.Registry.As(Role.RegistryOfficer))).Refusals).Code);
    }

    [Fact]
    public async Task StudentOnTwoEngagements_KeepsAccessUntilTheLastOneEnds()
    {
        var second = await scene.Registry.Given.EngagementAsync(Hub.Student, await scene.Registry.Given.ProgrammeAsync("CERT"), numhus: "2");
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        Assert.Empty(await Hub.ToldAsync("F021", "PersonLeft"));
        Assert.Empty(await Hub.ToldAsync("F008", "LibraryAccessRevoked"));
        await scene.TakeAsync(second, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 2), "11");
        await Hub.DrainAsync("IAM");
        Assert.Equal(OutboxState.Delivered, Assert.Single(await Hub.ToldAsync("F021", "PersonLeft")).State);
    }

    private Task HandedOverAsync(string entry) =>
        Hub.SaidAsync("F005", "ApplicantHandedOver", "x/2/handover", new { application = "x/2", applicant = Hub.Who, programme = Hub.Programme.Code, entryOn = entry });
}
