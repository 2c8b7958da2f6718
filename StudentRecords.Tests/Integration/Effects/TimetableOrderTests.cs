using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F004 and F020 about one event, in whatever order they come: what is cancelled stays so, and the room is the one said last by whoever may.</summary>
public sealed class TimetableOrderTests : IAsyncLifetime
{
    private static readonly Caller Registry = TestRegistry.Caller(Role.RegistryManager);
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync("EWP", "VLE");

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Room_GivenToACancelledEvent_DoesNotBringItBack()
    {
        await ScheduledAsync("TE-1");
        await CancelledAsync("TE-1", 2);
        await RoomAsync("TE-1", "B-204", 3);
        Assert.Equal((TeachingState.Cancelled, "Snow", "B-204", 3L), Seen(await OneAsync("TE-1")));
    }

    [Fact]
    public async Task Cancellation_ThatComesAfterAHigherVersionsRoom_StillCancels_AndThePortalHearsOfIt()
    {
        await ScheduledAsync("TE-1");
        await RoomAsync("TE-1", "B-204", 3);
        await CancelledAsync("TE-1", 2);
        // the record's version rises, though timetabling's highest is 3 still
        Assert.Equal((TeachingState.Cancelled, "Snow", "B-204", 4L), Seen(await OneAsync("TE-1")));
        await scene.DrainAsync("EWP");
        var told = (await scene.ToldAsync("F012", "PersonalTimetableView"))[^1];
        Assert.Equal(("Cancelled", "4", OutboxState.Delivered), (Fields.Of(told, "state"), Fields.Of(told, "version"), told.State));
    }

    [Fact]
    public async Task Superseding_ByAHigherWholeWord_BringsACancelledEventBack()
    {
        await ScheduledAsync("TE-1");
        await CancelledAsync("TE-1", 2);
        await scene.SaidAsync("F004", "TeachingEventSuperseded", "TE-1", Event("TE-1", "B-305"), 3);
        Assert.Equal((TeachingState.Scheduled, null, "B-305", 3L), Seen(await OneAsync("TE-1")));
    }

