using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Chains;

/// <summary>
/// Sponsor: attendance monitoring has the roster (F014) and the adjustments (F060), tells who was seen (F013), contacts are counted, what must be
/// reported goes within ten working days (F051), and UK Visas and Immigration answer (F052).
/// </summary>
public sealed class SponsorTests : IAsyncLifetime
{
    private static readonly Caller Manager = TestRegistry.Caller(Role.RegistryManager);
    private TellingScene scene = null!;
    private RecordAsked record = null!;

    private HubScene Hub => scene.Hub;

    private long Student => Hub.Student.Id;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("AM", "UKVI");
        record = new RecordAsked(scene.Registry);
        var engagement = await record.EngagementAsync(Student);
        Assert.Empty((await scene.Registry.Get<EngagementService>().SponsorAsync(engagement.Id, engagement.Version, true, scene.Registry.As(Role.RegistryManager))).Refusals);
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task MissedContacts_AreCountedAsAdjusted_ReportedOnceInTime_AndTheAnswerHoldsTheStudent()
    {
        await PermittedAsync();
        await MonitoringKnowsWhomItExpectsAsync();
        await ExemptedContactsAreNotCountedAsync();
        await TenMissedContactsAreReportedAsync();
        await LeaveIsCutShortAsync();
    }

    [Fact]
    [RefusedOnArrival("F052")]
    public async Task CasOfAnother_AndAGrantWithoutItsDays_AreQuarantined()
    {
        await PermittedAsync();
        var other = await scene.Registry.Given.PersonAsync();
        Assert.Equal("CAS_OF_ANOTHER", (await Hub.SayAsync("F052", "VisaRefused", "E4G1/9", new { student = new { system = "SIS", id = other.StudentNumber }, cas = "E4G1", decidedOn = "2024-05-01" }, 9)).Code);
        Assert.Equal(InboxState.Quarantined, (await Hub.SayAsync("F052", "VisaGranted", "E4G2/1", new { student = Hub.Who, cas = "E4G2", decidedOn = "2024-05-01" })).State);
        Assert.Equal(("E4G1", PermissionState.Granted), await PermissionAsync());
    }

