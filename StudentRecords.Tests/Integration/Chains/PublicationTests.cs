using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Asking;
using StudentRecords.Tests.ExamBoards;

namespace StudentRecords.Tests.Integration.Chains;

/// <summary>Publication: the portal (F012) shows a timetable only after timetabling (F004), an examination only after scheduling (F062), grades only after the board (F065) and their release.</summary>
public sealed class PublicationTests : IAsyncLifetime
{
    private HubScene scene = null!;
    private RecordAsked record = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("EWP");
        record = new RecordAsked(scene.Registry);
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Timetable_IsShownOnceTimetablingHasFinalisedIt_AndFollowsItsNewestVersion()
    {
        Assert.Empty(await record.TimetableAsync(scene.Student.Id));
        Assert.Empty(await ShownAsync());
        await scene.SaidAsync("F004", "TeachingEventScheduled", "TE-1", Lesson("B-101"));
        Assert.Equal([("B-101", "Scheduled")], await ShownAsync());
        await scene.SaidAsync("F004", "TeachingEventSuperseded", "TE-1", Lesson("B-204"), 2);
        await scene.SaidAsync("F004", "TeachingEventSuperseded", "TE-1", Lesson("B-305"), 3);
        // version 2 had not gone when version 3 came, and never goes
        Assert.Equal([("B-101", "Scheduled"), ("B-305", "Scheduled")], await ShownAsync());
        Assert.Equal("B-305", Assert.Single(await record.TimetableAsync(scene.Student.Id)).Room);
    }

    [Fact]
    public async Task Examination_IsShownOnceItsSittingHasCome_ThoughTheSeatCameFirst()
    {
        Assert.Equal(InboxState.Parked, (await scene.SayAsync("F062", "CandidateNumberAssigned", "X-1/c", new { student = scene.Who, sitting = "X-1", candidateNumber = "4711" })).State);
        Assert.Empty(await record.ExamsAsync(scene.Student.Id));
        Assert.Empty(await ShownAsync());

        await scene.SaidAsync("F062", "ExamTimetableFinalised", "X-1", new { sitting = "X-1", assessment = "AAA-2", startsAt = "2024-06-20T09:00:00Z", endsAt = "2024-06-20T11:00:00Z", room = "Hall-1" });
        Assert.Equal("4711", Assert.Single(await record.ExamsAsync(scene.Student.Id)).CandidateNumber);
        Assert.Equal([("Hall-1", "4711")], await ShownAsync());
    }

    [Fact]
    public async Task Grades_AreShownAfterTheBoardAndTheRelease_AndProvisionalMarksNever()
    {
        var board = await BoardScene.OpenAsync(scene.Registry, "BBB-2023A", [70, 80]);
        var person = board.Registrations[0].PersonId;
        var number = await scene.Registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person).Select(p => p.StudentNumber).SingleAsync());
        await scene.SaidAsync("F016", "MarkCorrected", "1", new { student = new { system = "SIS", id = number }, assessment = "BBB-2023A/1", score = 75, submittedOn = "2024-01-10" }, 2);
        Assert.Empty(await scene.ToldAsync("F012", "RatifiedGradesPublished"));
        Assert.Empty(await AskedAsync(number));

        await board.FreezeAsync();
        await board.ConfirmAsync();
        await board.SitAsync();
        await scene.Registry.Get<Infrastructure.ExamBoards.DecisionService>().AcceptSuggestionsAsync(board.BoardId, null, scene.Registry.As(board.Secretary));
        Assert.Empty((await board.RatifyAsync()).Refusals);
        await scene.DrainAsync("EWP");
        Assert.Equal(OutboxState.Unsent, Assert.Single(await scene.ToldAsync("F012", "RatifiedGradesPublished")).State);
        Assert.Empty(await AskedAsync(number));

        scene.Registry.Clock.Advance(TimeSpan.FromDays(7));
        await scene.DrainAsync("EWP");
        Assert.Equal(OutboxState.Delivered, Assert.Single(await scene.ToldAsync("F012", "RatifiedGradesPublished")).State);
        Assert.Equal("77", Assert.Single(await AskedAsync(number))!["overallMark"]!.ToJsonString());
        Assert.Equal(BoardOutcome.Passed, (await record.ModuleAsync(person, "BBB-2023A")).Decision!.Outcome);
    }

    /// <summary>What the portal has been sent of timetable and examinations, in its order: room, and state or candidate number.</summary>
    private async Task<IEnumerable<(string, string)>> ShownAsync()
    {
        await scene.DrainAsync("EWP");
        return (await scene.ToldAsync("F012", "PersonalTimetableView")).Where(m => m.State == OutboxState.Delivered).Select(m => (Fields.Of(m, "room")!, Fields.Of(m, Fields.Of(m).Contains("state") ? "state" : "candidateNumber")!));
    }

    private async Task<JsonArray> AskedAsync(string number) => (await scene.Registry.Get<StudentReads>().GradesAsync(number, default))!["grades"]!.AsArray();

    private static object Lesson(string room) => new { @event = "TE-1", moduleRun = "AAA-2023J", kind = "Lecture", startsAt = "2024-06-10T09:00:00Z", endsAt = "2024-06-10T10:00:00Z", room };
}
