using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Infrastructure.Assessment.Awards;
using static StudentRecords.Tests.Assessment.Awards.Regulated;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>Weights, discounts and zones that universities publish (section 3 of the board rules reference), each worked by hand here.</summary>
public sealed class PractisedRuleTests
{
    /// <summary>Level shares on 3 × 120 credits at 50, 60 and 70: the figure by hand.</summary>
    [Theory]
    [InlineData("Birkbeck, Keele, Exeter 1:2", 0, 1, 2, 66.67)]
    [InlineData("York, Durham 2:3", 0, 2, 3, 66)]
    [InlineData("Teesside 30:70", 0, 30, 70, 67)]
    [InlineData("Oxford Brookes 25:75", 0, 25, 75, 67.5)]
    [InlineData("Nottingham Trent 20:80", 0, 20, 80, 68)]
    [InlineData("Warwick arts 50:50", 0, 50, 50, 65)]
    [InlineData("Warwick sciences, Queen's Belfast 10:30:60", 10, 30, 60, 65)]
    [InlineData("Goldsmiths 1:3:5", 1, 3, 5, 64.44)]
    public void LevelWeights_AsPublished(string seenAt, int first, int second, int third, double expected)
    {
        var pools = $$"""[{ "name": "4", "levels": [4], "share": {{first}} }, { "name": "5", "levels": [5], "share": {{second}} }, { "name": "6", "levels": [6], "share": {{third}} }]""";

        var result = Work(Rule(360, pools, FinalTo(2)), [.. At(4, (50, 120)), .. At(5, (60, 120)), .. At(6, (70, 120))]);

        Assert.True((decimal)expected == result.Figure, $"{seenAt}: {result.Figure}");
    }

    /// <summary>Queen's Belfast: the weight follows the stage in which a module was taken, not its level.</summary>
    [Fact]
    public void WeightByStage_FollowsTheStageAndNotTheLevel()
    {
        const string Pools = """[{ "name": "Stage 2", "stages": [2], "share": 30 }, { "name": "Stage 3", "stages": [3], "share": 70 }]""";
        var borrowed = At(5, (40, 20))[0] with { Code = "B", Stage = 3 };

        // stage 3: (40 × 20 + 70 × 100) / 120 = 65; 0.3 × 60 + 0.7 × 65 = 63.5
        Assert.Equal(63.5m, Work(Rule(240, Pools), [.. At(5, (60, 120)), borrowed, .. At(6, (70, 100))]).Figure);
    }

    /// <summary>Keele and Bath Spa: integrated master's 20:30:50, level 7 passed at 50.</summary>
    [Fact]
    public void IntegratedMasters_20_30_50()
    {
        const string Pools = """[{ "name": "5", "levels": [5], "share": 20 }, { "name": "6", "levels": [6], "share": 30 }, { "name": "7", "levels": [7], "share": 50 }]""";

        // 12 + 18.6 + 35 = 65.6
        var result = Work(Rule(360, Pools, also: """ "pass": { "mark": 40, "levels": { "7": 50 } } """), [.. At(5, (60, 120)), .. At(6, (62, 120)), .. At(7, (70, 120))]);

        Assert.Equal(65.6m, result.Figure);
        Assert.Equal("2:1", result.Class);
    }

    /// <summary>Coventry: best of 100 at level 6, 220 at level 5 and above, 300 at level 4 and above.</summary>
    [Fact]
    public void BestOfThree_TakesTheBest_AndSaysWhatTheFirstAloneWouldGive()
    {
        const string Rule = """
            { "award": "Degree", "credits": { "total": 360 }, "choose": "best", "rounding": { "final": { "decimals": 2 } },
              "algorithms": [
                { "name": "100", "pools": [{ "name": "A", "levels": [6], "share": 1, "discount": { "keep": 100, "style": "split" } }] },
                { "name": "220", "pools": [{ "name": "B", "levels": [5, 6], "share": 1, "discount": { "keep": 220, "style": "split" } }] },
                { "name": "300", "pools": [{ "name": "C", "levels": [4, 5, 6], "share": 1, "discount": { "keep": 300, "style": "split" } }] }],
              "classes": [{ "name": "First", "from": 70 }, { "name": "2:1", "from": 60 }, { "name": "2:2", "from": 50 }, { "name": "Third", "from": 40 }, { "name": "Fail", "from": 0, "awarded": false }] }
            """;

        // level 6 at 58, level 5 at 64: 58; (120 × 64 + 100 × 58) / 220 = 61.27; (120 × 64 + 120 × 58 + 60 × 50) / 300 = 58.80
        var result = Work(Rule, [.. At(4, (50, 120)), .. At(5, (64, 120)), .. At(6, (58, 120))]);

        Assert.Equal([58m, 61.27m, 58.8m], result.Algorithms.Select(a => a.Figure));
        Assert.Equal("2:1", result.Class);
        Assert.Equal(new WithoutClause(58m, "2:2"), result.Flags.WithoutBestOf);
    }

