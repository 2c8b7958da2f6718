using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Tests.Documents;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>The external examiner's own pack: sample, statistics and traces, and nobody's name, not in text, metadata or file name.</summary>
public sealed class ExaminerPackTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private ExaminerPackQueries Packs => registry.Get<ExaminerPackQueries>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task OfAModuleBoard_HoldsSampleStatisticsAndTraces_AndNoName()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [30, 30], [55, 58]);
        await scene.FreezeAsync();
        Assert.True((await registry.Get<SampleService>().DrawAsync(scene.BoardId, SampleRule.Usual, registry.As(scene.External))).Value > 0);

        var pack = (await Packs.OwnPackAsync(scene.BoardId, scene.External))!;

        var text = Text(pack);
        foreach (var said in new[] { "Your sample", "Statistics", "How the marks of the sample were worked", (await scene.CandidateAsync(1)).CandidateNumber, "Drawn by the rule" })
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
        }

        await NobodyIsNamedAsync(pack, "Chair", "Secretary", "Internal");
        Assert.Equal(pack.Pdf, (await Packs.OwnPackAsync(scene.BoardId, scene.External))!.Pdf);
    }

    [Fact]
    public async Task OfAnAwardBoard_HoldsSuggestionsAndTraces_AndNoName()
    {
        var scene = await AwardScene.OpenAsync(registry, (70, 80), (35, 60));
        await scene.FreezeAsync();

        var pack = (await Packs.OwnPackAsync(scene.BoardId, scene.External))!;

        Assert.Contains("How each suggestion was worked", Text(pack), StringComparison.Ordinal);
        Assert.Contains((await scene.CandidateAsync(0)).CandidateNumber, Text(pack), StringComparison.Ordinal);
        await NobodyIsNamedAsync(pack, "Chair", "Secretary", "Internal");
    }

    [Fact]
    public async Task OfABoardThatIsNotTheirs_IsNothing()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        Assert.Null(await Packs.OwnPackAsync(scene.BoardId, scene.External));
        await scene.FreezeAsync();

        Assert.Null(await Packs.OwnPackAsync(scene.BoardId, scene.External with { UserId = 5 }));
        Assert.Null(await Packs.OwnPackAsync(17, scene.External));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Packs.OwnPackAsync(scene.BoardId, scene.Secretary));
    }

    private async Task NobodyIsNamedAsync(PackFile pack, params string[] members)
    {
        var people = await registry.ReadAsync(db => db.Set<Person>().ToListAsync());
        var everywhere = Text(pack) + new PdfReading(pack.Pdf).Xmp + pack.FileName + Encoding.Latin1.GetString(pack.Pdf);
        Assert.All(people, p => Assert.DoesNotContain(p.FamilyName, everywhere, StringComparison.OrdinalIgnoreCase));
        Assert.All(people, p => Assert.DoesNotContain(p.StudentNumber, everywhere, StringComparison.OrdinalIgnoreCase));
        Assert.All(members, m => Assert.DoesNotContain(m, Text(pack), StringComparison.Ordinal));
    }

    private static string Text(PackFile file) => string.Join(' ', new PdfReading(file.Pdf).Pages.Select(p => p.Text));
}
