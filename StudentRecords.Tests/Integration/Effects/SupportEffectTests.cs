using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>What other systems tell of a student's life here: rooms, accounts, risks, tutors, milestones, policies; each seen through the record's own questions, and each refused once.</summary>
public sealed class SupportEffectTests : IAsyncLifetime
{
    private static readonly Caller Registry = TestRegistry.Caller(Role.RegistryManager);
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task F018_CheckIn_IsSeenAndGivesTheTermAddress_AndAnothersBookingIsQuarantined()
    {
        await scene.SaidAsync("F018", "ResidenceRoomAllocated", "BK-1", Booking());
        await scene.SaidAsync("F018", "ResidentCheckedIn", "BK-1", Booking(), 2);
        var booking = Assert.Single((await ViewAsync()).Bookings);
        Assert.Equal(("Mill Hall", "3.14", ResidenceState.CheckedIn), (booking.Residence, booking.Room, booking.State));
        Assert.Equal("LE1 7RH", (await scene.Registry.Get<RecordQueries>().OverviewAsync(scene.Student.Id, Registry))!.Contact.TermPostcode);
        var other = await scene.Registry.Given.PersonAsync();
        Assert.Equal("OTHER_PERSON", (await scene.SayAsync("F018", "ResidentCheckedOut", "BK-1", new { student = new { system = "SIS", id = other.StudentNumber }, booking = "BK-1", residence = "Mill Hall", from = "2023-09-23" }, 3)).Code);
    }