    /// <summary>UWE: what level 6 does not count falls into level 5's pool.</summary>
    [Fact]
    public void SurplusOfLevel6_FallsToLevel5()
    {
        const string Pools = """
            [{ "name": "Level 5", "levels": [5], "share": 25, "discount": { "keep": 100, "style": "split" } },
             { "name": "Level 6", "levels": [6], "share": 75, "discount": { "keep": 100, "style": "split" }, "surplusTo": "Level 5" }]
            """;

        // level 6 keeps 80 at 70 and 20 at 60, its other 20 at 60 fall; level 5 then keeps 20 at 60 and 80 at 50
        var result = Work(Rule(240, Pools), [.. At(5, (50, 120)), .. At(6, (70, 80), (60, 40))]);

        Assert.Equal([68m, 52m], result.Algorithms[0].Pools.Select(p => p.Mean));
        Assert.Equal(64m, result.Figure);
        Assert.Contains(result.Trace, s => s is { Rule: AwardRule.Surplus, Figure: 20m, Also: "Level 5" });
    }

    /// <summary>A dissertation may never be dropped, however bad it is.</summary>
    [Fact]
    public void Dissertation_IsNeverDropped()
    {
        const string Pools = """[{ "name": "Level 6", "levels": [6], "share": 1, "discount": { "drop": 40, "style": "split", "never": ["dissertation"] } }]""";
        var dissertation = At(6, (45, 40))[0] with { Code = "D", Kinds = ["dissertation"] };

        // 40 at 45 stay; of 80 credits 40 at 60 stay: 52.5
        Assert.Equal(52.5m, Work(Rule(120, Pools), [dissertation, .. At(6, (60, 40), (50, 40))]).Figure);
    }

    /// <summary>Modules cut in slices of 15 credits: the last slice is whole.</summary>
    [Fact]
    public void Slices_AreTakenWhole()
    {
        const string Pools = """[{ "name": "Level 6", "levels": [6], "share": 1, "discount": { "keep": 100, "style": "split", "slice": 15 } }]""";

        Assert.Equal(105m, Work(Rule(120, Pools), At(6, (70, 60), (50, 60))).Algorithms[0].Pools[0].Credits);
    }

    /// <summary>Modules passed without a mark are in no divisor; a real nought is.</summary>
    [Fact]
    public void PassFail_IsOutOfTheDivisor_AndNoughtIsIn()
    {
        var placement = new ProfileModule { Code = "P", Credits = 20, Level = 6, PassFail = true };
        var nought = At(6, (0, 20))[0] with { Ratified = CreditStanding.Condoned, Code = "N" };

        var result = Work(PlainMean(120), [placement, nought, .. At(6, (60, 80))]);

        Assert.Equal(48m, result.Figure);
        Assert.Equal(120m, result.CreditsGained);
    }

    /// <summary>Open University, grade credits: the fewer the better; level 3 doubled.</summary>
    [Fact]
    public void GradeCredits_FewerAreBetter()
    {
        var rule = RegulationShelf.Get("HONOURS-GRADE-CREDITS", 1).Clauses;

        // 120 × 2 + 240 × 1 = 480 grade credits; 120 × 3 + 240 × 2 = 840; 120 × 4 + 240 × 3 = 1200
        Assert.Equal((480m, "First"), Figure(72, 90));
        Assert.Equal((840m, "Upper second"), Figure(60, 75));
        Assert.Equal((1200m, "Third"), Figure(45, 58));

        (decimal?, string?) Figure(decimal second, decimal third) => Work(rule, [.. At(4, (60, 120)), .. At(5, (second, 120)), .. At(6, (third, 120))]) is var r ? (r.Figure, r.Class) : default;
    }

    /// <summary>Lancaster and Glasgow mark in points: the scale is the regulation's.</summary>
    [Fact]
    public void MarksInPoints_AreOnTheirOwnScale()
    {
        const string Classes = """[{ "name": "First", "from": 17.5 }, { "name": "2:1", "from": 14.5 }, { "name": "2:2", "from": 11.5 }, { "name": "Third", "from": 9 }, { "name": "Fail", "from": 0, "awarded": false }]""";
        var rule = Rule(120, """[{ "name": "All", "levels": [6], "share": 1 }]""", FinalTo(1), Classes, """ "marks": { "lowest": 0, "highest": 24 }, "pass": { "mark": 9 } """);

        Assert.Equal((17.5m, "First"), (Work(rule, At(6, (18, 60), (17, 60))).Figure, Work(rule, At(6, (18, 60), (17, 60))).Class));
        Assert.Equal("MARK_OUT_OF_RANGE", Assert.Single(Work(rule, At(6, (25, 120))).Errors).Code);
    }

    /// <summary>A distinction that asks for the dissertation at 70 too.</summary>
    [Fact]
    public void Distinction_AsksForTheDissertation()
    {
        const string Classes = """[{ "name": "Distinction", "from": 70, "requires": [{ "kind": "dissertation", "mark": 70 }] }, { "name": "Merit", "from": 60 }, { "name": "Pass", "from": 50 }, { "name": "Fail", "from": 0, "awarded": false }]""";
        var dissertation = At(7, (69, 60))[0] with { Code = "D", Kinds = ["dissertation"] };

        var result = Work(Rule(180, """[{ "name": "All", "levels": [7], "share": 1 }]""", null, Classes), [dissertation, .. At(7, (75, 120))]);

        Assert.Equal("Merit", result.Class);
        Assert.Equal(new WayThere("D", 69, 70), Assert.Single(result.Next!.Ways));
    }
}
