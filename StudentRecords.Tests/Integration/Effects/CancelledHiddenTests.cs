using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Formats;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F004 and F012: what is cancelled stays in timetables and calendars, marked, unless the institution has it hidden (local variation of F012).</summary>
public sealed class CancelledHiddenTests : IAsyncLifetime
{
    private static readonly Caller Registry = TestRegistry.Caller(Role.RegistryManager);
    private static readonly DateOnly Week = new(2024, 6, 10);
    private HubScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("EWP");
        foreach (var key in (string[])["TE-1", "TE-2"])
        {
            await scene.SaidAsync("F004", "TeachingEventScheduled", key, new { @event = key, moduleRun = "AAA-2023J", kind = "Lecture", startsAt = "2024-06-10T09:00:00Z", endsAt = "2024-06-10T10:00:00Z", room = key, staff = new[] { "S0042" } });
        }

        await scene.SaidAsync("F004", "TeachingEventCancelled", "TE-2", new { @event = "TE-2", reason = "Illness" }, 2);
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Cancelled_IsShownMarked_WhileNobodySaysOtherwise()
    {
        foreach (var view in await ViewsAsync())
        {
            Assert.Equal(["TE-1", "TE-2"], view);
        }

        Assert.Equal(["CONFIRMED", "CANCELLED"], (await CalendarAsync()).Select(e => e.Text("STATUS")));
        Assert.DoesNotContain("cancelled teaching hidden", await GapAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_ThatIsHidden_IsAbsentFromEveryTimetableAndCalendar_AndSeenByWhoAsksForIt()
    {
        await HideAsync(true);
        foreach (var view in await ViewsAsync())
        {
            Assert.Equal(["TE-1"], view);
        }

        Assert.Equal(["TE-1"], (await CalendarAsync()).Select(e => e.Text("UID")));
        var asked = await scene.Registry.Get<TimetableQueries>().ListAsync(new TableQuery { Filters = new Dictionary<string, string> { ["state"] = nameof(TeachingState.Cancelled) } }, Registry);
        Assert.Equal("TE-2", Assert.Single(asked.Rows).Event);
        Assert.Equal("TE-2", Assert.Single((await scene.Registry.Get<TimetableViewQueries>().AdministrationWeekAsync(null, null, Week, Registry)).Cancelled).Event);
        Assert.Contains("cancelled teaching hidden", await GapAsync(), StringComparison.Ordinal);

        await HideAsync(null);
        Assert.Equal(["TE-1"], (await ViewsAsync())[0]);
        await HideAsync(false);
        Assert.Equal(["TE-1", "TE-2"], (await ViewsAsync())[0]);
    }

    [Fact]
    public async Task Cancellation_IsToldToThePortalThoughItIsHidden_SoThatItTakesTheEventAway()
    {
        await HideAsync(true);
        await scene.SaidAsync("F004", "TeachingEventCancelled", "TE-1", new { @event = "TE-1", reason = "Snow" }, 2);
        await scene.DrainAsync("EWP");
        var told = (await scene.ToldAsync("F012", "PersonalTimetableView"))[^1];
        Assert.Equal(("TE-1", "Cancelled", OutboxState.Delivered), (Fields.Of(told, "event"), Fields.Of(told, "state"), told.State));
    }

    [Fact]
    public async Task OtherFlows_HaveNoSuchChoice()
    {
        var outcome = await SetAsync("TTB", new SetLocalFlow("F004", true, null, null, null, true));
        Assert.Equal(["NOT_THE_PORTAL"], outcome.Refusals.Select(r => r.Code));
        Assert.Equal(["TE-1", "TE-2"], (await ViewsAsync())[0]);
    }

    private async Task HideAsync(bool? hides) => Assert.Empty((await SetAsync("EWP", new SetLocalFlow("F012", true, null, null, null, hides))).Refusals);

    private Task<Domain.Outcome> SetAsync(string system, SetLocalFlow flow) =>
        scene.Registry.Get<VariationService>().SetAsync(new SetLocalSystem { System = system, IsOperated = true, Flows = [flow] }, scene.Registry.As(Role.IntegrationOperator), default);

    /// <summary>Events in the student's, the portal's, the list's, the member of staff's and Estates' timetable.</summary>
    private async Task<IReadOnlyList<string[]>> ViewsAsync()
    {
        var views = scene.Registry.Get<TimetableViewQueries>();
        return
        [
            [.. (await scene.Registry.Get<TimetableQueries>().OfPersonAsync(scene.Student.Id, Registry)).Select(r => r.Event)],
            [.. (await scene.Registry.Get<PortalTimetable>().OfAsync(scene.Student.StudentNumber, default))!.Lessons.Select(l => l.Event)],
            [.. (await scene.Registry.Get<TimetableQueries>().ListAsync(new TableQuery(), Registry)).Rows.Select(r => r.Event).Order(StringComparer.Ordinal)],
            [.. (await views.WeekOfStaffAsync("S0042", Week, Registry)).Select(r => r.Event)],
            [.. (await views.EstatesWeekAsync(null, null, null, Week, Registry)).Events.Select(e => e.Event)],
        ];
    }

    private async Task<IReadOnlyList<CalendarEvent>> CalendarAsync()
    {
        var portal = scene.Registry.Get<PortalTimetable>();
        return CalendarReader.Read(portal.AsCalendar((await portal.OfAsync(scene.Student.StudentNumber, default))!));
    }

    private async Task<string> GapAsync() =>
        (await scene.Registry.Get<VariationQueries>().ListAsync(new TableQuery { Size = 100 }, TestRegistry.Caller(Role.IntegrationOperator))).Rows.Single(r => r.Flow.Code == "F012").Gap;
}
