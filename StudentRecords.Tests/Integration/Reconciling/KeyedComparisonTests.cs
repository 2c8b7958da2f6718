using System.Text.Json;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Reconciling;

/// <summary>F068 is compared like any flow, though no message brings it: what an examiner said against what stands on the record's pages.</summary>
public sealed class KeyedComparisonTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private int figures;

    public void Dispose() => registry.Dispose();

    [Theory]
    [InlineData("EXTEX")]
    [InlineData("EXAMBOARD")]
    public async Task WordsOfExaminers_AreTheSameAtBothEnds_ByTheDigestOfWhatTheySaid(string system)
    {
        var board = await SignedAsync(null);
        var answer = await TellAsync(system, Item(board, ExaminerVerdict.Signed, null, 1));
        Assert.Equal(("Same", 1, 1), (answer.State, answer.OurCount, answer.TheirCount));
    }

    [Fact]
    public async Task WordThatTheExaminerGaveOtherwise_AndOneThatNobodyEntered_AreDrift()
    {
        var board = await SignedAsync("Question 3 was generous.");
        var otherwise = await TellAsync("EXTEX", Item(board, ExaminerVerdict.Signed, null, 1));
        Assert.Equal(("Drift", 1), (otherwise.State, otherwise.Drift[nameof(DriftKind.OtherContent)]));
        var missing = await TellAsync("EXTEX", Item(board, ExaminerVerdict.Qualified, "Question 3 was generous.", 1), Item(board, ExaminerVerdict.Signed, null, 1, pack: 2));
        Assert.Equal([(nameof(DriftKind.UnknownHere), 1)], missing.Drift.Select(d => (d.Key, d.Value)));
    }

    [Fact]
    public async Task WordOfAnotherPeriod_IsKnownByItsKey_AndIsNoDrift()
    {
        var board = await SignedAsync(null);
        registry.Clock.Advance(TimeSpan.FromDays(30));
        var answer = await TellAsync("EXTEX", Item(board, ExaminerVerdict.Signed, null, 1));
        Assert.DoesNotContain(nameof(DriftKind.UnknownHere), answer.Drift.Keys);
    }

    private async Task<BoardScene> SignedAsync(string? comment)
    {
        var board = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        Assert.Empty((await board.FreezeAsync()).Refusals);
        Assert.Empty((await board.ConfirmAsync(comment is null ? ExaminerVerdict.Signed : ExaminerVerdict.Qualified, 1, comment)).Refusals);
        return board;
    }

    private static PartnerItem Item(BoardScene board, ExaminerVerdict verdict, string? comment, int turn, int pack = 1)
    {
        var word = KeyedWord.Of(new AssuranceTold { Board = $"{board.BoardId}", PackVersion = pack, Examiner = $"{board.External.UserId}", Verdict = verdict, Comment = comment }, turn);
        return new PartnerItem(word.Key, word.Turn, word.Sha256);
    }

    private async Task<ReconciliationAnswer> TellAsync(string system, params PartnerItem[] items)
    {
        var figure = new PartnerFigure { Id = $"fig{++figures}", From = registry.Clock.Today, To = registry.Clock.Today, Items = items };
        return (await registry.Get<ReconciliationDoor>().TakeAsync("F068", system, JsonSerializer.Serialize(figure, JsonSerializerOptions.Web), "http", default)).Value!;
    }
}
