using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.ExamBoards;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>F061: another sitting, which a board gave, when the study is interrupted and taken up again.</summary>
public sealed class ResitTellingTests : IAsyncLifetime
{
    private TellingScene scene = null!;
    private Engagement engagement = null!;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("EXAMS");
        var board = await BoardScene.OpenAsync(scene.Registry, s => s.With("RES-2023A/E1", 60, ComponentKind.Examination).With("RES-2023A/C", 40), "RES-2023A", [20, 60]);
        await board.FreezeAsync();
        await board.ConfirmAsync();
        await board.SitAsync();
        Assert.Empty((await board.ProposeAsync(new ProposedDecision((await board.CandidateAsync(0)).CandidateNumber, BoardOutcome.Referred, null, "To be assessed again"))).Refusals);
        Assert.Empty((await board.RatifyAsync()).Refusals);
        engagement = await scene.Registry.ReadAsync(db => db.Set<Engagement>().SingleAsync(e => e.Id == board.Registrations[0].EngagementId));
    }

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Resit_ThatWasTold_IsTakenBackWithTheInterruption_AndToldAgainWithTheReturn()
    {
        scene.Registry.Clock.Advance(TimeSpan.FromDays(7));
        await scene.Hub.DrainAsync("EXAMS");
        await scene.TakeAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 5, 1));
        await scene.Hub.DrainAsync("EXAMS");
        await scene.TakeAsync(engagement, EnrolmentStep.Return, new DateOnly(2024, 6, 1));
        await scene.Hub.DrainAsync("EXAMS");
        Assert.Equal(["ExamEntryPublished 2 1 Delivered", "ExamEntryWithdrawn 2 2 Delivered", "ExamEntryPublished 2 3 Delivered"], await ResitsAsync());
    }

    [Fact]
    public async Task Resit_WhoseReleaseFallsIntoTheInterruption_WaitsForTheReturn()
    {
        await scene.TakeAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 5, 1));
        scene.Registry.Clock.Advance(TimeSpan.FromDays(7));
        await scene.Hub.DrainAsync("EXAMS");
        Assert.Equal(["ExamEntryPublished 2 1 Unsent"], await ResitsAsync());
        await scene.TakeAsync(engagement, EnrolmentStep.Return, new DateOnly(2024, 6, 1));
        scene.Registry.Clock.Advance(TimeSpan.FromHours(1));
        await scene.Hub.DrainAsync("EXAMS");
        Assert.Equal(["ExamEntryPublished 2 1 Delivered"], await ResitsAsync());
    }

    private async Task<IEnumerable<string>> ResitsAsync() =>
        (await scene.Hub.ToldAsync("F061")).Where(m => m.Aggregate.EndsWith("/entry/RES-2023A/E1", StringComparison.Ordinal)).Select(m => $"{m.Type} {Fields.Of(m, "attempt")} {Fields.Of(m, "version")} {m.State}");
}
