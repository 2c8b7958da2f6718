using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Scenarios;

/// <summary>Timetable reschedule: another version of an event takes the place of the one before and leaves it in the history; an older word is stale; a cancelled event stays, marked; attendance keeps its event.</summary>
public sealed class TimetableRescheduleTests : IAsyncLifetime
{
    private static readonly Caller Manager = TestRegistry.Caller(Role.RegistryManager);
    private HubScene scene = null!;
    private RecordAsked record = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("EWP");
        record = new RecordAsked(scene.Registry);
        await scene.SaidAsync("F004", "TeachingEventScheduled", "TE-1", Lesson("2024-05-10", "B-101"));
        await scene.DrainAsync("EWP");
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task MovedEvent_IsSeenByStudentRoomAndStaff_AndThePortalHearsEachVersionOnce()
    {
        await scene.SaidAsync("F004", "TeachingEventSuperseded", "TE-1", Lesson("2024-05-13", "B-204"), 3);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F004", "TeachingRoomAllocated", "TE-1", new { @event = "TE-1", room = "B-999" }, 2)).State);

        Assert.Equal(("B-204", new DateTimeOffset(2024, 5, 13, 9, 0, 0, TimeSpan.Zero), 3L), Assert.Single(await record.TimetableAsync(scene.Student.Id)) is var row ? (row.Room, row.StartsAt, row.Version) : default);
        Assert.Empty(await FoundAsync("B-101"));
        Assert.Equal(["TE-1"], await FoundAsync("B-204"));
        Assert.Equal("TE-1", Assert.Single(await scene.Registry.Get<TimetableViewQueries>().WeekOfStaffAsync("S0042", new DateOnly(2024, 5, 13), Manager)).Event);
        await scene.DrainAsync("EWP");
        Assert.Equal([("1", OutboxState.Delivered), ("3", OutboxState.Delivered)], (await scene.ToldAsync("F012", "PersonalTimetableView")).Select(m => (Fields.Of(m, "version")!, m.State)));
    }

    [Fact]
    public async Task CancelledEvent_StaysMarked_TakesNoMoreAttendance_AndKeepsWhatWasRecorded()
    {
        await scene.SaidAsync("F013", "AttendanceRecorded", "1", new { student = scene.Who, @event = "TE-1", mark = "Present" });
        await scene.SaidAsync("F004", "TeachingEventCancelled", "TE-1", new { @event = "TE-1", reason = "Snow" }, 2);

        Assert.Equal((TeachingState.Cancelled, "Snow"), Assert.Single(await record.TimetableAsync(scene.Student.Id)) is var row ? (row.State, row.Because) : default);
        Assert.Equal("EVENT_CANCELLED", (await scene.SayAsync("F013", "AttendanceCorrected", "1", new { student = scene.Who, @event = "TE-1", mark = "Absent" }, 2)).Code);
        Assert.Equal([(AttendanceMark.Present, 1)], (await scene.Registry.Get<AttendanceQueries>().OfPersonAsync(scene.Student.Id, Manager)).Counts.Select(c => (c.Key, c.Value)));
        await scene.DrainAsync("EWP");
        Assert.Equal("Cancelled", Fields.Of((await scene.ToldAsync("F012", "PersonalTimetableView"))[^1], "state"));
    }

    [Fact]
    public async Task RescheduleBeforeItsEvent_WaitsForIt_AndTheSameWordTwiceIsOneVersion()
    {
        Assert.Equal(InboxState.Parked, (await scene.SayAsync("F004", "TeachingRoomAllocated", "TE-2", new { @event = "TE-2", room = "C-1" }, 2)).State);
        await scene.SaidAsync("F004", "TeachingEventScheduled", "TE-2", Lesson("2024-05-11", null, "TE-2"));
        Assert.Equal("C-1", (await record.TimetableAsync(scene.Student.Id)).Single(t => t.Event == "TE-2").Room);
        Assert.Equal("CONFLICT", (await scene.SayAsync("F004", "TeachingRoomAllocated", "TE-2", new { @event = "TE-2", room = "C-9" }, 2)).Code);
        Assert.Equal("C-1", (await record.TimetableAsync(scene.Student.Id)).Single(t => t.Event == "TE-2").Room);
    }

    private async Task<IEnumerable<string>> FoundAsync(string search) => (await scene.Registry.Get<TimetableQueries>().ListAsync(new TableQuery { Search = search }, Manager)).Rows.Select(r => r.Event);

    private static object Lesson(string day, string? room, string key = "TE-1") => new { @event = key, moduleRun = "AAA-2023J", kind = "Lecture", startsAt = $"{day}T09:00:00Z", endsAt = $"{day}T10:00:00Z", room, staff = new[] { "S0042" } };
}
