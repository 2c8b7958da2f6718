using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Letters;
using StudentRecords.Tests.Documents;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>The transcript shows what boards ratified and released, and nothing before that.</summary>
public sealed class TranscriptTests : IDisposable
{
    private readonly TestRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Transcript_ShowsNothingBeforeTheRelease_AndAllAfterIt()
    {
        var scene = await AwardScene.SittingAsync(registry, (70, 80));
        await registry.Get<AwardDecisionService>().AcceptAsync(scene.BoardId, registry.As(scene.Secretary));
        Assert.Empty((await scene.RatifyAsync()).Refusals);

        Assert.Contains("No result has been ratified and released yet", await TextAsync(scene), StringComparison.Ordinal);
        registry.Clock.Advance(TimeSpan.FromDays(8));
        var text = await TextAsync(scene);

        Assert.Contains("Module AWA", text, StringComparison.Ordinal);
        Assert.Contains("Proceed", text, StringComparison.Ordinal);
        Assert.Contains("120", text, StringComparison.Ordinal);
        var (person, numhus) = (scene.Engagements[0].PersonId, scene.Engagements[0].Numhus);
        var queries = registry.Get<TranscriptQueries>();
        Assert.Equal((await queries.TranscriptAsync(person, numhus, Officer))!.Pdf, (await queries.TranscriptAsync(person, numhus, Officer))!.Pdf);
        Assert.Null(await queries.TranscriptAsync(person, "none", Officer));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => queries.TranscriptAsync(person, numhus, scene.External));
    }

    [Fact]
    public async Task Transcript_ShowsNoResultWhileTheirReleaseIsHeld()
    {
        var scene = await AwardScene.SittingAsync(registry, (70, 80));
        await registry.Get<AwardDecisionService>().AcceptAsync(scene.BoardId, registry.As(scene.Secretary));
        Assert.Empty((await scene.RatifyAsync()).Refusals);
        registry.Clock.Advance(TimeSpan.FromDays(8));
        var hold = new PlaceHold { PersonId = scene.Engagements[0].PersonId, Source = "Academic Integrity", Reason = "A case is open", HowToClear = "It closes.", Blocks = Blocks.ResultsRelease };
        Assert.Empty((await registry.Get<HoldService>().PlaceAsync(hold, registry.As(Role.RegistryManager))).Refusals);

        var text = await TextAsync(scene);

        Assert.Contains("held by Academic Integrity", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Module AWA", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Proceed", text, StringComparison.Ordinal);
    }

    private static Caller Officer => TestRegistry.Caller(Role.RegistryOfficer);

    private async Task<string> TextAsync(AwardScene scene)
    {
        var file = (await registry.Get<TranscriptQueries>().TranscriptAsync(scene.Engagements[0].PersonId, scene.Engagements[0].Numhus, Officer))!;
        return string.Join('\n', new PdfReading(file.Pdf).Pages.Select(p => p.Text));
    }
}
