using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Teaching;

/// <summary>One timetable, looked at by a student, a member of staff, Estates and administration.</summary>
public sealed class TimetableViewTests : IAsyncLifetime
{
    private static readonly Caller Registry = TestRegistry.Caller(Role.RegistryManager);
    private static readonly DateOnly Monday = new(2024, 6, 10);
    private HubScene scene = null!;

    private TimetableViewQueries Views => scene.Registry.Get<TimetableViewQueries>();

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync();
        await scene.Registry.Given.OccurrenceAsync("BBB-2023J", o => o.In("2023/24", "J", new DateOnly(2023, 10, 1), new DateOnly(2024, 6, 25)).With("BBB-1", 100m));
        await EventAsync("TE-1", "AAA-2023J", "2024-06-10", "B-101", "S0042", "S0099");
        await EventAsync("TE-2", "AAA-2023J", "2024-06-17", "B-101", "S0042");
        await EventAsync("TE-3", "BBB-2023J", "2024-06-12", "C-1", "S00421");
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Staff_HaveTheirOwnWeek_BySummerTimesMonday_AndNobodyElsesWithALikeNumber()
    {
        Assert.Equal(["TE-1"], (await Views.WeekOfStaffAsync("S0042", Monday, Registry)).Select(r => r.Event));
        Assert.Equal(["TE-1"], (await Views.WeekOfStaffAsync(" s0099 ", Monday.AddDays(6), Registry)).Select(r => r.Event));
        Assert.Equal(["TE-2"], (await Views.WeekOfStaffAsync("S0042", Monday.AddDays(7), Registry)).Select(r => r.Event));
        Assert.Empty(await Views.WeekOfStaffAsync("S004_", Monday, Registry));
        // half past eleven on Sunday evening in UTC is Monday in London
        await EventAsync("TE-9", "AAA-2023J", "2024-06-09", "B-101", ["S0042"], "23:30:00", "23:50:00");
        Assert.Equal(["TE-9", "TE-1"], (await Views.WeekOfStaffAsync("S0042", Monday, Registry)).Select(r => r.Event));
    }

    [Fact]
    public async Task Estates_SeeRoomsAgainstWhatTheyTake_WithoutSmallNumbersAndStaff()
    {
        await PlaceAsync("B-101", "Hill", "Mill", 5);
        for (var i = 0; i < 6; i++)
        {
            await scene.Registry.Given.RegistrationAsync(await scene.Registry.Given.EngagementAsync(await scene.Registry.Given.PersonAsync(), scene.Programme), scene.Run);
        }

        var week = await Views.EstatesWeekAsync(null, null, null, Monday, Registry);
        Assert.Equal([new RoomInWeek("C-1", null, null, null, 1m, 1, 0), new RoomInWeek("B-101", "Hill", "Mill", 5, 1m, 1, 7)], week.Rooms);
        Assert.Equal((140, true), (week.Rooms[1].Fullness, week.Events.Single(e => e.Event == "TE-1").Clashes));
        Assert.DoesNotContain(typeof(EstatesEvent).GetProperties(), p => p.Name == "Staff");

        Assert.Equal(["TE-1"], (await Views.EstatesWeekAsync("Hill", null, null, Monday, Registry)).Events.Select(e => e.Event));
        Assert.Equal(["TE-1"], (await Views.EstatesWeekAsync("", "Mill", null, Monday, Registry)).Events.Select(e => e.Event));
        Assert.Equal(["TE-3"], (await Views.EstatesWeekAsync(null, null, "C-1", Monday, Registry)).Events.Select(e => e.Event));
        Assert.Empty((await Views.EstatesWeekAsync("Lake", null, null, Monday, Registry)).Rooms);
        var places = await Views.PlacesAsync(Registry);
        Assert.Equal(["Hill", "Mill"], places.Sites.Concat(places.Buildings));
    }

    [Fact]
    public async Task Estates_AreNotToldHowManyWhereTheyAreFew()
    {
        var told = (await Views.EstatesWeekAsync(null, null, "B-101", Monday, Registry));
        Assert.Null(Assert.Single(told.Rooms).Most);
        Assert.Null(Assert.Single(told.Events).Expected);
    }

