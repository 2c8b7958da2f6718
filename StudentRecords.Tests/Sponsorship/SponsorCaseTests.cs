using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Sponsorship;

/// <summary>F051 and F052: what is reported has its ten working days, and a CAS answers the request for it.</summary>
public sealed class SponsorCaseTests : IAsyncLifetime
{
    private static readonly Caller Officer = TestRegistry.Caller(Role.SponsorshipOfficer);
    private static readonly TableQuery Unanswered = new TableQuery().With("kind", "CasRequest").With("waits", "yes");
    private TellingScene scene = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync() => scene = await TellingScene.MakeAsync("UKVI", "WELL");

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Withdrawal_OfASponsoredStudent_IsADatedCase_AndThatOfAnotherIsNot()
    {
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 4, 1));
        Assert.Empty(await CasesAsync(Hub.Student.Id));
        await SponsorAsync(Hub.Engagement);
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 20), "11");
        var about = Assert.Single(await CasesAsync(Hub.Student.Id));
        Assert.Equal((InterventionKind.Sponsor, "Withdrawn from 20 May 2024: the report is due", "Immigration Compliance", new DateOnly(2024, 6, 17)), (about.Kind, about.Summary, about.Owner, about.DueOn));
        scene.Registry.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Single((await scene.Registry.Get<InterventionQueries>().ListAsync(new TableQuery().With("last", "past"), Officer)).Rows);
    }

    [Fact]
    public async Task NoShow_IsADatedCase_AndTheRequestForItsCasWaitsForNobodyAnyMore()
    {
        var engagement = await scene.AcceptedAsync(isSponsored: true);
        await scene.TakeAsync(engagement, EnrolmentStep.NoShow, new DateOnly(2023, 11, 1));
        Assert.Equal([(InterventionKind.CasRequest, InterventionState.Withdrawn), (InterventionKind.Sponsor, InterventionState.Open)], (await CasesAsync(engagement.PersonId)).OrderBy(c => c.Id).Select(c => (c.Kind, c.State)));
        Assert.Equal("Did not enrol, known on 3 Jun 2024: the report is due", (await CasesAsync(engagement.PersonId)).Single(c => c.Kind == InterventionKind.Sponsor).Summary);
    }

    [Fact]
    public async Task RequestForACas_IsOnTheListOfThoseWithoutAnAnswer_UntilOneIsAssigned()
    {
        var engagement = await scene.AcceptedAsync(isSponsored: true);
        Assert.Equal(engagement.PersonId, Assert.Single((await scene.Registry.Get<InterventionQueries>().ListAsync(Unanswered, Officer)).Rows).PersonId);
        Assert.DoesNotContain(await Hub.ToldAsync("F053", "AcademicIndicatorsUpdated"), m => m.Body.Contains("CasRequest", StringComparison.Ordinal));

        await AssignAsync(engagement, "E4G1");
        Assert.Empty((await scene.Registry.Get<InterventionQueries>().ListAsync(Unanswered, Officer)).Rows);
        var answered = Assert.Single(await CasesAsync(engagement.PersonId), c => c.Kind == InterventionKind.CasRequest);
        Assert.Equal((InterventionState.Closed, "CAS E4G1 of 1 Aug 2023"), (answered.State, answered.Outcome));
    }

    [Fact]
    public async Task PermissionKeyedByHand_AnswersTheRequestThatItNames_AndNoOther()
    {
        var engagement = await scene.AcceptedAsync(isSponsored: true);
        var request = Assert.Single(await scene.Registry.Get<SponsorshipQueries>().RequestsAsync(engagement.PersonId, Officer));
        var keyed = new RecordPermission { PersonId = engagement.PersonId, CasNumber = "E4G7", State = PermissionState.CasAssigned, DecidedOn = new DateOnly(2023, 8, 1), Request = "nobody's" };
        Assert.Equal(["REQUEST_UNKNOWN"], (await KeyAsync(keyed)).Refusals.Select(r => r.Code));
        Assert.Empty((await KeyAsync(keyed with { Request = request.Request })).Refusals);
        Assert.Equal("CAS E4G7 of 1 Aug 2023", Assert.Single(await scene.Registry.Get<SponsorshipQueries>().RequestsAsync(engagement.PersonId, Officer)).Answer);

        Task<Outcome> KeyAsync(RecordPermission permission) => scene.Registry.Get<SponsorshipService>().RecordAsync(permission, scene.Registry.As(Role.SponsorshipOfficer));
    }

    [Fact]
    public async Task AssignmentThatNamesItsRequest_AnswersThatOne_AndOneThatNamesAnothersIsQuarantined()
    {
        var first = await scene.AcceptedAsync(isSponsored: true);
        var request = (await scene.LastAsync("F051", "CasRequested")).Key;
        var other = await scene.Registry.Given.PersonAsync();
        var number = await NumberAsync(other.Id);
        Assert.Equal("REQUEST_UNKNOWN", (await Hub.SayAsync("F052", "CasAssigned", "E9/cas", new { student = new { system = "SIS", id = number }, cas = "E9", decidedOn = "2023-08-01", request })).Code);
        Assert.Single((await scene.Registry.Get<InterventionQueries>().ListAsync(Unanswered, Officer)).Rows);
        await AssignAsync(first, "E4G1", request);
        Assert.Empty((await scene.Registry.Get<InterventionQueries>().ListAsync(Unanswered, Officer)).Rows);
    }

    [Fact]
    public async Task SponsorshipTakenAway_TakesItsRequestFromTheList()
    {
        var engagement = await scene.AcceptedAsync();
        await SponsorAsync(engagement);
        Assert.Single((await scene.Registry.Get<InterventionQueries>().ListAsync(Unanswered, Officer)).Rows);
        await SponsorAsync(engagement, false);
        Assert.Empty((await scene.Registry.Get<InterventionQueries>().ListAsync(Unanswered, Officer)).Rows);
    }

    /// <summary>Where 50 per cent of the contacts are expected, twenty misses in a row come to ten expected ones.</summary>
    [Fact]
    public async Task LowerThreshold_CountsAMissedContactForItsPartOnly()
    {
        await SponsorAsync(Hub.Engagement);
        await Hub.SaidAsync("F063", "ReasonableAdjustmentApproved", "W-1|RA-1", new { student = Hub.Who, @case = "W-1", adjustment = "RA-1", category = "AttendanceThreshold", amount = 50, from = "2024-05-01", to = "2024-05-31" });
        await MissAsync(1, 19);
        Assert.Empty(await Hub.ToldAsync("F051", "AttendanceComplianceReported"));
        await MissAsync(20, 20);
        var told = Assert.Single(await Hub.ToldAsync("F051", "AttendanceComplianceReported"));
        Assert.Equal(("10", "2024-05-01"), (Fields.Of(told, "missed"), Fields.Of(told, "since")));
        await Hub.DrainAsync("UKVI");
        Assert.Equal(OutboxState.Delivered, Assert.Single(await Hub.ToldAsync("F051", "AttendanceComplianceReported")).State);
    }

    private async Task MissAsync(int from, int to)
    {
        for (var day = from; day <= to; day++)
        {
            await Hub.SaidAsync("F004", "TeachingEventScheduled", $"TE-{day}", new { @event = $"TE-{day}", moduleRun = "AAA-2023J", kind = "Lecture", startsAt = $"2024-05-{day:00}T09:00:00Z", endsAt = $"2024-05-{day:00}T10:00:00Z" });
            await Hub.SaidAsync("F013", "AttendanceRecorded", $"{day}", new { student = Hub.Who, @event = $"TE-{day}", mark = "Absent" });
        }
    }

    private async Task AssignAsync(Engagement engagement, string cas, string? request = null) =>
        await Hub.SaidAsync("F052", "CasAssigned", $"{cas}/cas", new { student = new { system = "SIS", id = await NumberAsync(engagement.PersonId) }, cas, decidedOn = "2023-08-01", request });

    private Task<string> NumberAsync(long person) => scene.Registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person).Select(p => p.StudentNumber).SingleAsync());

    private async Task<IReadOnlyList<InterventionRow>> CasesAsync(long person) => (await scene.Registry.Get<SupportQueries>().OfPersonAsync(person, TestRegistry.Caller(Role.RegistryManager)))!.Interventions;

    private async Task SponsorAsync(Engagement engagement, bool isSponsored = true)
    {
        var version = await scene.Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Version).SingleAsync());
        Assert.Empty((await scene.Registry.Get<EngagementService>().SponsorAsync(engagement.Id, version, isSponsored, scene.Registry.As(Role.RegistryOfficer))).Refusals);
    }
}
