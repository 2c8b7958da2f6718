using StudentRecords.Domain.Assessment.Awards;
using static StudentRecords.Tests.Assessment.Awards.Regulated;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>Zones of consideration as universities practise them (section 3.5 of the board rules reference), each worked by hand.</summary>
public sealed class BorderlineTests
{
    private const string HalfAndHalf = """[{ "name": "Level 5", "levels": [5], "share": 1 }, { "name": "Level 6", "levels": [6], "share": 1 }]""";

    /// <summary>QMUL: 1.5 below, half of the final-year credits in the higher class.</summary>
    [Theory]
    [InlineData(67, 60, "First")]
    [InlineData(68, 59, "2:1")]
    [InlineData(63, 60, "2:1")]
    public void Qmul_HalfOfTheFinalYear(int second, int firstClassCredits, string expected)
    {
        // final year: the first-class part at 74, the rest at 66
        var rule = Rule(240, HalfAndHalf, null, Undergraduate, """ "borderline": [{ "below": 1.5, "tests": [{ "kind": "share", "levels": [6], "atLeast": 50 }] }] """);

        Assert.Equal(expected, Work(rule, [.. At(5, (second, 120)), .. At(6, (74, firstClassCredits), (66, 120 - firstClassCredits))]).Class);
    }

    /// <summary>Exeter: from 68.00, half of the stage-weighted credits at 69.50 or more.</summary>
    [Fact]
    public void Exeter_WeightedCredits_AtTheirOwnThreshold()
    {
        const string Pools = """[{ "name": "Stage 2", "stages": [2], "share": 1 }, { "name": "Stage 3", "stages": [3], "share": 2 }]""";
        const string Zone = """ "borderline": [{ "into": ["First"], "below": 2, "tests": [{ "kind": "share", "weighted": true, "thresholds": { "First": 69.5 }, "atLeast": 50 }] }] """;

        // weighted credits at 69.5 or more: 2 × 90 = 180 of 360; the figure is (66 + 2 × 69) / 3 = 68
        var lifted = Work(Rule(240, Pools, null, Undergraduate, Zone), [.. At(5, (66, 120)), .. At(6, (69.5m, 90), (67.5m, 30))]);
        var not = Work(Rule(240, Pools, null, Undergraduate, Zone), [.. At(5, (66, 120)), .. At(6, (69.4m, 90), (67.8m, 30))]);

        Assert.Equal((68m, "First"), (lifted.Figure, lifted.Class));
        Assert.Equal((68m, "2:1"), (not.Figure, not.Class));
        Assert.Equal("2:1", lifted.Flags.WithoutBorderline!.Class);
    }

    /// <summary>Keele: from 67, sixty credits at the final level in the class.</summary>
    [Theory]
    [InlineData(60, "First")]
    [InlineData(45, "2:1")]
    public void Keele_CountOfCredits(int credits, string expected)
    {
        const string Zone = """ "borderline": [{ "into": ["First"], "below": 3, "tests": [{ "kind": "credits", "levels": [6], "atLeast": 60 }] }] """;

        Assert.Equal(expected, Work(Rule(240, HalfAndHalf, null, Undergraduate, Zone), [.. At(5, (67, 120)), .. At(6, (70, credits), (66, 120 - credits))]).Class);
    }

    /// <summary>Plymouth: level 6 in the class, or more than half of the credits with level 6 doubled.</summary>
    [Theory]
    [InlineData(60, 70, "First")]
    [InlineData(68, 68, "2:1")]
    public void Plymouth_MeanOfTheFinalLevel(int second, int final, string expected)
    {
        const string Pools = """[{ "name": "Level 5", "levels": [5], "share": 25 }, { "name": "Level 6", "levels": [6], "share": 75 }]""";
        const string Zone = """ "borderline": [{ "into": ["First"], "below": 3, "tests": [{ "kind": "mean", "levels": [6] }, { "kind": "share", "weighted": true, "atLeast": 50, "moreThan": true }] }] """;

        Assert.Equal(expected, Work(Rule(240, Pools, null, Undergraduate, Zone), [.. At(5, (second, 120)), .. At(6, (final, 120))]).Class);
    }

