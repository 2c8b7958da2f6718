using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Tests.Funding;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.Telling;

namespace StudentRecords.Tests.Integration.Scenarios;

/// <summary>Status reversal: a withdrawal that was a mistake is taken back by a dated correction. Modules, charges and access come back; what had not gone out never goes; nothing is deleted.</summary>
public sealed class StatusReversalTests : IAsyncLifetime
{
    private static readonly DateOnly Left = new(2023, 10, 9);
    private TellingScene scene = null!;
    private RecordAsked record = null!;

    private HubScene Hub => scene.Hub;

    private long Student => Hub.Student.Id;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("IAM", "LIB", "VLE", "FIN");
        record = new RecordAsked(scene.Registry);
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
        Assert.Equal(["CourseMembershipRevoked", "CourseMembershipGranted"], (await Hub.ToldAsync("F015")).Where(m => m.State == OutboxState.Delivered && m.PersonId == Student).Select(m => m.Type).TakeLast(2));
        await AsBeforeAsync();
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
        foreach (var system in (string[])["IAM", "LIB", "VLE"])
        {
            await Hub.DrainAsync(system);
        }
    }

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