    /// <summary>The room's postcode stands from check-in to check-out; one that the student has given since stays.</summary>
    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "LE2 1AA")]
    public async Task F018_CheckOut_EndsTheTermAddress_UnlessTheStudentHasGivenAnother(bool hasMoved, string? stands)
    {
        await scene.SaidAsync("F018", "ResidentCheckedIn", "BK-1", Booking());
        if (hasMoved)
        {
            await scene.SaidAsync("F011", "ProfileChangeRequested", "P-1", new { student = scene.Who, termPostcode = "LE2 1AA" });
        }

        await scene.SaidAsync("F018", "ResidentCheckedOut", "BK-1", new { student = scene.Who, booking = "BK-1", residence = "Mill Hall", from = "2023-09-23", to = "2024-06-01" }, 2);
        var overview = (await scene.Registry.Get<RecordQueries>().OverviewAsync(scene.Student.Id, Registry))!;
        Assert.Equal((stands, hasMoved ? new DateOnly(2024, 6, 3) : null), (overview.Contact.TermPostcode, overview.TermPostcodeFrom));
        var addresses = await scene.Registry.ReadAsync(db => db.Set<TermAddress>().OrderBy(a => a.From).ToListAsync());
        Assert.Equal(("LE1 7RH", new DateOnly(2023, 9, 23), hasMoved ? new DateOnly(2024, 6, 2) : new DateOnly(2024, 6, 1), "ACC"), (addresses[0].Postcode, addresses[0].From, addresses[0].To, addresses[0].Source));
        Assert.Equal(hasMoved ? [("LE2 1AA", "EWP")] : [], addresses.Skip(1).Select(a => (a.Postcode, a.Source)));
        Assert.Equal("LE1 7RH", TermAddress.In(addresses, new DateOnly(2023, 8, 1), new DateOnly(2024, 5, 31)));
    }

    [Fact]
    [ChangesTheRecord("F018")]
    [RefusedOnArrival("F018")]
    public async Task F018_Status_IsTheBookings_AndOneThatHasAMessageOfItsOwnIsQuarantined()
    {
        await scene.SaidAsync("F018", "BookingStatusChanged", "BK-1", Booking("Booked"));
        Assert.Equal(("Mill Hall", ResidenceState.Booked), Assert.Single((await ViewAsync()).Bookings) is var booked ? (booked.Residence, booked.State) : default);
        await scene.SaidAsync("F018", "BookingStatusChanged", "BK-1", Booking("Cancelled"), 3);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F018", "BookingStatusChanged", "BK-1", Booking("Booked"), 2)).State);
        Assert.Equal(ResidenceState.Cancelled, Assert.Single((await ViewAsync()).Bookings).State);
        Assert.Equal("STATUS_MISSING", (await scene.SayAsync("F018", "BookingStatusChanged", "BK-1", Booking("CheckedIn"), 4)).Code);
        Assert.Equal(ResidenceState.Cancelled, Assert.Single((await ViewAsync()).Bookings).State);
    }

    [Fact]
    public async Task F018_Charge_IsOnTheAccount_AndAnotherSumReversesIt_AndAnOlderOneIsStale()
    {
        await scene.SaidAsync("F018", "AccommodationChargeNotified", "BK-1/c", Charge(5200));
        await scene.SaidAsync("F018", "AccommodationChargeNotified", "BK-1/c", Charge(4800), 3);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F018", "AccommodationChargeNotified", "BK-1/c", Charge(1), 2)).State);
        var charges = (await scene.Registry.Get<MoneyQueries>().AccountAsync(scene.Student.Id, TestRegistry.Caller(Role.FeesOfficer))).Charges;
        Assert.Equal([5200m, -5200m, 4800m], charges.Where(c => c.Element == "ACCOMMODATION/BK-1").OrderBy(c => c.Id).Select(c => c.Amount));
    }

    [Fact]
    public async Task F022_Account_IsSeenAndItsNameFindsTheStudent_AndAnothersNameIsQuarantined()
    {
        await scene.SaidAsync("F022", "CredentialIssued", "IAM-1", new { student = scene.Who, username = "nachebe1", on = "2024-06-01" });
        await scene.SaidAsync("F022", "AccountLocked", "IAM-1", new { student = new { system = "IAM", id = "nachebe1" }, on = "2024-06-02" }, 2);
        await scene.SaidAsync("F022", "SecurityEventNotified", "SE-1", new { student = scene.Who, reference = "SE-1", on = "2024-06-02", text = "Two countries within an hour" });
        var view = await ViewAsync();
        Assert.Equal(("nachebe1", true), (view.Account!.Username, view.Account.IsLocked));
        Assert.Equal("SecurityEventNotified", Assert.Single(view.Notes).Kind);
        var other = await scene.Registry.Given.PersonAsync();
        Assert.Equal("OTHER_PERSON", (await scene.SayAsync("F022", "CredentialIssued", "IAM-2", new { student = new { system = "SIS", id = other.StudentNumber }, username = "nachebe1", on = "2024-06-02" })).Code);
    }

    [Fact]
    [ChangesTheRecord("F028")]
    [RefusedOnArrival("F028")]
    public async Task F028_Flag_IsTakenInHandAndClosedByPeople_AndAWithdrawalClosesOnlyWhatNobodyTouched()
    {
        foreach (var flag in (string[])["RF-1", "RF-2"])
        {
            await scene.SaidAsync("F028", "AtRiskFlagRaised", flag, Risk(flag));
        }

        var service = scene.Registry.Get<InterventionService>();
        var first = (await ViewAsync()).Interventions.MinBy(i => i.Id)!;
        Assert.Equal("High risk in the view of retention-3: attendance", first.Summary);
        Assert.Empty((await service.TakeInHandAsync(new ActOnIntervention { Id = first.Id, Version = first.Version, Text = "Dr Byron" }, scene.Registry.As(Role.RegistryOfficer))).Refusals);
        foreach (var flag in (string[])["RF-1", "RF-2"])
        {
            await scene.SaidAsync("F028", "AtRiskFlagWithdrawn", flag, Risk(flag), 2);
        }

        Assert.Equal([InterventionState.InHand, InterventionState.Withdrawn], (await ViewAsync()).Interventions.OrderBy(i => i.Id).Select(i => i.State));
        var held = (await ViewAsync()).Interventions.Single(i => i.State == InterventionState.InHand);
        Assert.Equal("OUTCOME_MISSING", (await service.CloseAsync(new ActOnIntervention { Id = held.Id, Version = held.Version, Text = " " }, scene.Registry.As(Role.RegistryOfficer))).Refusals.Single().Code);
        Assert.Empty((await service.CloseAsync(new ActOnIntervention { Id = held.Id, Version = held.Version, Text = "Met twice; back on track" }, scene.Registry.As(Role.RegistryOfficer))).Refusals);
        Assert.Equal(("Dr Byron", "Met twice; back on track"), (await ViewAsync()).Interventions.OrderBy(i => i.Id).First() is var closed ? (closed.Owner, closed.Outcome) : default);
        Assert.Equal(EngagementStatus.Enrolled, (await new RecordAsked(scene.Registry).EngagementAsync(scene.Student.Id)).Status);
        Assert.Equal((InboxState.Parked, "UNKNOWN_REFERENCE"), await scene.SayAsync("F028", "AtRiskFlagWithdrawn", "RF-9", Risk("RF-9")) is var early ? (early.State!.Value, early.Code) : default);
    }

    [Fact]
    public async Task F016AndF052_Alerts_OpenInterventions_AndOneWithoutWordsIsQuarantined()
    {
        await scene.SaidAsync("F016", "AcademicAlertRaised", "VA-1", Alert("VA-1", "No sign-in for three weeks"));
        await scene.SaidAsync("F052", "ComplianceAlertRaised", "CA-1", Alert("CA-1", "Asks for the address on record"));
        await scene.SaidAsync("F016", "FeedbackReleased", "FB-1", new { student = scene.Who, assessment = "AAA-1", on = "2024-06-01" });
        Assert.Equal([(InterventionKind.Academic, (DateOnly?)null), (InterventionKind.Sponsor, new DateOnly(2024, 6, 14))], (await ViewAsync()).Interventions.OrderBy(i => i.Id).Select(i => (i.Kind, i.DueOn)));
        Assert.Equal("CONTRACT", (await scene.SayAsync("F016", "AcademicAlertRaised", "VA-2", Alert("VA-2", ""))).Code);
    }

    [Fact]
    [ChangesTheRecord("F030")]
    [RefusedOnArrival("F030")]
    public async Task F030_Finding_IsATaskUntilARunIsClean_AndOneWithoutASentenceIsQuarantined()
    {
        await scene.SaidAsync("F030", "DataQualityReportIssued", "DQ-17/s", Quality("r1", false, "The student has no nationality."));
        Assert.Equal("The student has no nationality.", Assert.Single(await TasksAsync("no")).Sentence);
        await scene.SaidAsync("F030", "DataQualityReportIssued", "DQ-17/s", Quality("r2", true, null), 2);
        Assert.Empty(await TasksAsync("no"));
        Assert.Equal("r2", Assert.Single(await TasksAsync("yes")).Run);
        Assert.Equal("CONTRACT", (await scene.SayAsync("F030", "DataQualityReportIssued", "DQ-18/s", Quality("r3", false, ""))).Code);
    }

    [Fact]
    [ChangesTheRecord("F032")]
    [RefusedOnArrival("F032")]
    public async Task F032_Figures_AreSeenOfTheModule_AndFewAnswersOrAStudentAreTurnedAway()
    {
        await scene.SaidAsync("F032", "SurveyResultsAggregated", "MEQ/AAA", new { survey = "MEQ", moduleRun = "AAA-2023J", invited = 40, responses = 22, means = new[] { new { question = "Q1", mean = 4.2 } } });
        await scene.SaidAsync("F032", "ActionTrackingUpdated", "MEQ/AAA", new { survey = "MEQ", moduleRun = "AAA-2023J", actions = new[] { new { action = "A1", state = "Done" } } }, 2);
        var row = Assert.Single(await scene.Registry.Get<SurveyQueries>().OfModuleAsync(scene.Run.ModuleId, Registry));
        Assert.Equal((40, 22, "Q1:4.2", "A1:Done"), (row.Invited, row.Responses, row.Means.Single(), row.Actions.Single()));
        Assert.Equal("CONTRACT", (await scene.SayAsync("F032", "SurveyResultsAggregated", "MEQ2/AAA", new { survey = "MEQ2", moduleRun = "AAA-2023J", invited = 40, responses = 4, means = new[] { new { question = "Q1", mean = 4.2 } } })).Code);
        Assert.True((await scene.SayAsync("F032", "SurveyResultsAggregated", "MEQ3/AAA", new { survey = "MEQ3", moduleRun = "AAA-2023J", invited = 40, responses = 22, student = "1" })).Turned);
    }

    [Fact]
    public async Task F034_Tutor_IsSeenFromDayToDay_AndAnEndWithoutItsDayIsQuarantined()
    {
        await scene.SaidAsync("F034", "PersonalTutorAssigned", "t", Relation("PersonalTutor", null));
        await scene.SaidAsync("F034", "SupervisorAssigned", "s", Relation("Supervisor", null));
        await scene.SaidAsync("F034", "SupervisorEnded", "s", Relation("Supervisor", "2024-05-31"), 2);
        Assert.Equal([(AcademicRole.PersonalTutor, (DateOnly?)null), (AcademicRole.Supervisor, new DateOnly(2024, 5, 31))], (await ViewAsync()).Relationships.Select(r => (r.Role, r.To)));
        Assert.Equal("ROLE", (await scene.SayAsync("F034", "SupervisorEnded", "x", Relation("Supervisor", null), 3)).Code);
    }

    [Fact]
    [ChangesTheRecord("F034")]
    [RefusedOnArrival("F034")]
    public async Task F034_RightToWork_ConfirmsWhatWasProposed_AndWorkThatWasNotIsQuarantined()
    {
        var proposed = await scene.Registry.Get<StaffRoleService>().ProposeAsync(new ProposeRole { PersonId = scene.Student.Id, Title = "Demonstrator", HoursPerWeek = 6, From = new DateOnly(2024, 2, 1) }, scene.Registry.As(Role.RegistryOfficer));
        var key = Assert.Single((await ViewAsync()).Roles).Key;
        await scene.SaidAsync("F034", "StudentStaffRoleConfirmed", key, new { student = scene.Who, role = key, checkedOn = "2024-06-01", until = "2025-01-31" });
        Assert.Equal((proposed.Value, StaffRoleState.Confirmed), Assert.Single((await ViewAsync()).Roles) is var role ? (role.Id, role.State) : default);
        Assert.Equal("UNKNOWN_ROLE", (await scene.SayAsync("F034", "StudentStaffRoleConfirmed", "R0", new { student = scene.Who, role = "R0", checkedOn = "2024-06-01" })).Code);
    }

    [Fact]
    public async Task Work_IsProposedOfEnrolledStudentsOnly_AndEndsOnce()
    {
        var service = scene.Registry.Get<StaffRoleService>();
        var stranger = await scene.Registry.Given.PersonAsync();
        Assert.Equal(["ROLE_HOURS", "NOT_ENROLLED"], (await service.ProposeAsync(new ProposeRole { PersonId = stranger.Id, Title = "Demonstrator", HoursPerWeek = 60, From = new DateOnly(2024, 2, 1) }, scene.Registry.As(Role.RegistryOfficer))).Refusals.Select(r => r.Code));
        var role = (await service.ProposeAsync(new ProposeRole { PersonId = scene.Student.Id, Title = "Demonstrator", HoursPerWeek = 6, From = new DateOnly(2024, 2, 1) }, scene.Registry.As(Role.RegistryOfficer))).Value;
        Assert.Empty((await service.EndAsync(role, new DateOnly(2024, 6, 1), scene.Registry.As(Role.RegistryOfficer))).Refusals);
        Assert.Equal("ENDED", (await service.EndAsync(role, new DateOnly(2024, 6, 2), scene.Registry.As(Role.RegistryOfficer))).Refusals.Single().Code);
        Assert.Equal(["StudentStaffRoleProposed", "StudentStaffRoleEnded"], (await scene.ToldAsync("F033")).Select(m => m.Type));
    }

    [Fact]
    public async Task Survey_IsOpenedOnce_AndNeverBackwards()
    {
        var service = scene.Registry.Get<SurveyService>();
        var survey = new OpenSurvey { Code = "MEQ", AcademicYear = "2023/24", Period = "J", Opens = new DateOnly(2024, 6, 1), Closes = new DateOnly(2024, 6, 30) };
        Assert.Empty((await service.OpenAsync(survey, scene.Registry.As(Role.RegistryManager))).Refusals);
        Assert.Equal("SURVEY_TAKEN", (await service.OpenAsync(survey, scene.Registry.As(Role.RegistryManager))).Refusals.Single().Code);
        Assert.Equal("SURVEY_CLOSES_FIRST", (await service.OpenAsync(survey with { Code = "MEQ2", Closes = new DateOnly(2024, 5, 1) }, scene.Registry.As(Role.RegistryManager))).Refusals.Single().Code);
    }

    [Fact]
    public async Task F038_Viva_WaitsForItsThesis_AndOneWithoutOutcomeIsQuarantined()
    {
        Assert.Equal(InboxState.Parked, (await scene.SayAsync("F038", "VivaOutcomeRecorded", "v", Milestone("Viva", "Passed"))).State);
        await scene.SaidAsync("F038", "ThesisSubmitted", "t", Milestone("ThesisSubmitted", null));
        Assert.Equal([MilestoneKind.ThesisSubmitted, MilestoneKind.Viva], (await ViewAsync()).Milestones.Select(m => m.Kind).Order());
        Assert.Equal("CONTRACT", (await scene.SayAsync("F038", "VivaOutcomeRecorded", "v2", Milestone("Viva", ""), 2)).Code);
    }

    [Fact]
    public async Task F042_Policy_IsAskedOfStudentsUntilTheyAcknowledgeIt_AndAWithdrawnOneIsRefused()
    {
        await scene.SaidAsync("F042", "AcknowledgementRequired", "P", Policy());
        Assert.Equal(["Academic conduct"], (await ViewAsync()).Unacknowledged);
        await scene.SaidAsync("F011", "PolicyAcknowledged", "a1", new { student = scene.Who, policy = "P", on = "2024-06-01" });
        Assert.Empty((await ViewAsync()).Unacknowledged);
        Assert.Equal(1, Assert.Single(await scene.Registry.Get<PolicyQueries>().AllAsync(Registry)).Acknowledged);
        await scene.SaidAsync("F042", "RegulationChanged", "P", Policy(), 2);
        Assert.Single((await ViewAsync()).Unacknowledged);
        await scene.SaidAsync("F042", "PolicyWithdrawn", "P", Policy(), 3);
        Assert.Empty((await ViewAsync()).Unacknowledged);
        Assert.Equal("POLICY_WITHDRAWN", (await scene.SayAsync("F011", "PolicyAcknowledged", "a2", new { student = scene.Who, policy = "P", on = "2024-06-02" })).Code);
    }

    [Fact]
    public async Task F044_Correction_IsARequestAndChangesNothing_AndOneWithoutAFieldIsQuarantined()
    {
        await scene.SaidAsync("F044", "DataCorrectionCompleted", "INC-3", new { student = scene.Who, ticket = "INC-3", field = "familyName", wanted = "Achebe-Obi", on = "2024-06-01" });
        await scene.SaidAsync("F044", "ServiceRequestResolved", "INC-4", new { student = scene.Who, reference = "INC-4", text = "Mailbox restored", on = "2024-06-01" });
        var view = await ViewAsync();
        Assert.Equal(InterventionKind.DataCorrection, Assert.Single(view.Interventions).Kind);
        Assert.Equal("Mailbox restored", Assert.Single(view.Notes).Text);
        Assert.Equal("Achebe", (await scene.Registry.Get<RecordQueries>().OverviewAsync(scene.Student.Id, Registry))!.FamilyName);
        Assert.Equal("CONTRACT", (await scene.SayAsync("F044", "DataCorrectionCompleted", "INC-5", new { student = scene.Who, ticket = "INC-5", field = "", wanted = "x", on = "2024-06-01" })).Code);
    }

    private async Task<SupportView> ViewAsync() => (await scene.Registry.Get<SupportQueries>().OfPersonAsync(scene.Student.Id, Registry))!;

    private async Task<IReadOnlyList<QualityRow>> TasksAsync(string cleared) =>
        (await scene.Registry.Get<DataQualityQueries>().ListAsync(new TableQuery { Filters = new Dictionary<string, string> { ["cleared"] = cleared } }, Registry)).Rows;

    private object Booking() => new { student = scene.Who, booking = "BK-1", residence = "Mill Hall", room = "3.14", from = "2023-09-23", postcode = "LE1 7RH" };

    private object Booking(string status) => new { student = scene.Who, booking = "BK-1", residence = "Mill Hall", status, from = "2023-09-23" };

    private object Charge(decimal amount) => new { student = scene.Who, booking = "BK-1", academicYear = "2023/24", amount };

    private object Risk(string flag) => new { student = scene.Who, model = "retention-3", flag, scoredOn = "2024-06-01", band = "High", factors = new[] { "attendance" } };

    private object Alert(string alert, string text) => new { student = scene.Who, alert, raisedOn = "2024-05-31", text };

    private static object Quality(string run, bool isClean, string? sentence) => new { rule = "DQ-17", entity = "student/1", run, on = "2024-06-01", isClean, sentence };

    private object Relation(string role, string? to) => new { student = scene.Who, staff = "S0042", staffName = "Dr Ada Byron", role, from = "2023-10-01", to };

    private object Milestone(string milestone, string? outcome) => new { student = scene.Who, milestone, on = "2024-05-01", outcome };

    private static object Policy() => new { policy = "P", title = "Academic conduct", link = "https://www.example.ac.uk/p", effectiveOn = "2024-06-01" };
}