    [Fact]
    public async Task FiveWords_InAnyOrder_EndInTheSameEvent()
    {
        // whole, room, whole, cancelled by timetabling; a room confirmed by Estates for version 3 is later than that version's own
        (string What, Func<string, Task> Say)[] words =
        [
            ("s1", key => scene.SayAsync("F004", "TeachingEventScheduled", key, Event(key, "B-101"))),
            ("r2", key => scene.SayAsync("F004", "TeachingRoomAllocated", key, new { @event = key, room = "B-102" }, 2)),
            ("s3", key => scene.SayAsync("F004", "TeachingEventSuperseded", key, Event(key, "B-103", "Seminar"), 3)),
            ("c4", key => scene.SayAsync("F004", "TeachingEventCancelled", key, new { @event = key, reason = "Snow" }, 4)),
            ("e3", key => SpaceAsync($"B-104|{key}", key, "B-104", 3)),
        ];
        var number = 0;
        foreach (var order in Orders(words))
        {
            var key = $"TE-{++number}";
            foreach (var (_, say) in order)
            {
                await say(key);
            }

            var held = await scene.Registry.ReadAsync(db => db.Set<TeachingEvent>().AsNoTracking().SingleAsync(e => e.Key == key && e.IsCurrent));
            Assert.True((held.State, held.Because, held.Room, held.Kind, held.SourceVersion) == (TeachingState.Cancelled, "Snow", "B-104", "Seminar", 4), $"{string.Join(' ', order.Select(o => o.What))}: {held.State} {held.Room} {held.Kind} v{held.SourceVersion}");
        }

        Assert.Equal(120, number);
        Assert.Equal(0, await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.State == InboxState.Parked || m.State == InboxState.Quarantined)));
    }

    [Fact]
    public async Task RoomConfirmedByEstates_IsTheEventsRoomInAnotherVersion_AndThePortalHearsOfIt()
    {
        await ScheduledAsync("TE-1");
        await scene.DrainAsync("EWP");
        Assert.Equal(InboxState.Applied, (await SpaceAsync("B-7|EB-1", "TE-1", "B-7", 1)).State);

        Assert.Equal((TeachingState.Scheduled, null, "B-7", 2L), Seen(await OneAsync("TE-1")));
        Assert.Equal(2, await scene.Registry.ReadAsync(db => db.Set<TeachingEvent>().CountAsync(e => e.Key == "TE-1")));
        await scene.DrainAsync("EWP");
        Assert.Equal([("B-101", "1"), ("B-7", "2")], (await scene.ToldAsync("F012", "PersonalTimetableView")).Where(m => m.State == OutboxState.Delivered).Select(m => (Fields.Of(m, "room")!, Fields.Of(m, "version")!)));
    }

    [Fact]
    public async Task RoomConfirmedByEstates_YieldsToWhatTimetablingSaidSince_AndWaitsForAnEventThatHasNotCome()
    {
        Assert.Equal(InboxState.Parked, (await SpaceAsync("B-7|EB-1", "TE-1", "B-7", 1)).State);
        await ScheduledAsync("TE-1");
        Assert.Equal("B-7", (await OneAsync("TE-1")).Room);
        await RoomAsync("TE-1", "B-204", 2);
        Assert.Equal(InboxState.Applied, (await SpaceAsync("B-8|EB-2", "TE-1", "B-8", 1, 2)).State);
        Assert.Equal("B-204", (await OneAsync("TE-1")).Room);
    }

    [Fact]
    public async Task RoomForAnEvent_ThatIsClosed_OrWithoutItsVersion_OrInAnotherMessage_IsRefusedAndTheEventStaysWhereItIs()
    {
        await ScheduledAsync("TE-1");
        Assert.Equal("CONTRACT", (await scene.SayAsync("F020", "SpaceAllocationConfirmed", "B-7|1", Space("B-7", "1", "Closed", "TE-1", 1), contract: 2)).Code);
        Assert.Equal("CONTRACT", (await scene.SayAsync("F020", "SpaceAllocationConfirmed", "B-7|2", Space("B-7", "2", "Free", "TE-1", null), contract: 2)).Code);
        Assert.Equal("NOT_AN_ALLOCATION", (await scene.SayAsync("F020", "SpaceAvailabilityChanged", "B-7|3", Space("B-7", "3", "Free", "TE-1", 1), contract: 2)).Code);
        Assert.Equal(("B-101", 1L), (await OneAsync("TE-1")) is var row ? (row.Room, row.Version) : default);
    }

    private static IEnumerable<T[]> Orders<T>(IReadOnlyList<T> all) => all.Count == 0 ? [[]]
        : all.SelectMany((first, i) => Orders(all.Where((_, j) => j != i).ToList()).Select(rest => (T[])[first, .. rest]));

    private static (TeachingState, string?, string?, long) Seen(TimetableRow row) => (row.State, row.Because, row.Room, row.Version);

    private async Task<TimetableRow> OneAsync(string key) => (await scene.Registry.Get<TimetableQueries>().OfPersonAsync(scene.Student.Id, Registry)).Single(r => r.Event == key);

    private Task ScheduledAsync(string key) => scene.SaidAsync("F004", "TeachingEventScheduled", key, Event(key, "B-101"));

    private Task CancelledAsync(string key, long version) => scene.SaidAsync("F004", "TeachingEventCancelled", key, new { @event = key, reason = "Snow" }, version);

    private Task RoomAsync(string key, string room, long version) => scene.SaidAsync("F004", "TeachingRoomAllocated", key, new { @event = key, room }, version);

    private Task<Infrastructure.Integration.Receipt> SpaceAsync(string key, string taught, string room, long confirmed, long version = 1) =>
        scene.SayAsync("F020", "SpaceAllocationConfirmed", key, Space(room, key, "Free", taught, confirmed), version, contract: 2);

    private static object Space(string room, string booking, string use, string taught, long? confirmed) => new { room, booking, startsAt = "2024-06-10T09:00:00Z", endsAt = "2024-06-10T10:00:00Z", use, @event = taught, eventVersion = confirmed };

    private static object Event(string key, string room, string kind = "Lecture") => new { @event = key, moduleRun = "AAA-2023J", kind, startsAt = "2024-06-10T09:00:00Z", endsAt = "2024-06-10T10:00:00Z", room, staff = new[] { "S0042" } };
}
