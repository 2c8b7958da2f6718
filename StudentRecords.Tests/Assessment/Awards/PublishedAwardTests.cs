using System.Globalization;
using StudentRecords.Domain.Assessment.Awards;
using static StudentRecords.Tests.Assessment.Awards.Regulated;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>Worked examples that universities published, through the award engine, each by its source. Rules of different years; none is anybody's present policy.</summary>
public sealed class PublishedAwardTests
{
    /// <summary>T01: qub.ac.uk, School of History, Anthropology, Philosophy and Politics, exams and degree classifications: twelve equal modules, one decimal place.</summary>
    [Fact]
    public void Queens_Belfast_TwelveEqualModules_Are70_0First()
    {
        var result = Work(PlainMean(240, FinalTo(1)), At(6, [.. new decimal[] { 90, 85, 75, 74, 68, 68, 66, 65, 64, 63, 62, 60 }.Select(m => ((decimal?)m, 20m))]));

        Assert.Equal(70.0m, result.Figure);
        Assert.Equal("First", result.Class);
        Assert.Equal(AwardCode.Award, result.Suggestion);
    }

    /// <summary>T02: dur.ac.uk/physics/students/faqs: levels 2:3, never rounded.</summary>
    [Fact]
    public void Durham_TwoToThree_NeverRounded()
    {
        const string Pools = """[{ "name": "Level 5", "levels": [5], "share": 2 }, { "name": "Level 6", "levels": [6], "share": 3 }]""";

        var result = Work(Rule(240, Pools), [.. At(5, (50, 120)), .. At(6, (70, 120))]);
        var below = Work(Rule(240, Pools), [.. At(5, (59.99m, 120)), .. At(6, (59.99m, 120))]);

        Assert.Equal(62m, result.Figure);
        Assert.Equal("2:1", result.Class);
        Assert.Equal("2:2", below.Class);
    }

    /// <summary>T03: a university handbook quoted at thestudentroom.co.uk, thread 4045155: 25/75, the worst 20 credits of each level dropped, modules split.</summary>
    [Fact]
    public void QuotedHandbook_DropsTheWorst20OfEachLevel_SplittingModules()
    {
        const string Pools = """
            [{ "name": "Level 5", "levels": [5], "share": 25, "discount": { "drop": 20, "style": "split" } }, { "name": "Level 6", "levels": [6], "share": 75, "discount": { "keep": 100, "style": "split" } }]
            """;

        var result = Work(Rule(240, Pools, FinalTo(2)), [.. At(5, (51, 20), (67, 40), (42, 40), (53, 20)), .. At(6, (66, 20), (40, 20), (55, 40), (57, 40))]);

        Assert.Equal([56m, 58m], result.Algorithms[0].Pools.Select(p => p.Mean));
        Assert.Equal(20m, result.Algorithms[0].Pools[0].Counted.Single(c => c.Module == "L5-03").Credits);
        Assert.Equal(57.50m, result.Figure);
        Assert.Equal("2:2", result.Class);
    }

    /// <summary>T09: York handbook (docplayer 7576860): taught Master's with a 60-credit dissertation.</summary>
    [Fact]
    public void York_TaughtMasters_RoundsTo57()
    {
        var result = Work(PlainMean(180, FinalTo(0), Postgraduate), At(7, (55, 20), (62, 20), (60, 30), (52, 30), (70, 10), (75, 10), (53, 60)));

        Assert.Equal(57m, result.Figure);
        Assert.Equal("Pass", result.Class);
    }

    /// <summary>T12: bristol.ac.uk, academic quality, mark calculation: the unit is shown as a whole mark and carried as it is.</summary>
    [Fact]
    public void Bristol_UnitIsCarriedUnrounded_AndTheYearRoundsTo55()
    {
        var unit = new ProfileModule { Code = "A", Credits = 20, Level = 6, Components = [new("1", 68, 40), new("2", 59, 40), new("3", 72, 20)] };
        var rest = At(6, (52.4m, 20), (52.3m, 40), (55.8m, 30), (46.0m, 10));

        var result = Work(PlainMean(120, """{ "credit": { "decimals": 0 }, "final": { "decimals": 0 } }"""), [unit, .. rest]);

        Assert.Equal(65.2m, result.Modules[0].Mark);
        Assert.Equal(65m, result.Modules[0].CreditMark);
        Assert.Equal(55m, result.Figure);
    }

