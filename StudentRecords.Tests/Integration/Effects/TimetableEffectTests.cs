using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Enrolment.Groups;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F004, F020 and F062: what is taught and sat where and when, as student, module, room and member of staff see it.</summary>
public sealed class TimetableEffectTests : IAsyncLifetime
{
    private static readonly Caller Registry = TestRegistry.Caller(Role.RegistryManager);
    private HubScene scene = null!;

    private TimetableQueries Timetable => scene.Registry.Get<TimetableQueries>();

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync("EWP", "VLE");

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ChangesTheRecord("F004")]
    public async Task Event_IsInTheTimetableOfWhoeverIsRegistered_AndOfRoomAndStaff()
    {
        await scene.SaidAsync("F004", "TeachingEventScheduled", "TE-1", Event());
        var row = Assert.Single(await Timetable.OfPersonAsync(scene.Student.Id, Registry));
        Assert.Equal(("TE-1", "B-101", "S0042", TeachingState.Scheduled), (row.Event, row.Room, row.Staff, row.State));
        foreach (var search in (string[])["B-101", "AAA-2023J"])
        {
            Assert.Equal("TE-1", Assert.Single((await Timetable.ListAsync(new TableQuery { Search = search }, Registry)).Rows).Event);
        }

        Assert.Equal("TE-1", Assert.Single(await scene.Registry.Get<TimetableViewQueries>().WeekOfStaffAsync("S0042", new DateOnly(2024, 6, 10), Registry)).Event);
    }

    [Fact]
    public async Task LaterVersion_StandsAndTheEarlierIsKept_AndAnOlderOneIsStale()
    {
        await scene.SaidAsync("F004", "TeachingEventScheduled", "TE-1", Event());
        await scene.SaidAsync("F004", "TeachingEventSuperseded", "TE-1", Event("B-204"), 3);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F004", "TeachingRoomAllocated", "TE-1", new { @event = "TE-1", room = "B-999" }, 2)).State);
        Assert.Equal(("B-204", 3L), Assert.Single(await Timetable.OfPersonAsync(scene.Student.Id, Registry)) is var row ? (row.Room, row.Version) : default);
        Assert.Equal(2, await scene.Registry.ReadAsync(db => Task.FromResult(db.Set<TeachingEvent>().Count())));
    }

    [Fact]
    public async Task Cancellation_StaysInTheTimetableAsCancelled_AndWaitsForItsEventWhenItComesFirst()
    {
        Assert.Equal(InboxState.Parked, (await scene.SayAsync("F004", "TeachingEventCancelled", "TE-1", new { @event = "TE-1", reason = "Illness" }, 2)).State);
        await scene.SaidAsync("F004", "TeachingEventScheduled", "TE-1", Event());
        var row = Assert.Single(await Timetable.OfPersonAsync(scene.Student.Id, Registry));
        Assert.Equal((TeachingState.Cancelled, "Illness"), (row.State, row.Because));
    }

    [Fact]
    public async Task StaffNumber_GivenTwice_CountsOnce()
    {
        await scene.SaidAsync("F004", "TeachingEventScheduled", "TE-1", Event() with { Staff = ["S0042", "s0042"] });
        Assert.Equal("S0042", Assert.Single(await Timetable.OfPersonAsync(scene.Student.Id, Registry)).Staff);
        Assert.Single(await scene.ToldAsync("F015", "InstructorAssigned"));
    }

    [Fact]
    public async Task Event_OfARunningThatIsNotKnown_WaitsForIt() =>
        Assert.Equal("UNKNOWN_REFERENCE", (await scene.SayAsync("F004", "TeachingEventScheduled", "TE-2", Event() with { ModuleRun = "ZZZ-2023J" })).Code);

    [Fact]
    [RefusedOnArrival("F004")]
    public async Task Group_IsWhatTimetablingSays_ExceptWhereTheRegistryPinned_AndAnotherOwnersGroupIsLeftAlone()
    {
        await scene.SaidAsync("F004", "TeachingEventScheduled", "TE-1", Event() with { Group = "AAA-J-1" });
        Assert.Empty(await Timetable.OfPersonAsync(scene.Student.Id, Registry));
        await scene.SaidAsync("F004", "TeachingGroupAllocated", "AAA-J-1", Group("AAA-J-1", scene.Who));
        Assert.Single(await Timetable.OfPersonAsync(scene.Student.Id, Registry));

        var group = (await scene.Registry.Get<GroupQueries>().GroupsAsync(new TableQuery(), Registry)).Rows.Single();
        Assert.Equal("TTB", group.Owner);
        Assert.Empty((await scene.Registry.Get<GroupService>().ChangeAsync(new ChangeMembership { GroupId = group.Id, StudentNumber = scene.Student.StudentNumber, Act = MembershipAct.PinIn }, scene.Registry.As(Role.RegistryManager))).Refusals);
        await scene.SaidAsync("F004", "TeachingGroupAllocated", "AAA-J-1", Group("AAA-J-1"), 2);
        Assert.Single(await Timetable.OfPersonAsync(scene.Student.Id, Registry));

        await scene.Registry.Get<GroupService>().MakeAsync(new MakeGroup { Code = "OURS", Title = "Ours", Kind = GroupKind.Seminar, Owner = "Registry", AcademicYear = "2023/24" }, scene.Registry.As(Role.RegistryManager));
        Assert.Equal("NOT_THE_OWNER", (await scene.SayAsync("F004", "TeachingGroupAllocated", "OURS", Group("OURS", scene.Who))).Code);
    }

    [Fact]
    [ChangesTheRecord("F020")]
    [RefusedOnArrival("F020")]
    public async Task Room_ThatEstatesClose_ClashesWithWhatIsTaughtInIt_AndAnEndBeforeItsBeginningIsQuarantined()
    {
        await scene.SaidAsync("F004", "TeachingEventScheduled", "TE-1", Event());
        Assert.False(Assert.Single(await Timetable.OfPersonAsync(scene.Student.Id, Registry)).Clashes);
        await scene.SaidAsync("F020", "MaintenanceNoticeIssued", "B-101/9", new { room = "B-101", booking = "9", startsAt = "2024-06-10T08:00:00Z", endsAt = "2024-06-10T12:00:00Z", isFree = false });
        Assert.Equal("TE-1", Assert.Single((await Timetable.ListAsync(new TableQuery { Filters = new Dictionary<string, string> { ["clash"] = "yes" } }, Registry)).Rows).Event);
        await scene.SaidAsync("F020", "SpaceAvailabilityChanged", "B-101/9", new { room = "B-101", booking = "9", startsAt = "2024-06-10T08:00:00Z", endsAt = "2024-06-10T12:00:00Z", isFree = true }, 2);
        Assert.False(Assert.Single(await Timetable.OfPersonAsync(scene.Student.Id, Registry)).Clashes);
        Assert.Equal("CONTRACT", (await scene.SayAsync("F020", "MaintenanceNoticeIssued", "B-101/10", new { room = "B-101", booking = "10", startsAt = "2024-06-10T08:00:00Z", endsAt = "2024-06-10T07:00:00Z", isFree = false })).Code);
    }

    [Fact]
    [ChangesTheRecord("F062")]
    public async Task Sitting_IsInTheCandidatesTimetable_AndAMarkIsTurnedAwayUnkept()
    {
        await scene.SaidAsync("F062", "ExamTimetableFinalised", "X-1", new { sitting = "X-1", assessment = "AAA-2", startsAt = "2024-06-20T09:00:00Z", endsAt = "2024-06-20T11:00:00Z", room = "Hall-1" });
        await scene.SaidAsync("F062", "CandidateNumberAssigned", "X-1/c", new { student = scene.Who, sitting = "X-1", candidateNumber = "4711" });
        await scene.SaidAsync("F062", "SeatingPlanPublished", "X-1/s", new { student = scene.Who, sitting = "X-1", seat = "C12" }, 2);
        var exam = Assert.Single(await Timetable.ExamsOfPersonAsync(scene.Student.Id, Registry));
        Assert.Equal(("AAA-2", "Hall-1", "4711", "C12"), (exam.Assessment, exam.Room, exam.CandidateNumber, exam.Seat));
        Assert.True((await scene.SayAsync("F062", "CandidateNumberAssigned", "X-1/m", new { student = scene.Who, sitting = "X-1", candidateNumber = "4711", mark = 71 })).Turned);
        Assert.Equal(3, await scene.Registry.ReadAsync(db => Task.FromResult(db.Set<InboxMessage>().Count(m => m.Flow == "F062"))));
    }

    [Fact]
    [RefusedOnArrival("F062")]
    public async Task Seat_OfSomebodyWhoIsNotRegistered_IsQuarantined()
    {
        var other = await scene.Registry.Given.PersonAsync();
        await scene.SaidAsync("F062", "ExamTimetableFinalised", "X-1", new { sitting = "X-1", assessment = "AAA-2", startsAt = "2024-06-20T09:00:00Z", endsAt = "2024-06-20T11:00:00Z", room = "Hall-1" });
        Assert.Equal("NOT_REGISTERED", (await scene.SayAsync("F062", "CandidateNumberAssigned", "X-1/o", new { student = new { system = "SIS", id = other.StudentNumber }, sitting = "X-1", candidateNumber = "1" })).Code);
    }

    private static EventTold Event(string room = "B-101") => new("TE-1", "AAA-2023J", "Lecture", null, "2024-06-10T09:00:00Z", "2024-06-10T10:00:00Z", room, ["S0042"]);

    private static object Group(string code, params object[] students) => new { group = code, title = "Seminar 1", kind = "Seminar", academicYear = "2023/24", from = "2023-10-02", students };

    private sealed record EventTold(string Event, string ModuleRun, string Kind, string? Group, string StartsAt, string EndsAt, string Room, string[] Staff);
}
