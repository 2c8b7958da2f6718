using StudentRecords.Domain.Assessment;
using StudentRecords.Infrastructure.Assessment;
using static StudentRecords.Domain.Curriculum.ComponentKind;

namespace StudentRecords.Tests.Assessment;

/// <summary>The rule of the Open University replay: coursework and examination apart, no overall mark.</summary>
public sealed class TwoScalesRuleTests
{
    private static readonly string Clauses = RuleShelf.Get("TWO-SCALES").Clauses;

    [Fact]
    public void Scales_AreKeptApart_AndThereIsNoOverallMark()
    {
        var result = Worked.By(Clauses, (Coursework, 12.5m, [80]), (ComputerMarked, 87.5m, [60]), (Examination, 100, [50]));

        Assert.Equal([62.5m, 50m], result.Scales.Select(s => s.Mark));
        Assert.Null(result.Overall);
        Assert.Equal("Pass", result.Grade);
        Assert.True(result.Passes);
    }

    [Fact]
    public void TwoExaminationsOfWeight100Each_AreNormalisedByTheirTotal() =>
        Assert.Equal(55m, Worked.By(Clauses, (Coursework, 100, [70]), (Examination, 100, [50]), (Examination, 100, [60])).Scales[1].Mark);

    [Fact]
    public void CourseworkWithoutAnyWeight_IsNotCounted_AndAsksForNoMarks()
    {
        var result = Worked.By(Clauses, (Coursework, 0, []), (ComputerMarked, 0, [90]), (Examination, 100, [86]));

        Assert.Equal(ScaleState.NotCounted, result.Scales[0].State);
        Assert.Null(result.Scales[0].Mark);
        Assert.Empty(result.Missing);
        Assert.Equal("Distinction", result.Grade);
    }

    [Fact]
    public void PlainMean_IsTakenWhereTheRuleSaysSo()
    {
        var result = Worked.By(Clauses.Replace("notCounted", "plainMean", StringComparison.Ordinal), (Coursework, 0, [60]), (Coursework, 0, [70]), (Examination, 100, [50]));

        Assert.Equal(65m, result.Scales[0].Mark);
    }

    [Fact]
    public void ExaminationWithoutMark_LeavesTheResultOpen()
    {
        var result = Worked.By(Clauses, (Coursework, 100, [95]), (Examination, 100, []));

        Assert.Null(result.Passes);
        Assert.Equal("1 mark missing", result.Clause);
        Assert.Equal(95m, result.Scales[0].Mark);
    }

    [Fact]
    public void CourseworkNotSubmitted_CountsZero_AndTheTraceSaysSo()
    {
        var result = Worked.By(Clauses, (Coursework, 50, [90]), (Coursework, 50, []), (Examination, 100, [50]));

        Assert.Equal(45m, result.Scales[0].Mark);
        Assert.Contains(result.Trace, t => t is { Clause: "Coursework: not submitted", Says: "C2 counts 0" });
    }

    [Fact]
    public void CourseworkNotSubmitted_ByWhoWithdrew_IsMissing() =>
        Assert.Equal(ScaleState.MarksMissing, Worked.Withdrawn(Clauses, (Coursework, 50, [90]), (Coursework, 50, []), (Examination, 100, [50])).Scales[0].State);

    [Fact]
    public void SubmittedWithoutMark_IsMissing_NeverZero() =>
        Assert.Equal("submitted without a mark", Worked.By(Clauses, (Coursework, 100, [null]), (Examination, 100, [50])).Missing[0].Reason);

    [Fact]
    public void OneScaleBelowItsPassMark_FailsTheModule()
    {
        var result = Worked.By(Clauses, (Coursework, 100, [99]), (Examination, 100, [39.99m]));

        Assert.False(result.Passes);
        Assert.Equal("Fail", result.Grade);
        Assert.Equal("Examination below the pass mark", result.Clause);
    }

    [Fact]
    public void Trace_NamesTheRuleAndEachClauseWithItsInputs()
    {
        var json = Worked.By(Clauses, (Coursework, 100, [70]), (Examination, 100, [50])).TraceJson();

        Assert.StartsWith("""{"rule":"TEST","version":1,"steps":[""", json);
        Assert.Contains("(70×100) / 100 = 70", json);
    }
}
