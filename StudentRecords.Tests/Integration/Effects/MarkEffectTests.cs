using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.RollCalls;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F016: marks from the learning environment, as the student's page shows them.</summary>
public sealed class MarkEffectTests : IAsyncLifetime
{
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ChangesTheRecord("F016")]
    [RefusedOnArrival("F016")]
    public async Task Mark_IsTheComponents_UntilACorrectionTakesItsPlace_AndOneBeyondTheScaleIsQuarantined()
    {
        await scene.SaidAsync("F016", "AssessmentMarkSubmitted", "AAA-1/1", Mark("AAA-1", 62));
        Assert.Equal((62m, "VLE"), (await ComponentAsync("AAA-1")).Current is { } first ? (first.Score, first.Source) : default);
        await scene.SaidAsync("F016", "MarkCorrected", "AAA-1/1", Mark("AAA-1", 66), 2);
        Assert.Equal([(66m, 2, true), (62m, 1, false)], (await ComponentAsync("AAA-1")).Marks.OrderByDescending(m => m.MarkVersion).Select(m => (m.Score!.Value, m.MarkVersion, m.IsCurrent)));

        Assert.Equal("CONTRACT", (await scene.SayAsync("F016", "AssessmentMarkSubmitted", "AAA-2/1", Mark("AAA-2", 101))).Code);
        Assert.Empty((await ComponentAsync("AAA-2")).Marks);
    }

    private async Task<ComponentMarks> ComponentAsync(string assessment) => (await new RecordAsked(scene.Registry).ModuleAsync(scene.Student.Id, scene.Run.Key)).Components.Single(c => c.Key == assessment);

    private object Mark(string assessment, int score) => new { student = scene.Who, assessment, attempt = 1, score, submittedOn = "2024-01-10" };
}
