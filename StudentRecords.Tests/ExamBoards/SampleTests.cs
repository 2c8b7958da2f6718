using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>The external examiner's sample, comments and annual report: no name anywhere.</summary>
public sealed class SampleTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private BoardScene scene = null!;

    private SampleService Samples => registry.Get<SampleService>();

    private SampleQueries Queries => registry.Get<SampleQueries>();

    [Fact]
    public void Draw_TakesOfEachKind_AndNobodyTwice()
    {
        Sampled[] all = [.. Enumerable.Range(0, 100).Select(i => new Sampled($"C{i:0000000}", i, i < 40, i is 38 or 39 or 48 or 49))];
        var rule = new SampleRule(Top: 3, Bottom: 2, Fails: 2, Borderlines: 3, Random: 5, Seed: 7);

        var drawn = rule.Draw(all);

        Assert.Equal(["C0000099", "C0000098", "C0000097"], Of(drawn, SampleGround.Top));
        Assert.Equal(["C0000000", "C0000001"], Of(drawn, SampleGround.Bottom));
        Assert.Equal(["C0000039", "C0000038"], Of(drawn, SampleGround.Fail));
        Assert.Equal(["C0000049", "C0000048"], Of(drawn, SampleGround.Borderline));
        Assert.Equal(5, Of(drawn, SampleGround.Random).Count);
        Assert.Equal(drawn.Count, drawn.Select(d => d.CandidateNumber).Distinct().Count());
        Assert.Equal(drawn, rule.Draw(all.Reverse()));
        Assert.NotEqual(Of(drawn, SampleGround.Random), Of((rule with { Seed = 8 }).Draw(all), SampleGround.Random));
    }

    [Theory]
    [InlineData(0, "SAMPLE_EMPTY")]
    [InlineData(51, "SAMPLE_SIZE")]
    public async Task Draw_OfNothingOrTooMuch_IsRefused(int top, string code) =>
        Assert.Equal(code, Assert.Single((await Samples.DrawAsync(scene.BoardId, new SampleRule(top, 0, 0, 0, 0, 1), registry.As(scene.External))).Refusals).Code);

    [Fact]
    public async Task ASample_IsDrawnLinkedOpenedAndCommentedOn()
    {
        Assert.Equal(2, (await Samples.DrawAsync(scene.BoardId, new SampleRule(1, 1, 0, 0, 0, 1), registry.As(scene.External))).Value);
        Assert.Equal(0, (await Samples.DrawAsync(scene.BoardId, new SampleRule(1, 1, 0, 0, 0, 1), registry.As(scene.External))).Value);
        var third = await scene.CandidateAsync(1);
        Assert.Equal(1, (await Samples.AskForAsync(scene.BoardId, third.CandidateNumber, registry.As(scene.External))).Value);
        var work = (await Queries.SampleAsync(scene.BoardId, scene.Secretary)).Single(w => w.CandidateNumber == third.CandidateNumber);
        Assert.Equal("NOT_FOUND", Assert.Single((await Samples.OpenAsync(scene.BoardId, work.Id, registry.As(scene.External))).Refusals).Code);

        Assert.Empty((await Samples.GiveLinkAsync(new GiveLink { BoardId = scene.BoardId, WorkId = work.Id, Link = $"https://scripts.wexcombe.ac.uk/{third.CandidateNumber}" }, registry.As(scene.Secretary))).Refusals);
        Assert.Equal($"https://scripts.wexcombe.ac.uk/{third.CandidateNumber}", (await Samples.OpenAsync(scene.BoardId, work.Id, registry.As(scene.External))).Value);
        Assert.Empty((await Samples.RemarkAsync(scene.BoardId, third.CandidateNumber, "Generous on question 2", registry.As(scene.External))).Refusals);

        Assert.Equal(registry.Clock.Now, (await Queries.DeskSampleAsync(scene.BoardId, scene.External)).Single(w => w.Id == work.Id).OpenedAt);
        Assert.Equal("Generous on question 2", Assert.Single(await Queries.RemarksAsync(scene.BoardId, scene.Secretary)).Text);
        Assert.Single(await Queries.DeskRemarksAsync(scene.BoardId, scene.External));
    }

    [Fact]
    public async Task ALinkThatTellsWhoItIs_IsRefused()
    {
        await Samples.AskForAsync(scene.BoardId, (await scene.CandidateAsync(0)).CandidateNumber, registry.As(scene.External));
        var work = Assert.Single(await Queries.SampleAsync(scene.BoardId, scene.Secretary));
        var person = await registry.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == scene.Registrations[0].PersonId));
        foreach (var (link, code) in new[]
        {
            ($"https://vle.example/{person.StudentNumber}/script.pdf", "LINK_NAMES"), ($"https://vle.example/{Uri.EscapeDataString(person.FamilyName.ToUpperInvariant())}.pdf", "LINK_NAMES"),
            ("http://vle.example/1", "LINK_UNREADABLE"), ("javascript:alert(1)", "LINK_UNREADABLE"),
        })
        {
            var refusal = Assert.Single((await Samples.GiveLinkAsync(new GiveLink { BoardId = scene.BoardId, WorkId = work.Id, Link = link }, registry.As(scene.Secretary))).Refusals);
            Assert.Equal(code, refusal.Code);
            Assert.DoesNotContain(person.FamilyName, refusal.Sentence, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(person.StudentNumber, refusal.Sentence, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task AnotherBoard_IsAsOneThatIsNotThere()
    {
        var other = await BoardScene.OpenAsync(registry, "CCC-2023A", [70, 80]);
        await other.FreezeAsync();

        foreach (var board in (long[])[other.BoardId, 1])
        {
            Assert.Equal("There is no such board on your desk.", Assert.Single((await Samples.DrawAsync(board, SampleRule.Usual, registry.As(scene.External))).Refusals).Sentence);
            Assert.Equal("There is no such board on your desk.", Assert.Single((await Samples.RemarkAsync(board, null, "Text", registry.As(scene.External))).Refusals).Sentence);
            Assert.Empty(await Queries.DeskSampleAsync(board, scene.External));
        }
    }

    [Fact]
    public async Task AnAnnualReport_IsHandedInOnce_AndAnsweredOnce()
    {
        var reports = registry.Get<ReportService>();
        var year = scene.Occurrence.AcademicYear;
        var answers = new ReportAnswers(true, true, false, "Marking is consistent; second marking was late.", "Begin second marking earlier.");

        var report = (await reports.HandInAsync(year, answers, registry.As(scene.External))).Value;

        Assert.Equal("HANDED_IN_ALREADY", Assert.Single((await reports.HandInAsync(year, answers, registry.As(scene.External))).Refusals).Code);
        Assert.Equal("NO_BOARD_THAT_YEAR", Assert.Single((await reports.HandInAsync("1999/00", answers, registry.As(scene.External))).Refusals).Code);
        Assert.True(Assert.Single((await registry.Get<ReportQueries>().PageAsync(new TableQuery().With("answer", "waiting"), scene.Secretary)).Rows).IsConcerned);
        Assert.Empty((await reports.RespondAsync(report, "It begins in May from now on.", registry.As(scene.Secretary))).Refusals);
        Assert.Equal("ANSWERED_ALREADY", Assert.Single((await reports.RespondAsync(report, "Again", registry.As(scene.Secretary))).Refusals).Code);
        Assert.Equal("It begins in May from now on.", Assert.Single(await registry.Get<ReportQueries>().OwnYearsAsync(scene.External)).Report!.Response);
    }

    [Fact]
    public async Task AnAnnualReportThatNamesAStudent_IsRefused_WithoutRepeatingTheName()
    {
        var person = await registry.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == scene.Registrations[0].PersonId));

        foreach (var text in (string[])[$"I read the script of {person.GivenNames.Split(' ')[0]} {person.FamilyName}.", $"Script {person.StudentNumber} is fine."])
        {
            var refusal = Assert.Single((await registry.Get<ReportService>().HandInAsync(scene.Occurrence.AcademicYear, new ReportAnswers(true, true, true, text, null), registry.As(scene.External))).Refusals);
            Assert.Equal("NAMES_A_STUDENT", refusal.Code);
            Assert.DoesNotContain(person.FamilyName, refusal.Sentence, StringComparison.OrdinalIgnoreCase);
        }
    }

    public async Task InitializeAsync()
    {
        scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [55, 60], [30, 20]);
        await scene.FreezeAsync();
    }

    public Task DisposeAsync()
    {
        registry.Dispose();
        return Task.CompletedTask;
    }

    private static List<string> Of(IReadOnlyList<(string CandidateNumber, SampleGround Ground)> drawn, SampleGround ground) => [.. drawn.Where(d => d.Ground == ground).Select(d => d.CandidateNumber)];
}
