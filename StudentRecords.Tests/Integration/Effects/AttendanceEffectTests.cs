using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F013: marks of attendance, what is counted of them for the sponsor (F051), and whom absence alerts concern.</summary>
public sealed class AttendanceEffectTests : IAsyncLifetime
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
    [ChangesTheRecord("F013")]
    public async Task Mark_IsCounted_AndACorrectionTakesItsPlace()
    {
        await TaughtAsync(1);
        await scene.SaidAsync("F013", "AttendanceRecorded", "1", Mark(1, "Absent"));
        await scene.SaidAsync("F013", "AttendanceCorrected", "1", Mark(1, "Late"), 2);
        await scene.SaidAsync("F013", "EngagementIndicatorUpdated", "i", new { student = scene.Who, percent = 82.5, asOf = "2024-06-01" });
        var view = await scene.Registry.Get<AttendanceQueries>().OfPersonAsync(scene.Student.Id, Registry);
        Assert.Equal([(AttendanceMark.Late, 1)], view.Counts.Select(c => (c.Key, c.Value)));
        Assert.Equal(82.5m, view.Percent);
        Assert.Equal(EngagementStatus.Enrolled, (await new RecordAsked(scene.Registry).EngagementAsync(scene.Student.Id)).Status);
    }

    [Fact]
    [RefusedOnArrival("F013")]
    public async Task Mark_AtAnEventThatIsNotKnown_WaitsForIt_AndAtACancelledOneIsQuarantined()
    {
        Assert.Equal(InboxState.Parked, (await scene.SayAsync("F013", "AttendanceRecorded", "1", Mark(1, "Present"))).State);
        await TaughtAsync(1);
        Assert.Single((await scene.Registry.Get<AttendanceQueries>().OfPersonAsync(scene.Student.Id, Registry)).Last);
        await TaughtAsync(2);
        await scene.SaidAsync("F004", "TeachingEventCancelled", "TE-2", new { @event = "TE-2", reason = "Snow" }, 2);
        Assert.Equal("EVENT_CANCELLED", (await scene.SayAsync("F013", "AttendanceRecorded", "2", Mark(2, "Absent"))).Code);
    }

    [Fact]
    public async Task TenContactsMissedInARow_OfASponsoredStudent_AreReportedOnceWithinTenWorkingDays()
    {
        await SponsoredAsync();
        await MissAsync(1, 9);
        Assert.Empty(await scene.ToldAsync("F051"));
        await MissAsync(10, 11);
        var report = Assert.Single(await scene.ToldAsync("F051", "AttendanceComplianceReported"));
        Assert.Equal(["cas", "engagement", "programme", "missed", "since", "reportBy"], Fields.Of(report));
        Assert.Equal(("10", "2024-05-01", "2024-06-17"), (Fields.Of(report, "missed"), Fields.Of(report, "since"), Fields.Of(report, "reportBy")));
        var task = Assert.Single((await scene.Registry.Get<SupportQueries>().OfPersonAsync(scene.Student.Id, Registry))!.Interventions);
        Assert.Equal((InterventionKind.Sponsor, new DateOnly(2024, 6, 17)), (task.Kind, task.DueOn));
    }

    [Fact]
    public async Task ContactsMissed_AreNotCountedWhileAnExemptionRuns()
    {
        await SponsoredAsync();
        await scene.SaidAsync("F063", "ReasonableAdjustmentApproved", "W/RA-1", new { student = scene.Who, @case = "W", adjustment = "RA-1", category = "AttendanceExemption", from = "2024-01-01" });
        await MissAsync(1, 12);
        Assert.Empty(await scene.ToldAsync("F051"));
    }

    [Fact]
    public async Task Alert_OpensAnIntervention_UnlessAnAdjustmentSuspendsAlerts()
    {
        await scene.SaidAsync("F013", "AbsenceAlertRaised", "AL-1", new { student = scene.Who, alert = "AL-1", raisedOn = "2024-06-01", missed = 6 });
        Assert.Equal("6 teaching events missed in a row", Assert.Single((await scene.Registry.Get<SupportQueries>().OfPersonAsync(scene.Student.Id, Registry))!.Interventions).Summary);
        await scene.SaidAsync("F063", "ReasonableAdjustmentApproved", "W/RA-2", new { student = scene.Who, @case = "W", adjustment = "RA-2", category = "AlertSuspension", from = "2024-01-01" });
        Assert.Equal("ALERTS_SUSPENDED", (await scene.SayAsync("F013", "AbsenceAlertRaised", "AL-2", new { student = scene.Who, alert = "AL-2", raisedOn = "2024-06-02", missed = 7 })).Code);
    }

    [Fact]
    public async Task ExemptionThatIsEnded_StillCountsForTheDaysItWasInForce()
    {
        await SponsoredAsync();
        await scene.SaidAsync("F063", "ReasonableAdjustmentApproved", "W/RA-1", new { student = scene.Who, @case = "W", adjustment = "RA-1", category = "AttendanceExemption", from = "2024-05-01", to = "2024-05-31" });
        await MissAsync(1, 15);
        await scene.SaidAsync("F063", "ReasonableAdjustmentEnded", "W/RA-1", new { student = scene.Who, adjustment = "RA-1", endsOn = "2024-05-15" }, 2);
        await MissAsync(16, 24);
        Assert.Empty(await scene.ToldAsync("F051"));
        await MissAsync(25, 25);
        Assert.Equal("2024-05-16", Fields.Of(Assert.Single(await scene.ToldAsync("F051")), "since"));
    }

    [Fact]
    public async Task AlertSuspension_WithAnEndToCome_SuspendsAlertsUntilThen()
    {
        await scene.SaidAsync("F063", "ReasonableAdjustmentApproved", "W/RA-2", new { student = scene.Who, @case = "W", adjustment = "RA-2", category = "AlertSuspension", from = "2024-01-01" });
        await scene.SaidAsync("F063", "ReasonableAdjustmentEnded", "W/RA-2", new { student = scene.Who, adjustment = "RA-2", endsOn = "2024-06-30" }, 2);
        Assert.Equal("ALERTS_SUSPENDED", (await scene.SayAsync("F013", "AbsenceAlertRaised", "AL-1", new { student = scene.Who, alert = "AL-1", raisedOn = "2024-06-01", missed = 7 })).Code);
        scene.Registry.Clock.Advance(TimeSpan.FromDays(45));
        await scene.SaidAsync("F013", "AbsenceAlertRaised", "AL-2", new { student = scene.Who, alert = "AL-2", raisedOn = "2024-06-02", missed = 7 });
    }

    private async Task SponsoredAsync()
    {
        await using var db = scene.Registry.CreateDbContext();
        (await db.Set<Engagement>().SingleAsync()).Sponsor(true);
        await db.SaveAsync(scene.Registry.AsSystem());
        await scene.SaidAsync("F052", "CasAssigned", "CAS/1", new { student = scene.Who, cas = "E4G8AA1", decidedOn = "2023-08-01" });
    }

    private async Task MissAsync(int from, int to)
    {
        for (var day = from; day <= to; day++)
        {
            await TaughtAsync(day);
            await scene.SaidAsync("F013", "AttendanceRecorded", $"{day}", Mark(day, "Absent"));
        }
    }

    private Task TaughtAsync(int day) => scene.SaidAsync("F004", "TeachingEventScheduled", $"TE-{day}", new { @event = $"TE-{day}", moduleRun = "AAA-2023J", kind = "Lecture", startsAt = $"2024-05-{day:00}T09:00:00Z", endsAt = $"2024-05-{day:00}T10:00:00Z" });

    private object Mark(int day, string mark) => new { student = scene.Who, @event = $"TE-{day}", mark };
}
