using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Meetings;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Meetings;
using StudentRecords.Tests.Documents;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>Agenda, actions, and minutes composed from decisions by candidate number.</summary>
public sealed class MeetingTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private MeetingService Meetings => registry.Get<MeetingService>();

    private MeetingQueries Queries => registry.Get<MeetingQueries>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Minutes_TellDecisionsByNumber_AndNobodysName_AndAreTheSameFileTwice()
    {
        var scene = await RatifiedAsync();
        var item = (await Queries.MeetingAsync(scene.BoardId, scene.Secretary))!.Agenda.Single(i => i.Title.StartsWith("Any other", StringComparison.Ordinal));
        Assert.Empty((await Meetings.WriteMinuteAsync(scene.BoardId, item.Id, "The next meeting is on 3 October.", registry.As(scene.Secretary))).Refusals);

        var draft = (await Queries.MinutesAsync(scene.BoardId, scene.Secretary))!;
        Assert.Equal(draft.Pdf, (await Queries.MinutesAsync(scene.BoardId, scene.Secretary))!.Pdf);
        Assert.Empty((await Meetings.SealMinutesAsync(scene.BoardId, registry.As(scene.Secretary))).Refusals);
        var minutes = (await Queries.MinutesAsync(scene.BoardId, scene.Secretary))!;

        var text = string.Join('\n', new PdfReading(minutes.Pdf).Pages.Select(p => p.Text));
        Assert.Contains((await scene.CandidateAsync(0)).CandidateNumber, text, StringComparison.Ordinal);
        Assert.Contains("The next meeting is on 3 October.", text, StringComparison.Ordinal);
        Assert.Contains("Feedback should be fuller", text, StringComparison.Ordinal);
        foreach (var person in await registry.ReadAsync(db => db.Set<Person>().ToListAsync()))
        {
            Assert.DoesNotContain(person.FamilyName, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(person.StudentNumber, text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal("Minutes AAA-2023A.pdf", minutes.FileName);
    }

    [Fact]
    public async Task SealedMinutes_AreNotWrittenAgain()
    {
        var scene = await RatifiedAsync();
        var item = (await Queries.MeetingAsync(scene.BoardId, scene.Secretary))!.Agenda[0];
        await Meetings.SealMinutesAsync(scene.BoardId, registry.As(scene.Secretary));

        Assert.Equal("MINUTES_SEALED", Assert.Single((await Meetings.WriteMinuteAsync(scene.BoardId, item.Id, "More", registry.As(scene.Secretary))).Refusals).Code);
        Assert.Equal("MINUTES_SEALED", Assert.Single((await Meetings.SealMinutesAsync(scene.BoardId, registry.As(scene.Secretary))).Refusals).Code);
    }

    [Fact]
    public async Task Minutes_BeforeRatification_AreADraft()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        Assert.Null(await Queries.MinutesAsync(scene.BoardId, scene.Secretary));
        Assert.Equal(["NOT_RATIFIED", "NO_AGENDA"], (await Meetings.SealMinutesAsync(scene.BoardId, registry.As(scene.Secretary))).Refusals.Select(r => r.Code));

        Assert.Empty((await Meetings.PutUpAgendaAsync(scene.BoardId, registry.As(scene.Secretary))).Refusals);
        Assert.Equal("AGENDA_EXISTS", Assert.Single((await Meetings.PutUpAgendaAsync(scene.BoardId, registry.As(scene.Secretary))).Refusals).Code);

        Assert.Equal("Minutes AAA-2023A draft.pdf", (await Queries.MinutesAsync(scene.BoardId, scene.Secretary))!.FileName);
    }

    [Fact]
    public async Task Actions_HaveAnOwnerAndADay_AndAreDoneAfterTheLock()
    {
        var scene = await RatifiedAsync();
        var refused = await Meetings.AskForActionAsync(new AskForAction { BoardId = scene.BoardId, Text = "", Owner = " ", DueOn = null }, registry.As(scene.Secretary));
        Assert.Equal(["DUE_MISSING", "OWNER_MISSING", "TEXT_MISSING"], refused.Refusals.Select(r => r.Code).Order());

        await Meetings.AskForActionAsync(new AskForAction { BoardId = scene.BoardId, Text = "Review feedback", Owner = "Module leader", DueOn = new DateOnly(2020, 1, 1) }, registry.As(scene.Secretary));
        var action = Assert.Single((await Queries.MeetingAsync(scene.BoardId, scene.Secretary))!.Actions);
        Assert.True(action.IsOverdue(new DateOnly(2020, 1, 2)));
        Assert.Empty((await Meetings.FinishActionAsync(scene.BoardId, action.Id, registry.As(scene.Secretary) with { Reason = "Done in May" })).Refusals);

        Assert.Equal("Done in May", Assert.Single((await Queries.MeetingAsync(scene.BoardId, scene.Secretary))!.Actions).Result);
        Assert.Equal("DONE_ALREADY", Assert.Single((await Meetings.FinishActionAsync(scene.BoardId, action.Id, registry.As(scene.Secretary))).Refusals).Code);
    }

    private async Task<BoardScene> RatifiedAsync()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [40, 50]);
        await Meetings.PutUpAgendaAsync(scene.BoardId, registry.As(scene.Secretary));
        await scene.FreezeAsync();
        await scene.ConfirmAsync(ExaminerVerdict.Qualified, comment: "Feedback should be fuller");
        await scene.SitAsync();
        await registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary));
        Assert.Empty((await scene.RatifyAsync()).Refusals);
        return scene;
    }
}
