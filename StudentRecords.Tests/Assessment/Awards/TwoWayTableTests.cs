using StudentRecords.Domain.Assessment.Awards;
using static StudentRecords.Tests.Assessment.Awards.Regulated;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>T32: Sheffield's two-way table (ultrafez/ClassifyMe, calculator.js; studylib.net/doc/7867571; sheffield.ac.uk/ssid course, degree classification).</summary>
public sealed class TwoWayTableTests
{
    /// <summary>Bands 0 First, 1 border, 2 2:1 … 10 Fail. The shape of the rows for bands 1, 2 and 3 repeats two bands lower.</summary>
    internal const string Sheffield = """
        {
          "award": "Honours degree", "credits": { "total": 240 },
          "algorithms": [{ "name": "Level 6 doubled", "combine": "credits", "pools": [{ "name": "Level 5", "levels": [5], "share": 1 }, { "name": "Level 6", "levels": [6], "share": 2 }] }],
          "classes": [{ "name": "First", "from": 69.5 }, { "name": "2:1", "from": 59.5 }, { "name": "2:2", "from": 49.5 }, { "name": "Third", "from": 44.5 }, { "name": "Pass", "from": 39.5 }, { "name": "Fail", "from": 0, "awarded": false }],
          "twoWay": {
            "bands": [69.5, 68, 59.5, 58, 49.5, 48, 44.5, 43.5, 39.5, 38, 0], "slice": 5, "place": 36, "borderPlace": 30, "tieBy": "Level 6",
            "table": [
              [0, 0, 0], [0, 1, 0], [0, 2, 1],
              [1, 0, 0], [1, 1, 1], [1, 2, 2], [2, 0, 1], [2, 1, 2], [2, 2, 2], [2, 3, 2], [2, 4, 3],
              [3, 2, 2], [3, 3, 3], [3, 4, 4], [4, 2, 3], [4, 3, 4], [4, 4, 4], [4, 5, 4], [4, 6, 5],
              [5, 4, 4], [5, 5, 5], [5, 6, 6], [6, 4, 5], [6, 5, 6], [6, 6, 6], [6, 7, 6], [6, 8, 7],
              [7, 6, 6], [7, 7, 7], [7, 8, 8], [8, 6, 7], [8, 7, 8], [8, 8, 8], [8, 9, 8], [8, 10, 9],
              [9, 8, 8], [9, 9, 9], [9, 10, 10], [10, 8, 9], [10, 9, 10], [10, 10, 10]
            ]
          }
        }
        """;

    /// <summary>Mean 68.4, the middle of the marks in the 2:1: (border, 2:1) is a 2:1.</summary>
    [Fact]
    public void BorderOfMean_With21Distribution_Is21()
    {
        // 24 pieces of level 6 at 88, then 24 of level 5 at 62: the 30th and the 36th are in the 2:1
        var result = Work(Sheffield, [.. At(5, (62, 120)), .. At(6, (88, 60), (55.2m, 60))]);

        Assert.Equal(68.4m, result.Figure);
        Assert.Equal("2:1", result.Class);
    }

    /// <summary>Mean 68.4 and a distribution on the border: the final year picks the side.</summary>
    [Theory]
    [InlineData(66.6, 69.3, "2:1")]
    [InlineData(65.4, 69.9, "First")]
    public void BorderOfBoth_IsPickedByTheFinalYear(double second, double final, string expected)
    {
        // 32 pieces at 71 (80 credits of level 6 doubled), the rest lower: the 30th is a First, the 36th is not
        var rest = (3 * (decimal)final) - (2 * 71m);
        var result = Work(Sheffield, [.. At(5, ((decimal)second, 120)), .. At(6, (71, 80), (rest, 40))]);

        Assert.Equal(68.4m, result.Figure);
        Assert.Equal(expected, result.Class);
    }

    /// <summary>Mean 67.9 with a First by distribution is a border too.</summary>
    [Theory]
    [InlineData(64.7, 69.5, "First")]
    [InlineData(65.3, 69.2, "2:1")]
    public void Mean21_WithFirstByDistribution_IsPickedByTheFinalYear(double second, double final, string expected)
    {
        // 36 pieces at 72 and above
        var rest = (4 * (decimal)final) - (3 * 72m);
        var result = Work(Sheffield, [.. At(5, ((decimal)second, 120)), .. At(6, (72, 90), (rest, 30))]);

        Assert.Equal(67.9m, result.Figure);
        Assert.Equal(expected, result.Class);
    }

    /// <summary>Mean 70 with a 2:2 by distribution has no entry.</summary>
    [Fact]
    public void NoEntry_GoesToTheBoard()
    {
        var result = Work(Sheffield, [.. At(5, (50, 120)), .. At(6, (100, 70), (58, 25), (58, 25))]);

        Assert.True(result.Figure >= 69.5m);
        Assert.Null(result.Class);
        Assert.Null(result.Suggestion);
        Assert.Contains("no entry", result.ForTheBoard, StringComparison.Ordinal);
    }
}
