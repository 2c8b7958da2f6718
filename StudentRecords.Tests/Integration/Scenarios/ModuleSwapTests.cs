using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Tests.Funding;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.Telling;

namespace StudentRecords.Tests.Integration.Scenarios;

/// <summary>Module swap: one module given up and another taken in one act. Fee, timetable, roster, site and examination entry follow both; a swap that cannot be whole does nothing.</summary>
public sealed class ModuleSwapTests : IAsyncLifetime
{
    private TellingScene scene = null!;
    private RecordAsked record = null!;
    private ModuleOccurrence other = null!;

    private HubScene Hub => scene.Hub;

    private long Student => Hub.Student.Id;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("TTB", "AM", "VLE", "EXAMS", "EWP");
        record = new RecordAsked(scene.Registry);
        await new FeeScene(scene.Registry).ProgrammeAsync(FeeScene.PerCredit);
        await new ChargeOffice(scene.Registry).PreparedAsync();
        other = await scene.Registry.Given.OccurrenceAsync("BBB-2023J", o => o.Worth(15m).Places(1).With("BBB-1", 50m).With("BBB-2", 50m, ComponentKind.Examination));
        foreach (var run in (string[])["AAA-2023J", "BBB-2023J"])
        {
            await Hub.SaidAsync("F004", "TeachingEventScheduled", $"TE-{run}", new { @event = $"TE-{run}", moduleRun = run, kind = "Lecture", startsAt = "2024-06-10T09:00:00Z", endsAt = "2024-06-10T10:00:00Z", room = "B-101" });
        }

        await Hub.SaidAsync("F062", "ExamTimetableFinalised", "X-1", new { sitting = "X-1", assessment = "AAA-2", startsAt = "2024-06-20T09:00:00Z", endsAt = "2024-06-20T11:00:00Z", room = "Hall-1" });
        await Hub.SaidAsync("F062", "CandidateNumberAssigned", "X-1/c", new { student = Hub.Who, sitting = "X-1", candidateNumber = "4711" });
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Swap_MovesFeeTimetableRosterSiteAndEntry_AndWhatWasOnItsWayForTheOldModuleStays()
    {
        Assert.Equal(["AAA-2023J"], (await record.TimetableAsync(Student)).Select(t => t.ModuleRun));
        Assert.Single(await record.ExamsAsync(Student));
        await SwapAsync();

        Assert.Equal([("AAA-2023J", RegistrationStatus.Withdrawn), ("BBB-2023J", RegistrationStatus.Registered)], (await record.ModulesAsync(Student)).Select(m => (m.OccurrenceKey, m.Status)));
        Assert.Equal(["BBB-2023J"], (await record.TimetableAsync(Student)).Select(t => t.ModuleRun));
        Assert.Empty(await record.ExamsAsync(Student));
        Assert.Equal([600m, -600m, 300m], (await record.AccountAsync(Student)).Charges.OrderBy(c => c.Id).Select(c => c.Amount));
        await HeardAsync("F003", "ModuleRegistrationChanged", "TTB", "AAA-2023J False", "BBB-2023J True");
        await HeardAsync("F014", "RosterDelta", "AM", "AAA-2023J False", "BBB-2023J True");
        await HeardAsync("F015", null, "VLE", "AAA-2023J CourseMembershipRevoked", "BBB-2023J CourseMembershipGranted");
        await HeardAsync("F061", null, "EXAMS", "AAA-2023J ExamEntryWithdrawn", "BBB-2023J ExamEntryPublished");
        // lesson and examination of the module that was given up had not gone to the portal yet, and do not go; the lesson of the other one does
        await Hub.DrainAsync("EWP");
        var shown = await Hub.ToldAsync("F012", "PersonalTimetableView");
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Withdrawn, OutboxState.Delivered], shown.Select(m => m.State));
        Assert.Equal("TE-BBB-2023J", Fields.Of(shown[^1], "event"));
    }

    [Fact]
    public async Task SwapIntoAFullModule_IsRefused_AndTheOldModuleIsKept()
    {
        var first = await scene.Registry.Given.EngagementAsync(await scene.Registry.Given.PersonAsync(), Hub.Programme, numhus: "F-1");
        await scene.MoveAsync(first, [other.Id], []);
        var told = (await Hub.ToldAsync("F003")).Count;

        var outcome = await scene.Registry.Get<RegistrationService>().MoveAsync(new MoveModules { EngagementId = Hub.Engagement.Id, Wanted = [other.Id], Leaving = [Hub.Run.Id], SetsRulesAside = true }, scene.Registry.As(Role.RegistryManager));

        Assert.Equal(["FULL"], outcome.Refusals.Select(r => r.Code));
        Assert.Equal([("AAA-2023J", RegistrationStatus.Registered)], (await record.ModulesAsync(Student)).Select(m => (m.OccurrenceKey, m.Status)));
        Assert.Equal(told, (await Hub.ToldAsync("F003")).Count);
    }

    private async Task SwapAsync()
    {
        // in the first fortnight of the module, so that its fee falls away
        var outcome = await scene.Registry.Get<RegistrationService>().MoveAsync(new MoveModules { EngagementId = Hub.Engagement.Id, Wanted = [other.Id], Leaving = [Hub.Run.Id], On = new DateOnly(2023, 10, 5) }, scene.Registry.As(Role.RegistryOfficer));
        Assert.Empty(outcome.Refusals);
    }

    /// <summary>The last two messages of the flow about the student reached the system: running, and type or whether the student is on it.</summary>
    private async Task HeardAsync(string flow, string? type, string to, params string[] expected)
    {
        await Hub.DrainAsync(to);
        var told = (await Hub.ToldAsync(flow, type)).Where(m => m.PersonId == Student && m.Type != "ExamAccommodationRequired").TakeLast(2).ToList();
        Assert.All(told, m => Assert.True(m.State == OutboxState.Delivered, $"{m.Flow} {m.Type}: {m.State} {m.LastError}"));
        Assert.Equal(expected, told.Select(m => $"{Fields.Of(m, "moduleRun")} {(type is null ? m.Type : Fields.Of(m, flow == "F003" ? "registered" : "isOn"))}").Order(StringComparer.Ordinal));
    }
}
