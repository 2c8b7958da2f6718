using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Scenarios;

/// <summary>A contract version change: Estates' messages (F020) in version 1 and version 2 are taken side by side and compared by what they do to the record; the older one ends on its day.</summary>
public sealed class ParallelRunTests
{
    private static readonly Caller Manager = TestRegistry.Caller(Role.RegistryManager);

    /// <summary>What Estates say of rooms on one day, as each version says it.</summary>
    private static readonly (string Room, string Old, string New)[] Day =
    [
        ("B-101", "\"isFree\":false", "\"use\":\"Taken\""), ("B-102", "\"isFree\":true", "\"use\":\"Free\""), ("B-103", "\"isFree\":false", "\"use\":\"Closed\""),
    ];

    [Fact]
    public async Task TheSameDayInBothVersions_LeavesTheSameRecord()
    {
        using var old = await SceneAsync();
        using var @new = await SceneAsync();
        foreach (var (room, first, second) in Day)
        {
            Assert.Equal(InboxState.Applied, (await SayAsync(old, 1, room, first)).State);
            Assert.Equal(InboxState.Applied, (await SayAsync(@new, 2, room, second)).State);
        }

        var compared = await ClashesAsync(old);
        Assert.Equal(["B-101", "B-103"], compared);
        Assert.Equal(compared, await ClashesAsync(@new));
    }

    [Fact]
    public async Task SenderWhoMovesInTheMiddle_IsUnderstoodOnBothSides_AndTheNewerWordStandsWhateverItsVersion()
    {
        using var scene = await SceneAsync();
        await SayAsync(scene, 1, "B-101", "\"isFree\":false");
        Assert.Equal(["B-101"], await ClashesAsync(scene));
        Assert.Equal(InboxState.Applied, (await SayAsync(scene, 2, "B-101", "\"use\":\"Free\"", 3)).State);
        Assert.Empty(await ClashesAsync(scene));
        Assert.Equal(InboxState.Stale, (await SayAsync(scene, 1, "B-101", "\"isFree\":false", 2)).State);
        Assert.Empty(await ClashesAsync(scene));
    }

    [Fact]
    public async Task WordsOfTheOtherVersion_AndTheOlderAfterItsLastDay_AreNotTaken()
    {
        using var scene = await SceneAsync();
        Assert.Equal("CONTRACT", (await SayAsync(scene, 2, "B-101", "\"isFree\":false")).Code);
        scene.Registry.Clock.Advance(new DateTimeOffset(2027, 8, 1, 9, 0, 0, TimeSpan.Zero) - scene.Registry.Clock.Now);
        Assert.Equal("UNKNOWN_VERSION", (await SayAsync(scene, 1, "B-102", "\"isFree\":false")).Code);
        Assert.Empty(await ClashesAsync(scene));
    }

    /// <summary>A record with a lesson in each of the rooms.</summary>
    private static async Task<HubScene> SceneAsync()
    {
        var scene = await HubScene.MakeAsync();
        foreach (var (room, _, _) in Day)
        {
            await scene.SaidAsync("F004", "TeachingEventScheduled", $"TE-{room}", new { @event = $"TE-{room}", moduleRun = "AAA-2023J", kind = "Lecture", startsAt = "2024-06-10T09:00:00Z", endsAt = "2024-06-10T10:00:00Z", room });
        }

        return scene;
    }

    /// <summary>Rooms whose lesson clashes with what Estates said.</summary>
    private static async Task<IEnumerable<string?>> ClashesAsync(HubScene scene) =>
        (await scene.Registry.Get<TimetableQueries>().ListAsync(new TableQuery { Filters = new Dictionary<string, string> { ["clash"] = "yes" } }, Manager)).Rows.Select(r => r.Room).Order(StringComparer.Ordinal);

    private static async Task<Receipt> SayAsync(HubScene scene, int version, string room, string use, int sourceVersion = 1) => (await scene.Registry.Get<HubDoor>().SubmitAsync("F020", "EST",
        [$$"""{"id":"{{room}}-{{version}}-{{sourceVersion}}","type":"SpaceAvailabilityChanged","version":{{version}},"sourceVersion":{{sourceVersion}},"key":"{{room}}/1","data":{"room":"{{room}}","booking":"1","startsAt":"2024-06-10T08:00:00Z","endsAt":"2024-06-10T12:00:00Z",{{use}} } }"""], "http", null, default)).Single();
}
