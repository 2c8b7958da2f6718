using StudentRecords.Domain.Access;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace StudentRecords.Tests.Teaching;

/// <summary>What does not fit in the timetable (F004, F020) waits for somebody, and goes when it fits at its source.</summary>
public sealed class ClashTests : IAsyncLifetime
{
    private static readonly Caller Olga = TestRegistry.Caller(Role.RegistryOfficer);
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task TwoEventsInOneRoom_AreAClash_UntilOneMoves()
    {
        await EventAsync("TE-1", "B-101", "S1");
        await EventAsync("TE-2", "B-101", "S2");
        var clash = Assert.Single(await OpenAsync());
        Assert.Equal((ClashKind.TwoInOneRoom, "TE-1", "TE-2", "B-101"), (clash.Kind, clash.Event, clash.Other, clash.Room));
        await scene.SaidAsync("F004", "TeachingRoomAllocated", "TE-2", new { @event = "TE-2", room = "B-102" }, 2);
        Assert.Empty(await OpenAsync());
        Assert.Equal(clash.Id, Assert.Single(await ListAsync("gone")).Id);
    }

    [Fact]
    public async Task Clash_ThatComesBack_IsTheSameOneAgain_AndACancellationEndsIt()
    {
        await EventAsync("TE-1", "B-101", "S1");
        await EventAsync("TE-2", "B-102", "S2");
        Assert.Empty(await OpenAsync());
        await scene.SaidAsync("F004", "TeachingRoomAllocated", "TE-1", new { @event = "TE-1", room = "B-102" }, 2);
        var first = Assert.Single(await OpenAsync());
        await scene.SaidAsync("F004", "TeachingRoomAllocated", "TE-1", new { @event = "TE-1", room = "B-101" }, 3);
        await scene.SaidAsync("F004", "TeachingRoomAllocated", "TE-1", new { @event = "TE-1", room = "B-102" }, 4);
        Assert.Equal(first.Id, Assert.Single(await OpenAsync()).Id);
        await scene.SaidAsync("F004", "TeachingEventCancelled", "TE-2", new { @event = "TE-2", reason = "Illness" }, 5);
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task TeachingByTheSamePeopleAtTheSameTime_IsOneAndNoClash_AndNeitherIsWhatFollows()
    {
        await EventAsync("TE-1", "B-101", "S1");
        await EventAsync("TE-2", "B-101", "S1");
        await EventAsync("TE-3", "B-101", "S2", "2024-06-10T10:00:00Z", "2024-06-10T11:00:00Z");
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task RoomThatEstatesClose_IsAClash_UntilTheyOpenIt_OrCloseItAtAnotherTime()
    {
        await EventAsync("TE-1", "B-101", "S1");
        await SpaceAsync("9", "Closed", 1);
        Assert.Equal((ClashKind.RoomNotFree, "TE-1"), Assert.Single(await OpenAsync()) is var clash ? (clash.Kind, clash.Event) : default);
        await SpaceAsync("9", "Free", 2);
        Assert.Empty(await OpenAsync());
        await SpaceAsync("9", "Taken", 3);
        Assert.Single(await OpenAsync());
        await SpaceAsync("9", "Taken", 4, from: "2024-06-11T08:00:00Z", to: "2024-06-11T12:00:00Z");
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task RoomThatIsTooSmall_IsAClash_OnceEstatesSaySo_AndFollowsWhoComesAndGoes()
    {
        await EventAsync("TE-1", "B-101", "S1");
        var engagement = await scene.Registry.Given.EngagementAsync(await scene.Registry.Given.PersonAsync(), scene.Programme);
        var second = await scene.Registry.Given.RegistrationAsync(engagement, scene.Run);
        await SpaceAsync("1", "Free", 1, capacity: 1, asOf: "2024-06-01T08:00:00Z");
        var clash = Assert.Single(await OpenAsync());
        Assert.Equal((ClashKind.RoomTooSmall, "2 are expected at TE-1; B-101 takes 1."), (clash.Kind, clash.Sentence));

        await scene.Registry.SaveAsync(db =>
        {
            db.Attach(second);
            second.Withdraw(new DateOnly(2024, 6, 3), scene.Registry.Clock.Now);
        });
        Assert.Empty(await OpenAsync());
        await scene.Registry.Given.RegistrationAsync(await scene.Registry.Given.EngagementAsync(await scene.Registry.Given.PersonAsync(), scene.Programme), scene.Run);
        Assert.Single(await OpenAsync());
        // what was said as of an earlier moment is not heard
        await SpaceAsync("2", "Free", 1, capacity: 500, asOf: "2024-05-01T08:00:00Z");
        Assert.Single(await OpenAsync());
        await SpaceAsync("3", "Free", 1, capacity: 500, asOf: "2024-06-02T08:00:00Z");
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task EventOfAGroup_ExpectsItsMembersOnly()
    {
        await SpaceAsync("1", "Free", 1, capacity: 1, asOf: "2024-06-01T08:00:00Z");
        var other = await scene.Registry.Given.PersonAsync();
        await scene.Registry.Given.RegistrationAsync(await scene.Registry.Given.EngagementAsync(other, scene.Programme), scene.Run);
        await GroupAsync(1, scene.Who);
        await EventAsync("TE-1", "B-101", "S1", group: "G-1");
        Assert.Empty(await OpenAsync());
        await GroupAsync(2, scene.Who, new { system = "SIS", id = other.StudentNumber });
        Assert.Equal(ClashKind.RoomTooSmall, Assert.Single(await OpenAsync()).Kind);
        await GroupAsync(3, scene.Who);
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task GroupThatComesAfterItsEvent_CountsAtOnce()
    {
        await SpaceAsync("1", "Free", 1, capacity: 1, asOf: "2024-06-01T08:00:00Z");
        var other = await scene.Registry.Given.PersonAsync();
        await scene.Registry.Given.RegistrationAsync(await scene.Registry.Given.EngagementAsync(other, scene.Programme), scene.Run);
        await EventAsync("TE-1", "B-101", "S1", group: "G-1");
        Assert.Empty(await OpenAsync());
        await GroupAsync(1, scene.Who, new { system = "SIS", id = other.StudentNumber });
        Assert.Equal(ClashKind.RoomTooSmall, Assert.Single(await OpenAsync()).Kind);
    }

    [Fact]
    public async Task Clash_WaitsForThoseWhoMayChange_AndIsInHandWithOne()
    {
        await EventAsync("TE-1", "B-101", "S1");
        await EventAsync("TE-2", "B-101", "S2");
        Assert.Contains(await WorkAsync(Olga), w => w is { Count: 1, One: "clash in the timetable", Address: "/timetable/clashes?f.state=open&f.owner=none" });
        Assert.DoesNotContain(await WorkAsync(TestRegistry.Caller(Role.Auditor)), w => w.One == "clash in the timetable");

        var id = Assert.Single(await OpenAsync()).Id;
        var service = scene.Registry.Get<ClashService>();
        Assert.Empty((await service.TakeAsync(id, scene.Registry.As(Olga))).Refusals);
        Assert.Equal(["CLASH_YOURS"], (await service.TakeAsync(id, scene.Registry.As(Olga))).Refusals.Select(r => r.Code));
        Assert.Contains(await WorkAsync(Olga), w => w is { Count: 1, One: "clash that you have in hand" });
        Assert.Contains(await WorkAsync(TestRegistry.Caller(Role.RegistryManager)), w => w is { Count: 0, One: "clash in the timetable" });
        var view = (await scene.Registry.Get<ClashQueries>().ClashAsync(id, Olga))!;
        Assert.Equal((Olga.Name, "Timetabling Manager"), (view.Row.Owner, view.Answers));

        await scene.SaidAsync("F004", "TeachingEventCancelled", "TE-2", new { @event = "TE-2", reason = "Illness" }, 2);
        Assert.Contains(await WorkAsync(Olga), w => w is { Count: 0, One: "clash that you have in hand" });
        Assert.Equal(["CLASH_GONE"], (await service.TakeAsync(id, scene.Registry.As(Role.RegistryManager))).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task WhoMayNotChangeEnrolments_TakesNothing_AndWhoMayNotSeeThemSeesNothing()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            if (AccessTable.For(role, Room.Enrolments) < Level.Change)
            {
                await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Registry.Get<ClashService>().TakeAsync(1, scene.Registry.As(role)));
            }

            if (AccessTable.For(role, Room.Enrolments) < Level.See)
            {
                await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Registry.Get<ClashQueries>().ListAsync(new TableQuery(), TestRegistry.Caller(role)));
                await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Registry.Get<ClashQueries>().ClashAsync(1, TestRegistry.Caller(role)));
            }
        }

        Assert.Equal(["CLASH_UNKNOWN"], (await scene.Registry.Get<ClashService>().TakeAsync(1, scene.Registry.As(Olga))).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Clash_OfWhatIsPast_IsNoWork()
    {
        await EventAsync("TE-1", "B-101", "S1");
        await EventAsync("TE-2", "B-101", "S2");
        scene.Registry.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Empty(await OpenAsync());
        Assert.Single(await ListAsync("past"));
        Assert.Contains(await WorkAsync(Olga), w => w is { Count: 0, One: "clash in the timetable" });
    }

    private Task EventAsync(string key, string room, string staff, string from = "2024-06-10T09:00:00Z", string to = "2024-06-10T10:00:00Z", string? group = null) =>
        scene.SaidAsync("F004", "TeachingEventScheduled", key, new { @event = key, moduleRun = "AAA-2023J", kind = "Lecture", group, startsAt = from, endsAt = to, room, staff = new[] { staff } });

    private async Task SpaceAsync(string booking, string use, long version, int? capacity = null, string? asOf = null, string from = "2024-06-10T08:00:00Z", string to = "2024-06-10T12:00:00Z")
    {
        var place = capacity is null ? null : new { site = "Hill", building = "Mill", capacity, asOf };
        var receipt = await scene.SayAsync("F020", "SpaceAvailabilityChanged", $"B-101/{booking}", new { room = "B-101", booking, startsAt = from, endsAt = to, use, place }, version, contract: 2);
        Assert.True(receipt.State == Domain.Integration.InboxState.Applied, receipt.Reason);
    }

    private Task GroupAsync(long version, params object[] students) =>
        scene.SaidAsync("F004", "TeachingGroupAllocated", "G-1", new { group = "G-1", title = "Seminar 1", kind = "Seminar", academicYear = "2023/24", from = "2023-10-02", students }, version);

    private Task<IReadOnlyList<ClashRow>> OpenAsync() => ListAsync("open");

    private async Task<IReadOnlyList<ClashRow>> ListAsync(string state) =>
        (await scene.Registry.Get<ClashQueries>().ListAsync(new TableQuery { Filters = new Dictionary<string, string> { ["state"] = state } }, Olga)).Rows;

    private async Task<List<WaitingWork>> WorkAsync(Caller caller)
    {
        List<WaitingWork> all = [];
        foreach (var source in scene.Registry.Services.GetServices<IWorkSource>())
        {
            all.AddRange(await source.WaitingAsync(caller, default));
        }

        return all;
    }
}