    /// <summary>York: in the zone, 1:1 and 1:2 are tried in place of 2:3.</summary>
    [Theory]
    [InlineData(66, 71, "2:1")]
    [InlineData(74, 67, "First")]
    public void York_OtherWeightings(int second, int final, string expected)
    {
        const string Pools = """[{ "name": "Stage 2", "levels": [5], "share": 2 }, { "name": "Stage 3", "levels": [6], "share": 3 }]""";
        const string Zone = """ "borderline": [{ "into": ["First"], "below": 2, "tests": [{ "kind": "reweigh", "shares": [{ "Stage 2": 1, "Stage 3": 1 }, { "Stage 2": 1, "Stage 3": 2 }] }] }] """;

        var result = Work(Rule(240, Pools, null, Undergraduate, Zone), [.. At(5, (second, 120)), .. At(6, (final, 120))]);

        // 66 and 71: 69 by 2:3, 68.5 by 1:1, 69.33 by 1:2; 74 and 67: 69.8 by 2:3, 70.5 by 1:1
        Assert.Equal(expected, result.Class);
        Assert.Contains(result.Trace, s => s.Rule == AwardRule.ZoneTest);
    }

    /// <summary>Warwick taught postgraduate: half of the credits, the dissertation among them.</summary>
    [Theory]
    [InlineData(70, "Distinction")]
    [InlineData(67, "Merit")]
    public void Warwick_TheDissertationHasToBeAmongThem(int mark, string expected)
    {
        const string Zone = """ "borderline": [{ "into": ["Distinction"], "below": 2, "tests": [{ "kind": "share", "atLeast": 50, "mustInclude": ["dissertation"] }] }] """;
        var dissertation = At(7, (mark, 60))[0] with { Code = "D", Kinds = ["dissertation"] };

        Assert.Equal(expected, Work(Rule(180, """[{ "name": "All", "levels": [7], "share": 1 }]""", null, Postgraduate, Zone), [dissertation, .. At(7, (72, 90), (62, 30))]).Class);
    }

    /// <summary>Manchester (FBMH): 75 credits lift, others are looked at.</summary>
    [Fact]
    public void Manchester_OthersGoToTheBoard()
    {
        const string Zone = """ "borderline": [{ "into": ["First"], "below": 2, "tests": [{ "kind": "credits", "levels": [6], "atLeast": 75 }], "othersToBoard": true }] """;

        var result = Work(Rule(240, HalfAndHalf, null, Undergraduate, Zone), [.. At(5, (69, 120)), .. At(6, (72, 60), (66, 60))]);

        Assert.Equal("2:1", result.Class);
        Assert.NotNull(result.ForTheBoard);
    }

    /// <summary>Nottingham: the rounded marks 68 and 69 are the zone, none between Third and Fail. NTU: nobody is rounded into a zone.</summary>
    [Theory]
    [InlineData(true, 67.5, "First")]
    [InlineData(false, 67.5, "2:1")]
    [InlineData(true, 67.4, "2:1")]
    public void RoundedOrNot_IsTheRules(bool onRounded, double mark, string expected)
    {
        var zone = $$""" "borderline": [{ "into": ["First"], "below": 2, "onRounded": {{(onRounded ? "true" : "false")}}, "tests": [{ "kind": "credits", "atLeast": 0 }] }] """;

        Assert.Equal(expected, Work(Rule(120, """[{ "name": "All", "levels": [6], "share": 1 }]""", FinalTo(0), Undergraduate, zone), At(6, ((decimal)mark, 120))).Class);
    }

    [Fact]
    public void NoZoneLifts_OverPassAndFail()
    {
        const string Zone = """ "borderline": [{ "below": 2, "tests": [{ "kind": "credits", "atLeast": 0 }] }] """;
        var condoned = At(6, (39, 120))[0] with { Ratified = CreditStanding.Condoned };

        var result = Work(Rule(120, """[{ "name": "All", "levels": [6], "share": 1 }]""", null, Undergraduate, Zone), condoned);

        Assert.NotEqual(AwardCode.Award, result.Suggestion);
        Assert.DoesNotContain(result.Trace, s => s.Rule == AwardRule.Zone);
    }
}
