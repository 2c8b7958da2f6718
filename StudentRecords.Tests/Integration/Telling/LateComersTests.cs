using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment.Groups;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>F012 for whoever comes after the timetable was published (F004): what is still to come of it, once, and what is for them only.</summary>
public sealed class LateComersTests : IAsyncLifetime
{
    private TellingScene scene = null!;
    private ModuleOccurrence run = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("EWP");
        run = await scene.Registry.Given.OccurrenceAsync("BBB-2023J", o => o.With("BBB-1", 100m));
        await LessonAsync("L-1", "2024-05-10");
        await LessonAsync("L-2", "2024-06-03", hour: 7);
        await LessonAsync("L-3", "2024-06-10");
        await LessonAsync("L-4", "2024-06-11", group: "G-1");
        await LessonAsync("L-5", "2024-06-12");
        await Hub.SaidAsync("F004", "TeachingEventCancelled", "L-5", new { @event = "L-5", reason = "Illness" }, 2);
        Assert.Empty(await Hub.ToldAsync("F012", "PersonalTimetableView"));
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task LateRegistration_IsToldFromTodayOn_WithJustTheseFields_AndNotWhatIsCancelledOrForAGroup()
    {
        await scene.MoveAsync(Hub.Engagement, [run.Id], []);
        var told = await Hub.ToldAsync("F012", "PersonalTimetableView");
        Assert.Equal(["L-2", "L-3"], told.Select(m => Fields.Of(m, "event")));
        Assert.All(told, m => Assert.Equal(["student", "event", "moduleRun", "kind", "startsAt", "endsAt", "room", "state", "version"], Fields.Of(m)));
        Assert.All(told, m => Assert.Equal((Hub.Student.Id, Hub.Student.StudentNumber, "BBB-2023J", "1"), (m.PersonId, Fields.Of(m, "student"), Fields.Of(m, "moduleRun"), Fields.Of(m, "version"))));
        await Hub.DrainAsync("EWP");
        Assert.All(await Hub.ToldAsync("F012", "PersonalTimetableView"), m => Assert.Equal(OutboxState.Delivered, m.State));
    }

    [Fact]
    public async Task WhoLeavesAndComesBack_IsNotToldAgainWhatTheyHave_ButWhatNeverWent()
    {
        await scene.MoveAsync(Hub.Engagement, [run.Id], []);
        await scene.MoveAsync(Hub.Engagement, [], [run.Id]);
        await Hub.DrainAsync("EWP");
        Assert.All(await Hub.ToldAsync("F012", "PersonalTimetableView"), m => Assert.Equal(OutboxState.Withdrawn, m.State));

        await scene.MoveAsync(Hub.Engagement, [run.Id], []);
        await Hub.DrainAsync("EWP");
        Assert.Equal([("L-2", OutboxState.Withdrawn), ("L-3", OutboxState.Withdrawn), ("L-2", OutboxState.Delivered), ("L-3", OutboxState.Delivered)], await ToldAsync());
        await scene.MoveAsync(Hub.Engagement, [], [run.Id]);
        await scene.MoveAsync(Hub.Engagement, [run.Id], []);
        Assert.Equal(4, (await ToldAsync()).Count());
    }

    [Fact]
    public async Task NewMemberOfAGroup_IsToldItsLessons_OfModulesThatTheyAreOn()
    {
        await scene.MoveAsync(Hub.Engagement, [run.Id], []);
        var stranger = await scene.Registry.Given.PersonAsync();
        await GroupAsync(1, Hub.Who, new { system = "SIS", id = stranger.StudentNumber });
        var told = (await Hub.ToldAsync("F012", "PersonalTimetableView")).Where(m => Fields.Of(m, "event") == "L-4");
        Assert.Equal(Hub.Student.Id, Assert.Single(told).PersonId);
    }

    [Fact]
    public async Task MemberPinnedByTheRegistry_IsToldToo_AndOneWhoIsKeptOutIsNot()
    {
        await scene.MoveAsync(Hub.Engagement, [run.Id], []);
        await GroupAsync(1);
        var group = (await scene.Registry.Get<GroupQueries>().GroupsAsync(new TableQuery(), TestRegistry.Caller(Role.RegistryManager))).Rows.Single();
        foreach (var (act, told) in (ValueTuple<MembershipAct, int>[])[(MembershipAct.PinOut, 0), (MembershipAct.PinIn, 1)])
        {
            Assert.Empty((await scene.Registry.Get<GroupService>().ChangeAsync(new ChangeMembership { GroupId = group.Id, StudentNumber = Hub.Student.StudentNumber, Act = act }, scene.Registry.As(Role.RegistryManager))).Refusals);
            Assert.Equal(told, (await ToldAsync()).Count(t => t.Event == "L-4"));
        }
    }

    [Fact]
    public async Task RegistrationAfterAGroup_BringsItsLessonsToo()
    {
        await GroupAsync(1, Hub.Who);
        Assert.Empty(await ToldAsync());
        await scene.MoveAsync(Hub.Engagement, [run.Id], []);
        Assert.Equal(["L-2", "L-3", "L-4"], (await ToldAsync()).Select(t => t.Event));
    }

    private async Task<IEnumerable<(string Event, OutboxState State)>> ToldAsync() => (await Hub.ToldAsync("F012", "PersonalTimetableView")).Select(m => (Fields.Of(m, "event")!, m.State));

    private Task LessonAsync(string key, string day, int hour = 14, string? group = null) => Hub.SaidAsync("F004", "TeachingEventScheduled", key,
        new { @event = key, moduleRun = "BBB-2023J", kind = "Lecture", group, startsAt = $"{day}T{hour:00}:00:00Z", endsAt = $"{day}T{hour + 1:00}:00:00Z", room = "B-101", staff = new[] { "S0042" } });

    private Task GroupAsync(long version, params object[] students) =>
        Hub.SaidAsync("F004", "TeachingGroupAllocated", "G-1", new { group = "G-1", title = "Seminar 1", kind = "Seminar", academicYear = "2023/24", from = "2023-10-02", students }, version);
}
