using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>What holds and permissions to study do outwards: the student hears in plain words (F012), Identity what is closed (F021), Human Resources and Payroll what it does to work (F033, F035).</summary>
public sealed class HoldTellingTests : IAsyncLifetime
{
    private TellingScene scene = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("EWP", "IAM", "HR", "PAY", "LIB");

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("Registry", Blocks.Registration, "[\"registration on modules\"]", "The Registry has placed a hold on your record. Until it is released it stops your registration on modules. Ask the Registry's desk")]
    [InlineData("Library", Blocks.Progression | Blocks.Graduation, "[\"progression to the next year\",\"graduation\"]", "The Library has placed a hold on your record. Until it is released it stops your progression to the next year and graduation. Return what you have on loan")]
    [InlineData("Finance", Blocks.Enrolment | Blocks.Registration | Blocks.Graduation, "[\"enrolment\",\"registration on modules\",\"graduation\"]", "Finance has placed a hold on your record. Until it is released it stops your enrolment, registration on modules and graduation. Look at your account")]
    [InlineData("Academic Integrity", Blocks.ResultsRelease, "[\"release of results\"]", "The Academic Integrity office has placed a hold on your record. Until it is released it stops your release of results. The Academic Integrity office tells you")]
    [InlineData("Compliance", Blocks.Enrolment, "[\"enrolment\"]", "The student immigration office has placed a hold on your record. Until it is released it stops your enrolment. Speak to the student immigration advisers")]
    public async Task Hold_IsToldToTheStudentInTheOfficesWords_AndNotInThoseOfAColleague(string office, Blocks stops, string told, string text)
    {
        await PlaceAsync(office, stops);
        var notice = Assert.Single(await Hub.ToldAsync("F012", "NotificationIssued"));
        Assert.Equal(["student", "notice", "hold", "owner", "stops", "on", "text"], Fields.Of(notice));
        Assert.Equal(("HoldPlaced", office, told), (Fields.Of(notice, "notice"), Fields.Of(notice, "owner"), Fields.Of(notice, "stops")));
        Assert.StartsWith(text, Fields.Of(notice, "text"), StringComparison.Ordinal);
        Assert.DoesNotContain("Owes 740 pounds", notice.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Ring Mr Poole", notice.Body, StringComparison.Ordinal);
        await Hub.DrainAsync("EWP");
        Assert.Equal(OutboxState.Delivered, (await scene.LastAsync("F012", "NotificationIssued")).State);
    }

    [Fact]
    public async Task HoldThatWasReleasedBeforeItsNoticeWent_IsToldAsReleasedOnly()
    {
        await PlaceAsync("Registry", Blocks.Registration);
        await ReleaseAsync();
        await Hub.DrainAsync("EWP");
        var told = await Hub.ToldAsync("F012", "NotificationIssued");
        Assert.Equal([("HoldPlaced", OutboxState.Withdrawn), ("HoldReleased", OutboxState.Delivered)], told.Select(m => (Fields.Of(m, "notice")!, m.State)));
        Assert.Equal("The Registry has released its hold on your record. It no longer stops your registration on modules; where something is still closed to you, another hold stands.", Fields.Of(told[1], "text"));
    }

    [Fact]
    public async Task HoldOfSomebodyWhoHasDied_IsNotToldToThePortal()
    {
        await PlaceAsync("Registry", Blocks.Registration);
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.RecordDeath, new DateOnly(2024, 5, 30));
        await PlaceAsync("Registry", Blocks.Graduation);
        await Hub.DrainAsync("EWP");
        var told = Assert.Single(await Hub.ToldAsync("F012", "NotificationIssued"));
        Assert.Equal((OutboxState.Withdrawn, "The student has died."), (told.State, told.LastError));
    }

    [Fact]
    public async Task HoldOfFinance_ClosesToIdentityWhatItStops_AndItsReleaseOpensItAgain()
    {
        await Hub.SaidAsync("F010", "FinancialHoldPlaced", "H-1", new { student = Hub.Who, hold = "H-1", reason = "Owes 740 pounds", placedOn = "2024-05-01" });
        var told = await scene.LastAsync("F021", "AccessEligibilityChanged");
        Assert.Equal(["person", "stops", "effectiveOn", "version"], Fields.Of(told));
        Assert.Equal("[\"enrolment\",\"registration on modules\",\"graduation\"]", Fields.Of(told, "stops"));
        await Hub.SaidAsync("F010", "FinancialHoldReleased", "H-1", new { student = Hub.Who, hold = "H-1", reason = "Paid", releasedOn = "2024-05-15" }, 2);
        await Hub.DrainAsync("IAM");
        Assert.Equal([("[\"enrolment\",\"registration on modules\",\"graduation\"]", OutboxState.Withdrawn), ("[]", OutboxState.Delivered)], (await Hub.ToldAsync("F021", "AccessEligibilityChanged")).Select(m => (Fields.Of(m, "stops")!, m.State)));
    }

    [Fact]
    public async Task HoldOfAnotherOffice_MarksTheBorrower_WithoutWhoseOrWhy_AndItsReleaseTakesTheMarkAway()
    {
        await PlaceAsync("Registry", Blocks.Registration);
        var told = await scene.LastAsync("F008", "LibraryPatronUpserted");
        Assert.Equal(["student", "familyName", "givenNames", "email", "engagement", "programme", "isResearch", "expiresOn", "isBlocked"], Fields.Of(told));
        Assert.Equal("True", Fields.Of(told, "isBlocked"));
        Assert.DoesNotContain("Registry", told.Body, StringComparison.Ordinal);
        await ReleaseAsync();
        await Hub.DrainAsync("LIB");
        Assert.Equal([("True", OutboxState.Withdrawn, BorrowerGate.Otherwise), ("False", OutboxState.Delivered, null)], (await Hub.ToldAsync("F008")).Where(m => m.Key.Contains("/hold/", StringComparison.Ordinal)).Select(m => (Fields.Of(m, "isBlocked")!, m.State, m.LastError)));
    }

    [Fact]
    public async Task HoldOfTheLibrary_IsNotToldToTheLibrary()
    {
        await Hub.SaidAsync("F007", "LibraryObligationRaised", "L-1", new { student = Hub.Who, obligation = "L-1", reason = "Three books", raisedOn = "2024-05-01" });
        Assert.DoesNotContain(await Hub.ToldAsync("F008"), m => m.Key.Contains("/hold/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task HoldOfTheLibrary_ChangesNoAccess()
    {
        await Hub.SaidAsync("F007", "LibraryObligationRaised", "L-1", new { student = Hub.Who, obligation = "L-1", reason = "Three books", raisedOn = "2024-05-01" });
        Assert.Equal("HoldPlaced", Fields.Of(await scene.LastAsync("F012", "NotificationIssued"), "notice"));
        Assert.Empty(await Hub.ToldAsync("F021", "AccessEligibilityChanged"));
    }

    [Fact]
    public async Task Supervisor_IsToldToTheStudentWithJustTheseFields()
    {
        await Hub.SaidAsync("F034", "PersonalTutorAssigned", "t", new { student = Hub.Who, staff = "S0042", staffName = "Dr Ada Byron", role = "PersonalTutor", from = "2023-10-01" });
        var told = await scene.LastAsync("F012", "NotificationIssued");
        Assert.Equal(["student", "notice", "role", "staffName", "from", "to"], Fields.Of(told));
        Assert.Equal("Dr Ada Byron", Fields.Of(told, "staffName"));
    }

    [Fact]
    public async Task PermissionThatIsRefused_IsToldToIdentity_AndWorkIsCheckedAgainBeforeItIsPaid()
    {
        var role = await WorkAsync();
        await HoursAsync(role, "2024-06");
        await Hub.SaidAsync("F052", "VisaRefused", "E1/refused", new { student = Hub.Who, cas = "E1", decidedOn = "2024-05-30" });

        var access = await scene.LastAsync("F021", "AccessEligibilityChanged");
        Assert.Equal(["person", "mayStudyFrom", "mayStudyUntil", "effectiveOn", "version"], Fields.Of(access));
        Assert.Equal(["role", "student", "familyName", "givenNames", "engagement", "title", "hoursPerWeek", "from", "to", "isSponsored", "mayStudyUntil"], Fields.Of(await scene.LastAsync("F033", "StudentStaffRoleProposed")));
        Assert.Equal("The right to work does not reach it", Fields.Of(await scene.LastAsync("F035", "PaymentAuthorisationRevoked"), "because"));
        Assert.Equal(StaffRoleState.Proposed, Assert.Single((await ViewAsync()).Roles).State);
        Assert.Equal(["RIGHT_TO_WORK"], await AuthoriseAsync(role, "2024-07"));
    }

    [Fact]
    public async Task LeaveThatIsCutShort_TakesBackHoursBeyondIt_AndNotThoseWithin()
    {
        var role = await WorkAsync();
        await HoursAsync(role, "2024-06");
        await HoursAsync(role, "2024-08");
        await Hub.SaidAsync("F052", "VisaGranted", "E1/granted", new { student = Hub.Who, cas = "E1", decidedOn = "2023-09-01", validFrom = "2023-09-01", validUntil = "2027-01-31" });
        Assert.Empty(await Hub.ToldAsync("F035", "PaymentAuthorisationRevoked"));
        await Hub.SaidAsync("F052", "LeaveCurtailed", "E1/curtailed", new { student = Hub.Who, cas = "E1", decidedOn = "2024-05-30", validFrom = "2023-09-01", validUntil = "2024-06-30" }, 2);

        Assert.Equal([("2024-06", PayState.Sent), ("2024-08", PayState.Revoked)], (await scene.Registry.Get<PayQueries>().OfPersonAsync(Hub.Student.Id, TestRegistry.Caller(Role.FeesOfficer))).OrderBy(p => p.Period, StringComparer.Ordinal).Select(p => (p.Period, p.State)));
        Assert.Equal((StaffRoleState.Confirmed, new DateOnly(2024, 6, 30)), Assert.Single((await ViewAsync()).Roles) is var held ? (held.State, held.RightToWorkUntil) : default);
        Assert.Equal([null, "2027-01-31", "2024-06-30"], (await Hub.ToldAsync("F033", "StudentStaffRoleProposed")).Select(m => Fields.Of(m).Contains("mayStudyUntil") ? Fields.Of(m, "mayStudyUntil") : null));
        await Hub.DrainAsync("IAM");
        Assert.Equal([("2027-01-31", OutboxState.Withdrawn), ("2024-06-30", OutboxState.Delivered)], (await Hub.ToldAsync("F021", "AccessEligibilityChanged")).Select(m => (Fields.Of(m, "mayStudyUntil")!, m.State)));
    }

    private async Task PlaceAsync(string office, Blocks stops) =>
        Assert.Empty((await scene.Registry.Get<HoldService>().PlaceAsync(new PlaceHold { PersonId = Hub.Student.Id, Source = office, Reason = "Owes 740 pounds", HowToClear = "Ring Mr Poole", Blocks = stops }, scene.Registry.As(Role.RegistryManager))).Refusals);

    private async Task ReleaseAsync()
    {
        var hold = await scene.Registry.ReadAsync(db => db.Set<Hold>().AsNoTracking().SingleAsync());
        Assert.Empty((await scene.Registry.Get<HoldService>().ReleaseAsync(new ReleaseHold { HoldId = hold.Id, Version = hold.Version }, scene.Registry.As(Role.RegistryManager))).Refusals);
    }

    private async Task<long> WorkAsync()
    {
        var proposed = await scene.Registry.Get<StaffRoleService>().ProposeAsync(new ProposeRole { PersonId = Hub.Student.Id, Title = "Demonstrator", HoursPerWeek = 6, From = new DateOnly(2024, 2, 1) }, scene.Registry.As(Role.RegistryOfficer));
        var key = Assert.Single((await ViewAsync()).Roles).Key;
        await Hub.SaidAsync("F034", "StudentStaffRoleConfirmed", key, new { student = Hub.Who, role = key, checkedOn = "2024-05-01" });
        return proposed.Value;
    }

    private async Task HoursAsync(long role, string period) => Assert.Empty(await AuthoriseAsync(role, period));

    private async Task<IEnumerable<string>> AuthoriseAsync(long role, string period) =>
        (await scene.Registry.Get<PayService>().AuthoriseAsync(new AuthorisePay { PersonId = Hub.Student.Id, Terms = new PayTerms(PayKind.Hours, "GTA", period, 1, 120m, role) }, scene.Registry.As(Role.FeesOfficer))).Refusals.Select(r => r.Code);

    private async Task<SupportView> ViewAsync() => (await scene.Registry.Get<SupportQueries>().OfPersonAsync(Hub.Student.Id, TestRegistry.Caller(Role.RegistryManager)))!;
}
