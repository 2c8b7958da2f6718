using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Mappings;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students.Identity;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F045: a place that is accepted through UCAS makes the applicant expected to enrol, as a handover (F005) does, and once, whichever comes first.</summary>
public sealed class UcasPlaceTests : IAsyncLifetime
{
    private static readonly Caller Manager = TestRegistry.Caller(Role.RegistryManager);
    private HubScene scene = null!;
    private RecordAsked record = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("UCAS", "OIV", "ACC", "IAM", "UKVI");
        record = new RecordAsked(scene.Registry);
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task AcceptedPlace_MakesTheApplicantExpected_AndAsksWhomTheFlowNames()
    {
        var ada = await AppliedAsync("u1");
        await ReplyAsync("u1/1", new { application = "u1/1", accepted = true });

        var engagement = await record.EngagementAsync(ada);
        Assert.Equal((EngagementStatus.Expected, new DateOnly(2023, 10, 1), scene.Programme.Code), (engagement.Status, engagement.Start, engagement.ProgrammeCode));
        Assert.Equal((ApplicationStage.HandedOver, true), await ApplicationAsync(ada) is var application ? (application.Stage, application.AwaitsHandover) : default);
        Assert.Equal(["case", "student", "familyName", "givenNames", "dateOfBirth"], Fields.Of(Assert.Single(await scene.ToldAsync("F025", "IdentityVerificationRequested"))));
        Assert.Single(await scene.ToldAsync("F017", "ResidentEligibilityChanged"), m => m.PersonId == ada);
        Assert.Single(await scene.ToldAsync("F021", "AccessEligibilityChanged"), m => m.PersonId == ada);
        Assert.Contains((await record.OverviewAsync(ada)).Identifiers, i => i.Kind == IdentifierKinds.Sid);
    }

