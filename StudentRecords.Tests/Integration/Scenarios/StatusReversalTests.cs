using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Tests.Funding;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.Telling;

namespace StudentRecords.Tests.Integration.Scenarios;

/// <summary>Status reversal: a withdrawal that was a mistake is taken back by a dated correction. Modules, charges and access come back; what had not gone out never goes, to the sponsor's authority and the loans company neither; nothing is deleted.</summary>
public sealed class StatusReversalTests : IAsyncLifetime
{
    private static readonly DateOnly Left = new(2023, 10, 9);
    private TellingScene scene = null!;
    private RecordAsked record = null!;

    private HubScene Hub => scene.Hub;

    private long Student => Hub.Student.Id;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("IAM", "LIB", "VLE", "FIN", "UKVI", "SLC");
        record = new RecordAsked(scene.Registry);
        await scene.Registry.SaveAsync(db => db.Attach(Hub.Student).Entity.Identify("SLC", IdentifierKinds.SupportNumber, "WXMG1", new DateOnly(2023, 9, 1)));
        Assert.Empty((await scene.Registry.Get<EngagementService>().SponsorAsync(Hub.Engagement.Id, (await record.EngagementAsync(Student)).Version, true, scene.Registry.As(Role.RegistryManager))).Refusals);
        await new FeeScene(scene.Registry).ProgrammeAsync();
        await new ChargeOffice(scene.Registry).ReleasedAsync();
        await DrainAsync();
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task WithdrawalTakenBack_BeforeItWasSent_IsNeverHeardOutside()
    {
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, Left, "11");
        await scene.UndoAsync(Hub.Engagement);
        await DrainAsync();
        Assert.Equal(OutboxState.Withdrawn, (await scene.LastAsync("F021", "PersonLeft")).State);
        Assert.Equal(OutboxState.Withdrawn, (await scene.LastAsync("F008", "LibraryAccessRevoked")).State);
        Assert.Equal(OutboxState.Withdrawn, (await scene.LastAsync("F015", "CourseMembershipRevoked")).State);
        Assert.Equal([("Withdrawn", OutboxState.Withdrawn, StatusReportGate.Corrected), ("Enrolled", OutboxState.Withdrawn, StatusReportGate.NeverSent)], await ReportedAsync("F051", "ChangeOfCircumstanceReported"));
        Assert.Equal([("Withdrawn", OutboxState.Withdrawn, StatusReportGate.Corrected), ("Enrolled", OutboxState.Withdrawn, StatusReportGate.NeverSent)], await ReportedAsync("F049", "SlcChangeOfCircumstance"));
        var about = Assert.Single((await record.SupportAsync(Student)).Interventions);
        Assert.Equal((InterventionState.Withdrawn, "Withdrawn from 9 Oct 2023: the report is due; it was taken back before it was sent"), (about.State, about.Summary));
        await AsBeforeAsync();
    }

    [Fact]
    public async Task WithdrawalTakenBack_AfterItWasSent_IsFollowedByTheReturnInTheSameLane()
    {
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, Left, "11");
        await DrainAsync();
        Assert.Equal(RegistrationStatus.Withdrawn, (await record.ModuleAsync(Student, "AAA-2023J")).Status);
        Assert.Empty(await record.ChargedAsync(Student));

        await scene.UndoAsync(Hub.Engagement);
        await DrainAsync();
        var lane = (await Hub.ToldAsync("F021")).Where(m => m.PersonId == Student).ToList();
        Assert.Equal(["PersonLeft", "PersonJoined"], lane.Select(m => m.Type).TakeLast(2));
        Assert.All(lane, m => Assert.Equal(OutboxState.Delivered, m.State));
        Assert.Equal(lane.Select(m => m.Sequence).Order(), lane.Select(m => m.Sequence));
        Assert.Equal([("Withdrawn", OutboxState.Delivered, null), ("Enrolled", OutboxState.Delivered, null)], await ReportedAsync("F051", "ChangeOfCircumstanceReported"));
        Assert.Equal([("Withdrawn", OutboxState.Delivered, null), ("Enrolled", OutboxState.Delivered, null)], await ReportedAsync("F049", "SlcChangeOfCircumstance"));
        Assert.Equal([InterventionState.Open, InterventionState.Open], (await record.SupportAsync(Student)).Interventions.Select(i => i.State));
        Assert.Equal(["CourseMembershipRevoked", "CourseMembershipGranted"], (await Hub.ToldAsync("F015")).Where(m => m.State == OutboxState.Delivered && m.PersonId == Student).Select(m => m.Type).TakeLast(2));
        await AsBeforeAsync();
    }

    /// <summary>Ten working days from the first report, whatever day the step has by now.</summary>
    [Fact]
    public async Task WithdrawalFromAnotherDay_BeforeItWasSent_IsReportedOnceAndHasNoMoreTimeForIt()
    {
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, Left, "11");
        scene.Registry.Clock.Advance(TimeSpan.FromDays(3));
        var held = await record.EngagementAsync(Student);
        Assert.True((await scene.Registry.Get<EnrolmentService>().CorrectAsync(new CorrectStep { EngagementId = held.Id, Version = held.Version, Place = held.Statuses[^1].Place, NewDay = Left.AddDays(7) }, scene.Registry.As(Role.RegistryManager))).Succeeded);
        await DrainAsync();
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], (await Hub.ToldAsync("F051", "ChangeOfCircumstanceReported")).Select(m => m.State));
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], (await Hub.ToldAsync("F049", "SlcChangeOfCircumstance")).Select(m => m.State));
        Assert.Equal("2023-10-16", Fields.Of(await scene.LastAsync("F051", "ChangeOfCircumstanceReported"), "eventDate"));
        Assert.Equal([(InterventionState.Withdrawn, new DateOnly(2024, 6, 17)), (InterventionState.Open, new DateOnly(2024, 6, 17))], (await record.SupportAsync(Student)).Interventions.OrderBy(i => i.Id).Select(i => (i.State, i.DueOn!.Value)));
    }

    [Fact]
    public async Task EndedEngagement_DoesNotReturnByAStep_AndACorrectionOnAnOldPictureOfItIsRefused()
    {
        var seen = (await record.EngagementAsync(Student)).Version;
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, Left, "11");
        var now = await record.EngagementAsync(Student);
        var service = scene.Registry.Get<EnrolmentService>();
        var returned = await service.TakeAsync(new TakeStep { Step = EnrolmentStep.Return, EngagementId = now.Id, Version = now.Version, EffectiveOn = new DateOnly(2024, 1, 10) }, scene.Registry.As(Role.RegistryManager));
        Assert.Equal(["STEP_NOT_ALLOWED"], returned.Refusals.Select(r => r.Code));
        var corrected = await service.CorrectAsync(new CorrectStep { EngagementId = now.Id, Version = seen, Place = now.Statuses[^1].Place }, scene.Registry.As(Role.RegistryManager));
        Assert.Equal(["CHANGED_MEANWHILE"], corrected.Refusals.Select(r => r.Code));
        Assert.Equal(EngagementStatus.Withdrawn, (await record.EngagementAsync(Student)).Status);
    }

    private async Task DrainAsync()
    {
        foreach (var system in (string[])["IAM", "LIB", "VLE", "UKVI", "SLC"])
        {
            await Hub.DrainAsync(system);
        }
    }

    /// <summary>What was reported, what became of it, and why it did not go.</summary>
    private async Task<IEnumerable<(string?, OutboxState, string?)>> ReportedAsync(string flow, string type) => (await Hub.ToldAsync(flow, type)).Select(m => (Fields.Of(m, "circumstance"), m.State, m.LastError));

    /// <summary>Enrolled on the module and charged as before, with the mistake and its correction in the history.</summary>
    private async Task AsBeforeAsync()
    {
        var engagement = await record.EngagementAsync(Student);
        Assert.Equal((EngagementStatus.Enrolled, null, 4), (engagement.Status, engagement.End, engagement.Statuses.Count));
        Assert.Equal((EngagementStatus.Withdrawn, true), (engagement.Statuses[2].Status, engagement.Statuses[3].IsUndone));
        Assert.Equal(RegistrationStatus.Registered, (await record.ModuleAsync(Student, "AAA-2023J")).Status);
        Assert.Equal([(Payers.Student, FeeAssessor.Tuition, 9000m)], await record.ChargedAsync(Student, "2023/24"));
        Assert.Equal([9000m, -9000m, 9000m], (await record.AccountAsync(Student)).Charges.Where(c => c.AcademicYear == "2023/24").OrderBy(c => c.Id).Select(c => c.Amount));
    }
}