    /// <summary>T13: Tabula, ModuleRegistrationServiceTest (github omarathon/tabula): fractional credits, one place, half up.</summary>
    [Fact]
    public void Warwick_FractionalCredits_Are64_6()
    {
        var result = Work(PlainMean(120, FinalTo(1)), At(6, (100, 30), (58, 45), (30, 15), (0, 7.5m), (97, 7.5m), (64, 15)));

        Assert.Equal(64.6m, result.Figure);
    }

    /// <summary>T13: the same test; a missing mark is an error and no number.</summary>
    [Fact]
    public void Warwick_WithAMarkMissing_IsAnErrorAndNoNumber()
    {
        var result = Work(PlainMean(120, FinalTo(1)), At(6, (100, 30), (58, 45), (null, 15), (0, 7.5m), (97, 7.5m), (64, 15)));

        Assert.Null(result.Figure);
        Assert.Null(result.Class);
        Assert.Equal(AwardCode.HeldMissing, result.Suggestion);
        Assert.Equal("L6-03 has no mark.", Assert.Single(result.Errors).Sentence);
    }

    /// <summary>T16: Warwick taught postgraduate examples 2019/20 in Tabula's tests: the best whole modules, which may overshoot.</summary>
    [Theory]
    [InlineData("whole", "72.1", 140)]
    [InlineData("split", "72.8", 120)]
    public void Warwick_BestWholeModules_MayOvershoot(string style, string expected, int credits)
    {
        var pools = $$"""[{ "name": "Taught", "levels": [7], "share": 1, "discount": { "keep": 120, "style": "{{style}}", "tie": "largerFirst" } }]""";
        var marks = new (decimal?, decimal)[] { (91, 10), (74, 10), (74, 10), (73, 10), (73, 10), (72, 10), (72, 10), (72, 10), (69, 10), (68, 50), (68, 10), (68, 10), (66, 10), (60, 10) };

        var result = Work(Rule(180, pools, FinalTo(1), Postgraduate), At(7, marks));

        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), result.Figure);
        Assert.Equal(credits, result.Algorithms[0].Pools[0].Credits);
        Assert.True(result.Flags.DropsLowestMarks);
    }

    /// <summary>T23: portsoc/dcalc tests: nothing is rounded at a boundary.</summary>
    [Theory]
    [InlineData("69.9999999", "2:1")]
    [InlineData("59.9999999", "2:2")]
    [InlineData("49.9999999", "Third")]
    [InlineData("70", "First")]
    [InlineData("60", "2:1")]
    [InlineData("50", "2:2")]
    [InlineData("40", "Third")]
    public void Portsmouth_NeverRounds_AtBoundary(string mark, string expected) =>
        Assert.Equal(expected, Work(PlainMean(120), At(6, (decimal.Parse(mark, CultureInfo.InvariantCulture), 120))).Class);

    /// <summary>T23: the same; just below the pass mark nothing is passed, and nothing is awarded.</summary>
    [Fact]
    public void Portsmouth_JustBelow40_FailsAndIsReferred()
    {
        var result = Work(PlainMean(120), At(6, (39.9999999m, 120)));

        Assert.Equal(CreditStanding.Failed, result.Modules[0].Standing);
        Assert.Equal(AwardCode.Refer, result.Suggestion);
        Assert.Null(result.Class);
        Assert.Equal("Third", result.Next!.Class);
    }

    /// <summary>T26: sheffield.ac.uk/scharr, penalties: its printed whole marks need halves away from zero (66, 52 and 42 otherwise).</summary>
    [Theory]
    [InlineData("66.5", 67)]
    [InlineData("59.5", 60)]
    [InlineData("52.5", 53)]
    [InlineData("42.5", 43)]
    public void Sheffield_HalvesGoAwayFromZero(string mark, int printed) =>
        Assert.Equal(printed, Work(PlainMean(120, FinalTo(0)), At(6, (decimal.Parse(mark, CultureInfo.InvariantCulture), 120))).Figure);

    /// <summary>T28: Sheffield ScHARR, reassessment: the highest attempt of each component counts (computed in the reference; its page is cut).</summary>
    [Fact]
    public void Sheffield_HighestAttemptOfEachComponent_Is40_4()
    {
        var module = new ProfileModule { Code = "A", Credits = 120, Level = 6, Components = [new("1", 50, 40), new("2", 40, 30), new("3", 28, 30)] };

        var result = Work(PlainMean(120, FinalTo(1)), module);

        Assert.Equal(40.4m, result.Figure);
        Assert.Equal(CreditStanding.Passed, result.Modules[0].Standing);
    }
}
