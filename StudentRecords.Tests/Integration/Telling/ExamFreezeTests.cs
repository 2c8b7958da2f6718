using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>F061: entries of a period are frozen once its examinations are timetabled (F062); what comes later goes as an amendment, and says so.</summary>
public sealed class ExamFreezeTests : IAsyncLifetime
{
    private TellingScene scene = null!;
    private ModuleOccurrence run = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("EXAMS");
        run = await scene.Registry.Given.OccurrenceAsync("BBB-2023J", o => o.In(Hub.Run.AcademicYear, Hub.Run.Period, Hub.Run.Start, Hub.Run.End).With("BBB-1", 50m).With("BBB-2", 50m, ComponentKind.Examination));
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Entry_BeforeThePeriodIsTimetabled_IsAnEntry_AndWhatComesAfterAmends()
    {
        await scene.MoveAsync(Hub.Engagement, [run.Id], []);
        await TimetableAsync("AAA-2");
        await scene.MoveAsync(Hub.Engagement, [], [run.Id]);
        await Hub.DrainAsync("EXAMS");
        await scene.MoveAsync(Hub.Engagement, [run.Id], []);
        Assert.Equal([("ExamEntryPublished", "False"), ("ExamEntryWithdrawn", "True"), ("ExamEntryPublished", "True")], (await ToldAsync()).Select(m => (m.Type, Fields.Of(m, "isAmendment")!)));
        Assert.Equal(["student", "assessment", "moduleRun", "attempt", "version", "isAmendment"], Fields.Of((await ToldAsync())[1]));
    }

    [Fact]
    public async Task InterruptionAndReturn_AfterThePeriodIsTimetabled_Amend()
    {
        await TimetableAsync("AAA-2");
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 5, 1));
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Return, new DateOnly(2024, 6, 1));
        Assert.Equal([("ExamEntryWithdrawn", "True"), ("ExamEntryPublished", "True")], (await Hub.ToldAsync("F061")).TakeLast(2).Select(m => (m.Type, Fields.Of(m, "isAmendment")!)));
    }

    /// <summary>Each period is scheduled by itself.</summary>
    [Fact]
    public async Task Entry_OfAnotherPeriod_IsNoAmendment()
    {
        await TimetableAsync("AAA-2");
        var later = await scene.Registry.Given.OccurrenceAsync("CCC-2024B", o => o.In("2024/25", "B", new DateOnly(2024, 10, 1), new DateOnly(2025, 1, 31)).With("CCC-2", 100m, ComponentKind.Examination));
        await scene.MoveAsync(Hub.Engagement, [later.Id], []);
        Assert.Equal("False", Fields.Of(await scene.LastAsync("F061", "ExamEntryPublished"), "isAmendment"));
    }

    private async Task<List<OutboxMessage>> ToldAsync() => [.. (await Hub.ToldAsync("F061")).Where(m => Fields.Of(m, "moduleRun") == "BBB-2023J")];

    private Task TimetableAsync(string assessment) =>
        Hub.SaidAsync("F062", "ExamTimetableFinalised", "X-1", new { sitting = "X-1", assessment, startsAt = "2024-06-20T09:00:00Z", endsAt = "2024-06-20T11:00:00Z", room = "Hall-1" });
}