    [Fact]
    public async Task PlaceOfWhomUcasSaysTheInstitutionSponsors_AsksForTheirCas()
    {
        var ada = await AppliedAsync("u1", "IN");
        await ReplyAsync("u1/1", new { application = "u1/1", accepted = true, sponsored = true });
        Assert.Single(await scene.ToldAsync("F051", "CasRequested"));
        Assert.Empty(await record.HoldsAsync(ada));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task ReplyThatGivesNoPlaceYet_ExpectsNobody_UntilThePlaceIsConfirmed(bool conditional, bool insurance)
    {
        var ada = await AppliedAsync("u1");
        await ReplyAsync("u1/1", new { application = "u1/1", accepted = true, conditional, insurance });
        Assert.Empty(await record.EngagementsAsync(ada));
        Assert.Equal(ApplicationStage.Accepted, (await ApplicationAsync(ada)).Stage);

        await ReplyAsync("u1/1", new { application = "u1/1", accepted = true }, 3);
        Assert.Equal(EngagementStatus.Expected, (await record.EngagementAsync(ada)).Status);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F045", "OfferReplyRecorded", "u1/1/late", new { application = "u1/1", accepted = true }, 2)).State);
    }

    [Fact]
    public async Task Handover_AfterThePlace_AddsWhatAdmissionsKnows_AndMakesNoSecondEngagement()
    {
        var ada = await AppliedAsync("u1", "IN");
        await ReplyAsync("u1/1", new { application = "u1/1", accepted = true });
        Assert.Equal(["Compliance"], await record.HoldsAsync(ada));

        Assert.Equal(InboxState.Applied, (await HandOverAsync("u1", "2023-10-02", true)).State);

        var engagement = await record.EngagementAsync(ada);
        Assert.Equal((new DateOnly(2023, 10, 2), new DateOnly(2026, 6, 30), true), (engagement.Start, engagement.ExpectedEnd, await SponsoredAsync(ada)));
        Assert.Empty(await record.HoldsAsync(ada));
        Assert.False((await ApplicationAsync(ada)).AwaitsHandover);
        Assert.Single(await scene.ToldAsync("F051", "CasRequested"));
        Assert.Single(await scene.ToldAsync("F025"));
        // it is handed over once: what says otherwise now is for a person
        Assert.Equal(InboxState.Stale, (await HandOverAsync("u1", "2023-10-02", true, 2)).State);
        Assert.Equal("ALREADY_ON_IT", (await HandOverAsync("u1", "2024-10-02", true, 3)).Code);
    }

    [Fact]
    public async Task Place_AfterTheHandoverByAdmissionsOwnNumber_MakesNoSecondEngagement()
    {
        var ada = await AppliedAsync("u1");
        await scene.SaidAsync("F005", "ApplicantHandedOver", "A-77", new { application = "A-77", applicant = Who("u1"), programme = scene.Programme.Code, entryOn = "2023-10-01", expectedEnd = "2026-06-30" });
        await ReplyAsync("u1/1", new { application = "u1/1", accepted = true });

        Assert.Equal(new DateOnly(2026, 6, 30), (await record.EngagementAsync(ada)).ExpectedEnd);
        Assert.Equal((ApplicationStage.HandedOver, false), await ApplicationAsync(ada) is var application ? (application.Stage, application.AwaitsHandover) : default);
        Assert.Single(await scene.ToldAsync("F025"));
    }

    [Fact]
    public async Task Handover_OfWhoIsEnrolledAlready_AddsTheEnd_AndNothingThatANewDecisionWouldNeed()
    {
        var ada = await AppliedAsync("u1");
        await ReplyAsync("u1/1", new { application = "u1/1", accepted = true });
        var check = Assert.Single((await record.OverviewAsync(ada)).Verifications).CaseReference;
        await scene.SaidAsync("F026", "IdentityVerified", check, new { @case = check });
        Assert.Equal("ALREADY_ON_IT", (await HandOverAsync("u1", "2023-10-01", true)).Code);
        Assert.Equal(InboxState.Applied, (await HandOverAsync("u1", "2023-10-01", false, 2)).State);
        Assert.Equal((EngagementStatus.Enrolled, new DateOnly(2026, 6, 30)), await record.EngagementAsync(ada) is var engagement ? (engagement.Status, engagement.ExpectedEnd) : default);
    }

    [Fact]
    public async Task TwoPlacesOfOnePersonInOneBatch_HaveNumbersOfTheirOwn()
    {
        var ada = await AppliedAsync("u1");
        var other = await scene.Registry.Given.ProgrammeAsync("BSC-TWO");
        await scene.SaidAsync("F045", "ClearingChoiceAdded", "u1/9", Application("u1", "u1/9", other.Code));
        var receipts = await scene.Registry.Get<HubDoor>().SubmitAsync("F045", "UCAS",
            [Messages.Message("r1", "OfferReplyRecorded", "u1/1/reply", new { application = "u1/1", accepted = true }, 2), Messages.Message("r2", "OfferReplyRecorded", "u1/9/reply", new { application = "u1/9", accepted = true }, 2)], "http", null, default);
        Assert.All(receipts, r => Assert.Equal(InboxState.Applied, r.State));
        Assert.Equal(2, (await record.EngagementsAsync(ada)).Select(e => e.Numhus).Distinct().Count());
        Assert.Single(await scene.ToldAsync("F025"));
    }

    [Fact]
    public async Task NamesakeOfWhomUcasTells_WaitsForASteward_AndThenHasThePlace()
    {
        await AppliedAsync("u1");
        Assert.Equal("IDENTITY_AMBIGUOUS", (await scene.SayAsync("F045", "UcasApplicationReceived", "u2/1", Application("u2", "u2/1", scene.Programme.Code))).Code);
        Assert.Equal(InboxState.Parked, (await scene.SayAsync("F045", "OfferReplyRecorded", "u2/1/reply", new { application = "u2/1", accepted = true }, 2)).State);
        var steward = TestRegistry.Caller(Role.AdmissionsOfficer);
        var question = (await scene.Registry.Get<IdentityQueries>().ListAsync(new TableQuery(), steward)).Rows.Single();

        await scene.Registry.Get<IdentityService>().JudgeAsync(new JudgeIdentity(question.MessageId, null), scene.Registry.As(Role.AdmissionsOfficer));
        await scene.SweepAsync();

        Assert.Equal(EngagementStatus.Expected, (await record.EngagementAsync(await PersonAsync("u2"))).Status);
    }

    [Fact]
    public async Task CancelledPlace_EndsWhatWasExpected_AndTheHoldThatWaitedForAdmissions()
    {
        var ada = await AppliedAsync("u1", "IN");
        await ReplyAsync("u1/1", new { application = "u1/1", accepted = true });
        await scene.SaidAsync("F045", "ApplicationCancelled", "u1/1/cancel", new { application = "u1/1" }, 3);
        Assert.Equal(EngagementStatus.NoShow, (await record.EngagementAsync(ada)).Status);
        Assert.Empty(await record.HoldsAsync(ada));
    }

    [Fact]
    public async Task PlaceOnAProgrammeThatIsNotThere_WaitsForIt()
    {
        await scene.SaidAsync("F045", "UcasApplicationReceived", "u1/1", Application("u1", "u1/1", "BSC-LATER"));
        Assert.Equal((InboxState.Parked, "UNKNOWN_REFERENCE"), await scene.SayAsync("F045", "OfferReplyRecorded", "u1/1/reply", new { application = "u1/1", accepted = true }, 2) is var receipt ? (receipt.State, receipt.Code) : default);
        Assert.Empty(await record.EngagementsAsync(await PersonAsync("u1")));
    }

    [Theory]
    [InlineData(3, InboxState.Applied)]
    [InlineData(1, InboxState.Stale)]
    public async Task ApplicationHandedOverBeforeVersionsWereKept_HearsItsSourceAgain(int version, InboxState state)
    {
        var ada = await AppliedAsync("u1", version: 2);
        await scene.Registry.ReadAsync(db => db.Set<Application>().ExecuteUpdateAsync(s => s.SetProperty(a => a.SourceVersion, int.MaxValue).SetProperty(a => a.Stage, ApplicationStage.HandedOver)));
        await MendAsync();

        Assert.Equal(state, (await scene.SayAsync("F045", "ApplicantDetailsAmended", "u1/1", Application("u1", "u1/1", scene.Programme.Code, "King"), version)).State);
        Assert.Equal(state == InboxState.Applied ? "King" : "Byron", (await record.OverviewAsync(ada)).FamilyName);
    }

    /// <summary>As the migration does: its words are each database's own, and are not asked of the other.</summary>
    private async Task MendAsync()
    {
        await using var db = scene.Registry.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = TestDatabase.Server is null ? DeafApplications.Sqlite : DeafApplications.SqlServer;
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static object Who(string id) => new { system = "UCAS", id };

    private static object Application(string who, string application, string programme, string familyName = "Byron", string nationality = "GB") => new
    {
        application, applicant = Who(who), programme, entryOn = "2023-10-01", details = new { familyName, givenNames = "Ada", dateOfBirth = "2004-05-06", nationality },
    };

    private async Task<long> AppliedAsync(string who, string nationality = "GB", int version = 1)
    {
        await scene.SaidAsync("F045", "UcasApplicationReceived", $"{who}/1", Application(who, $"{who}/1", scene.Programme.Code, nationality: nationality), version);
        return await PersonAsync(who);
    }

    private Task ReplyAsync(string application, object data, int version = 2) => scene.SaidAsync("F045", "OfferReplyRecorded", $"{application}/reply", data, version);

    private Task<Receipt> HandOverAsync(string who, string entryOn, bool sponsored, int version = 1) =>
        scene.SayAsync("F005", "ApplicantHandedOver", $"{who}/1/handover", new { application = $"{who}/1", applicant = Who(who), programme = scene.Programme.Code, entryOn, expectedEnd = "2026-06-30", sponsored }, version);

    private Task<long> PersonAsync(string who) => scene.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.System == "UCAS" && i.Value == who).Select(i => i.PersonId).SingleAsync());

    private Task<bool> SponsoredAsync(long person) => scene.Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.PersonId == person).Select(e => e.IsSponsored).SingleAsync());

    private async Task<ApplicationRow> ApplicationAsync(long person) => Assert.Single(await scene.Registry.Get<AdmissionQueries>().ApplicationsAsync(person, Manager));
}
