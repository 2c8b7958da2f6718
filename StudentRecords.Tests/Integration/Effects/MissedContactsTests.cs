using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F013 and F004 against F051: a report of missed contacts stands only while its marks do.</summary>
public sealed class MissedContactsTests : IAsyncLifetime
{
    private HubScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("UKVI");
        await using var db = scene.Registry.CreateDbContext();
        (await db.Set<Engagement>().SingleAsync()).Sponsor(true);
        await db.SaveAsync(scene.Registry.AsSystem());
        for (var day = 1; day <= 10; day++)
        {
            await MissAsync(day);
        }

        Assert.Equal(OutboxState.Unsent, Assert.Single(await scene.ToldAsync("F051")).State);
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task MarkCorrected_BeforeTheReportHasGone_WithdrawsReportAndCase()
    {
        await CorrectAsync(5, "Present");
        Assert.Equal([OutboxState.Withdrawn], await ReportsAsync());
        Assert.Equal([InterventionState.Withdrawn], (await CasesAsync()).Select(c => c.State));
    }

    [Fact]
    public async Task EventCancelledAfterwards_BeforeTheReportHasGone_WithdrawsReportAndCase()
    {
        await scene.SaidAsync("F004", "TeachingEventCancelled", "TE-10", new { @event = "TE-10", reason = "Snow" }, 2);
        Assert.Equal([OutboxState.Withdrawn], await ReportsAsync());
        Assert.Equal([InterventionState.Withdrawn], (await CasesAsync()).Select(c => c.State));
        await MissAsync(11);
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Unsent], await ReportsAsync());
    }

    [Fact]
    public async Task MarkCorrected_AfterTheReportHasGone_LeavesItAndSaysSoInTheCase()
    {
        await scene.DrainAsync("UKVI");
        await CorrectAsync(5, "Present");
        Assert.Equal([OutboxState.Delivered], await ReportsAsync());
        var about = Assert.Single(await CasesAsync());
        Assert.Equal((InterventionState.Open, "10 expected contacts missed in a row since 1 May 2024; it rests on a mark that was corrected since"), (about.State, about.Summary));
        await CorrectAsync(5, "Absent", 3);
        Assert.Equal("10 expected contacts missed in a row since 1 May 2024", Assert.Single(await CasesAsync()).Summary);
        Assert.Equal([OutboxState.Delivered], await ReportsAsync());
    }

    [Fact]
    public async Task MarkCorrectedBack_IsReportedAfterAll_UnderANameOfItsOwn()
    {
        await CorrectAsync(5, "Present");
        await CorrectAsync(5, "Absent", 3);
        await scene.DrainAsync("UKVI");
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], await ReportsAsync());
        Assert.Equal([InterventionState.Withdrawn, InterventionState.Open], (await CasesAsync()).OrderBy(c => c.Id).Select(c => c.State));
        await CorrectAsync(5, "Late", 4);
        Assert.EndsWith("corrected since", (await CasesAsync()).MaxBy(c => c.Id)!.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissOfAnEarlierDay_ThatComesLate_IsNoSecondReport()
    {
        await scene.SaidAsync("F004", "TeachingEventScheduled", "TE-0", new { @event = "TE-0", moduleRun = "AAA-2023J", kind = "Lecture", startsAt = "2024-04-29T09:00:00Z", endsAt = "2024-04-29T10:00:00Z" });
        await scene.SaidAsync("F013", "AttendanceRecorded", "0", new { student = scene.Who, @event = "TE-0", mark = "Absent" });
        Assert.Equal([OutboxState.Unsent], await ReportsAsync());
    }

    [Fact]
    public async Task ExemptionGrantedForDaysPast_StopsTheReportAtTheDoor()
    {
        await scene.SaidAsync("F063", "ReasonableAdjustmentApproved", "W/RA-1", new { student = scene.Who, @case = "W", adjustment = "RA-1", category = "AttendanceExemption", from = "2024-05-01", to = "2024-05-03" });
        await scene.DrainAsync("UKVI");
        Assert.Equal([OutboxState.Withdrawn], await ReportsAsync());
        await MissAsync(11);
        Assert.Equal([InterventionState.Withdrawn], (await CasesAsync()).Select(c => c.State));
    }

    private async Task<IEnumerable<OutboxState>> ReportsAsync() => (await scene.ToldAsync("F051", "AttendanceComplianceReported")).Select(m => m.State);

    private async Task<IReadOnlyList<InterventionRow>> CasesAsync() => (await scene.Registry.Get<SupportQueries>().OfPersonAsync(scene.Student.Id, TestRegistry.Caller(Role.RegistryManager)))!.Interventions;

    private Task CorrectAsync(int day, string mark, long version = 2) => scene.SaidAsync("F013", "AttendanceCorrected", $"{day}", new { student = scene.Who, @event = $"TE-{day}", mark }, version);

    private async Task MissAsync(int day)
    {
        await scene.SaidAsync("F004", "TeachingEventScheduled", $"TE-{day}", new { @event = $"TE-{day}", moduleRun = "AAA-2023J", kind = "Lecture", startsAt = $"2024-05-{day:00}T09:00:00Z", endsAt = $"2024-05-{day:00}T10:00:00Z" });
        await scene.SaidAsync("F013", "AttendanceRecorded", $"{day}", new { student = scene.Who, @event = $"TE-{day}", mark = "Absent" });
    }
}
