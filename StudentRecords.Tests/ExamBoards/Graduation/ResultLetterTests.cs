using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Letters;
using StudentRecords.Tests.Documents;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>The letter after the release: none before it, none while somebody holds it.</summary>
public sealed class ResultLetterTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private LetterQueries Letters => registry.Get<LetterQueries>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Letter_IsThereAfterTheRelease_AndSaysTheDecision()
    {
        var board = await AwardScene.SittingAsync(registry, (70, 80));
        Assert.Empty((await board.DecideAsync(await board.CandidateAsync(0), new AwardProposal(AwardCode.Proceed, null, null, "As the regulation suggests"))).Refusals);
        Assert.Empty((await board.RatifyAsync()).Refusals);
        var person = board.Engagements[0].PersonId;
        var decision = Assert.Single(await board.DecisionsAsync()).Id;
        Assert.Empty(await Letters.LettersAsync(person, GraduationScene.Officer));
        Assert.Null(await Letters.LetterAsync(person, decision, GraduationScene.Officer));

        registry.Clock.Advance(TimeSpan.FromDays(8));

        Assert.Equal(decision, Assert.Single(await Letters.LettersAsync(person, GraduationScene.Officer)).DecisionId);
        var letter = (await Letters.LetterAsync(person, decision, GraduationScene.Officer))!;
        var text = Text(letter);
        Assert.Contains("Proceed", text, StringComparison.Ordinal);
        Assert.Contains("Module AWA", text, StringComparison.Ordinal);
        Assert.Equal(letter.Pdf, (await Letters.LetterAsync(person, decision, GraduationScene.Officer))!.Pdf);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Letters.LetterAsync(person, decision, board.External));
    }

    [Fact]
    public async Task Letter_IsNotThereWhileTheReleaseIsHeld()
    {
        var scene = await GraduationScene.AwardedAsync(registry, students: 1);
        var person = scene.Board.Engagements[0].PersonId;
        var decision = (await scene.DecisionAsync(0)).Id;
        Assert.NotNull(await Letters.LetterAsync(person, decision, GraduationScene.Officer));

        await registry.Get<HoldService>().PlaceAsync(new PlaceHold { PersonId = person, Source = "Academic Integrity", Reason = "A case is open", HowToClear = "It closes.", Blocks = Blocks.ResultsRelease }, registry.As(Role.RegistryManager));

        Assert.Null(await Letters.LetterAsync(person, decision, GraduationScene.Officer));
        Assert.Empty(await Letters.LettersAsync(person, GraduationScene.Officer));
    }

    private static string Text(PackFile file) => string.Join(' ', new PdfReading(file.Pdf).Pages.Select(p => p.Text));
}