    [Fact]
    public async Task Withdrawal_IsReportedToTheSponsorsAuthority_AndAbsenceOfSomebodyGoneIsNot()
    {
        await PermittedAsync();
        await MissAsync(1, 10);
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 20), "11");
        await Hub.DrainAsync("UKVI");
        Assert.Equal([("AttendanceComplianceReported", OutboxState.Withdrawn), ("ChangeOfCircumstanceReported", OutboxState.Delivered)], (await Hub.ToldAsync("F051")).Select(m => (m.Type, m.State)));
        Assert.Equal(("E4G1", "Withdrawn"), await scene.LastAsync("F051", "ChangeOfCircumstanceReported") is var told ? (Fields.Of(told, "cas"), Fields.Of(told, "circumstance")) : default);
    }

    [Fact]
    public async Task WithdrawalInThePortal_IsReportedAsOneAtTheDesk_AndSoIsThatItWasAMistake()
    {
        await PermittedAsync();
        await Hub.SaidAsync("F011", "SelfServiceRequestRaised", "P-1", new { student = Hub.Who, request = "WithdrawFromProgramme", effectiveOn = "2024-05-20" });
        Assert.Equal([("E4G1", "Withdrawn", "2024-05-20")], await ReportedAsync());

        await scene.UndoAsync(Hub.Engagement);
        Assert.Equal([("E4G1", "Withdrawn", "2024-05-20"), ("E4G1", "Enrolled", "2023-10-01")], await ReportedAsync());
    }

    private async Task<IEnumerable<(string?, string?, string?)>> ReportedAsync() =>
        (await Hub.ToldAsync("F051", "ChangeOfCircumstanceReported")).Select(m => (Fields.Of(m, "cas"), Fields.Of(m, "circumstance"), Fields.Of(m, "eventDate")));

    private async Task PermittedAsync()
    {
        await Hub.SaidAsync("F052", "CasAssigned", "E4G1/1", new { student = Hub.Who, cas = "E4G1", decidedOn = "2023-08-01" });
        await Hub.SaidAsync("F052", "VisaGranted", "E4G1/2", new { student = Hub.Who, cas = "E4G1", decidedOn = "2023-09-01", validFrom = "2023-09-01", validUntil = "2027-01-31" }, 2);
        Assert.Equal(("E4G1", PermissionState.Granted), await PermissionAsync());
    }

    private async Task MonitoringKnowsWhomItExpectsAsync()
    {
        var other = await scene.Registry.Given.OccurrenceAsync("BBB-2023J");
        await scene.MoveAsync(Hub.Engagement, [other.Id], []);
        await Hub.DrainAsync("AM");
        var told = await scene.LastAsync("F014", "RosterDelta");
        Assert.Equal(("BBB-2023J", "True", OutboxState.Delivered), (Fields.Of(told, "moduleRun"), Fields.Of(told, "isOn"), told.State));
    }

    /// <summary>An exemption goes to attendance monitoring (F060), and while it runs nothing that is missed counts.</summary>
    private async Task ExemptedContactsAreNotCountedAsync()
    {
        await Hub.SaidAsync("F063", "ReasonableAdjustmentApproved", "W-1|RA-1", new { student = Hub.Who, @case = "W-1", adjustment = "RA-1", category = "AttendanceExemption", from = "2024-05-01", to = "2024-05-03" });
        await Hub.DrainAsync("AM");
        Assert.Equal(OutboxState.Delivered, (await scene.LastAsync("F060", "AttendanceExemptionGranted")).State);
        await MissAsync(1, 8);
        Assert.Equal([(AttendanceMark.Absent, 8)], (await scene.Registry.Get<AttendanceQueries>().OfPersonAsync(Student, Manager)).Counts.Select(c => (c.Key, c.Value)));
        Assert.Empty(await Hub.ToldAsync("F051"));
    }

    private async Task TenMissedContactsAreReportedAsync()
    {
        await MissAsync(9, 13);
        var report = await scene.LastAsync("F051", "AttendanceComplianceReported");
        Assert.Equal(("E4G1", "10", "2024-05-04", "2024-06-17"), (Fields.Of(report, "cas"), Fields.Of(report, "missed"), Fields.Of(report, "since"), Fields.Of(report, "reportBy")));
        var task = Assert.Single((await record.SupportAsync(Student)).Interventions);
        Assert.Equal((InterventionKind.Sponsor, new DateOnly(2024, 6, 17)), (task.Kind, task.DueOn));
        await MissAsync(14, 14);
        await Hub.DrainAsync("UKVI");
        Assert.Equal(OutboxState.Delivered, Assert.Single(await Hub.ToldAsync("F051")).State);
    }

    /// <summary>A curtailment is a hold of those who must act; a grant of earlier date that comes after it does not lift it.</summary>
    private async Task LeaveIsCutShortAsync()
    {
        await Hub.SaidAsync("F052", "LeaveCurtailed", "E4G1/3", new { student = Hub.Who, cas = "E4G1", decidedOn = "2024-05-30", validFrom = "2023-09-01", validUntil = "2024-07-31" }, 3);
        Assert.Equal(InboxState.Stale, (await Hub.SayAsync("F052", "VisaGranted", "E4G1/4", new { student = Hub.Who, cas = "E4G1", decidedOn = "2023-09-02", validFrom = "2023-09-01", validUntil = "2027-01-31" }, 4)).State);
        Assert.Equal(("E4G1", PermissionState.Curtailed), await PermissionAsync());
        Assert.Equal(["Compliance"], await record.HoldsAsync(Student));
        Assert.Contains("The leave is cut short to 31 Jul 2024, decided on 30 May 2024", (await record.SupportAsync(Student)).Interventions.Where(i => i.DueOn == new DateOnly(2024, 6, 17)).Select(i => i.Summary));
        Assert.Equal(EngagementStatus.Enrolled, (await record.EngagementAsync(Student)).Status);
    }

    private async Task MissAsync(int from, int to)
    {
        for (var day = from; day <= to; day++)
        {
            await Hub.SaidAsync("F004", "TeachingEventScheduled", $"TE-{day}", new { @event = $"TE-{day}", moduleRun = "AAA-2023J", kind = "Lecture", startsAt = $"2024-05-{day:00}T09:00:00Z", endsAt = $"2024-05-{day:00}T10:00:00Z" });
            await Hub.SaidAsync("F013", "AttendanceRecorded", $"{day}", new { student = Hub.Who, @event = $"TE-{day}", mark = "Absent" });
        }
    }

    private async Task<(string, PermissionState)> PermissionAsync() =>
        Assert.Single(await scene.Registry.Get<SponsorshipQueries>().OfPersonAsync(Student, TestRegistry.Caller(Role.SponsorshipOfficer))) is var permission ? (permission.CasNumber, permission.State) : default;
}