    [Fact]
    public async Task Administration_SeesWhatChangedWasCancelledIsMissingAndDoesNotFit()
    {
        await scene.Registry.Given.OccurrenceAsync("CCC-2023J", o => o.In("2023/24", "J", new DateOnly(2023, 10, 1), new DateOnly(2024, 6, 25)).With("CCC-1", 100m));
        var silent = await scene.Registry.Given.OccurrenceAsync("DDD-2023J", o => o.In("2023/24", "J", new DateOnly(2023, 10, 1), new DateOnly(2024, 6, 25)).With("DDD-1", 100m));
        await scene.Registry.Given.RegistrationAsync(scene.Engagement, silent);
        await EventAsync("TE-4", "AAA-2023J", "2024-06-13", "B-7", "S1");
        await EventAsync("TE-5", "BBB-2023J", "2024-06-13", "B-7", "S2");
        await scene.SaidAsync("F004", "TeachingRoomAllocated", "TE-1", new { @event = "TE-1", room = "B-300" }, 2);
        await scene.SaidAsync("F004", "TeachingEventCancelled", "TE-3", new { @event = "TE-3", reason = "Illness" }, 2);

        var week = await Views.AdministrationWeekAsync(null, null, Monday, Registry);
        Assert.Equal([("TE-1", "B-101", "B-300")], week.Changes.Select(c => (c.Now.Event, c.WasRoom!, c.Now.Room!)));
        Assert.Equal([("TE-3", "Illness")], week.Cancelled.Select(c => (c.Event, c.Because!)));
        Assert.Equal([("DDD-2023J", 1)], week.Unpublished.Select(u => (u.ModuleRun, u.Registered)));
        Assert.Equal([("TE-4", "TE-5")], week.Clashes.Select(c => (c.Event, c.Other!)));

        var other = await Views.AdministrationWeekAsync("BBB-2023J", null, Monday, Registry);
        Assert.Equal((0, 1, 0, 1), (other.Changes.Count, other.Cancelled.Count, other.Unpublished.Count, other.Clashes.Count));
        var programme = await Views.AdministrationWeekAsync(null, scene.Programme.Code, Monday, Registry);
        Assert.Equal((1, 0, 1, 1), (programme.Changes.Count, programme.Cancelled.Count, programme.Unpublished.Count, programme.Clashes.Count));
        Assert.Equal((0, 0, 1, 0), await Views.AdministrationWeekAsync(null, null, Monday.AddDays(-7), Registry) is var before ? (before.Changes.Count, before.Cancelled.Count, before.Unpublished.Count, before.Clashes.Count) : default);
    }

    [Fact]
    public async Task WhoReachesOneProgramme_SeesTheModulesOfItsStudentsOnly()
    {
        var scoped = new Caller("Scoped", 1, [new RoleGrant(Role.ProgrammeAdministrator, new Scope(ScopeKind.Programme, scene.Programme.Code))]);
        Assert.Single(await Views.WeekOfStaffAsync("S0042", Monday, scoped));
        Assert.Empty(await Views.WeekOfStaffAsync("S00421", Monday, scoped));
        await scene.SaidAsync("F004", "TeachingEventCancelled", "TE-3", new { @event = "TE-3", reason = "Illness" }, 2);
        Assert.Empty((await Views.AdministrationWeekAsync(null, null, Monday, scoped)).Cancelled);
        var elsewhere = new Caller("Scoped", 1, [new RoleGrant(Role.ProgrammeAdministrator, new Scope(ScopeKind.Programme, "OTHER"))]);
        Assert.Empty(await Views.WeekOfStaffAsync("S0042", Monday, elsewhere));
    }

    [Fact]
    public async Task EachView_IsClosedToRolesThatMayNotSeeIt()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var (caller, sees) = (TestRegistry.Caller(role), AccessTable.For(role, Room.Enrolments) >= Level.See);
            await AskAsync(sees, () => Views.WeekOfStaffAsync("S0042", Monday, caller));
            await AskAsync(sees, () => Views.EstatesWeekAsync(null, null, null, Monday, caller));
            await AskAsync(sees, () => Views.PlacesAsync(caller));
            await AskAsync(sees, () => scene.Registry.Get<TimetableQueries>().OfPersonAsync(scene.Student.Id, caller));
            await AskAsync(sees && AccessTable.For(role, Room.Catalogue) >= Level.See, () => Views.AdministrationWeekAsync(null, null, Monday, caller));
        }
    }

    [Fact]
    public async Task List_IsFoundByRunningRoomAndGroup_AndParted_ByWhatIsPast()
    {
        Assert.Equal(["TE-1", "TE-2"], await FoundAsync(new TableQuery { Search = "AAA-2023" }));
        Assert.Equal(["TE-3"], await FoundAsync(new TableQuery { Search = "C-1" }));
        Assert.Empty(await FoundAsync(new TableQuery { Search = "C-" }));
        scene.Registry.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(["TE-2", "TE-3"], await FoundAsync(new TableQuery { Filters = new Dictionary<string, string> { ["when"] = "coming" } }));
        Assert.Equal(["TE-1"], await FoundAsync(new TableQuery { Filters = new Dictionary<string, string> { ["when"] = "past" } }));
    }

    private static async Task AskAsync<T>(bool may, Func<Task<T>> ask)
    {
        if (may)
        {
            await ask();
        }
        else
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(ask);
        }
    }

    private async Task<IEnumerable<string>> FoundAsync(TableQuery query) => (await scene.Registry.Get<TimetableQueries>().ListAsync(query, Registry)).Rows.Select(r => r.Event).Order(StringComparer.Ordinal);

    private Task EventAsync(string key, string run, string day, string room, params string[] staff) => EventAsync(key, run, day, room, staff, "09:00:00", "10:00:00");

    private Task EventAsync(string key, string run, string day, string room, string[] staff, string from, string to) =>
        scene.SaidAsync("F004", "TeachingEventScheduled", key, new { @event = key, moduleRun = run, kind = "Lecture", startsAt = $"{day}T{from}Z", endsAt = $"{day}T{to}Z", room, staff });

    private async Task PlaceAsync(string room, string site, string building, int capacity) => Assert.Equal(Domain.Integration.InboxState.Applied, (await scene.SayAsync("F020", "SpaceAvailabilityChanged", $"{room}/1",
        new { room, booking = "1", startsAt = "2024-06-10T08:00:00Z", endsAt = "2024-06-10T12:00:00Z", use = "Free", place = new { site, building, capacity, asOf = "2024-06-01T08:00:00Z" } }, contract: 2)).State);
}
