using System.Globalization;
using StudentRecords.Domain.Assessment.Awards;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>Regulations and profiles for tests; what a test is about stands in the test.</summary>
internal static class Regulated
{
    public const string Undergraduate = """
        [{ "name": "First", "from": 70 }, { "name": "2:1", "from": 60 }, { "name": "2:2", "from": 50 }, { "name": "Third", "from": 40 }, { "name": "Fail", "from": 0, "awarded": false }]
        """;

    public const string Postgraduate = """
        [{ "name": "Distinction", "from": 70 }, { "name": "Merit", "from": 60 }, { "name": "Pass", "from": 50 }, { "name": "Fail", "from": 0, "awarded": false }]
        """;

    /// <summary>One plain mean of everything at level 6.</summary>
    public static string PlainMean(int credits, string? rounding = null, string classes = Undergraduate, string also = "") => Rule(credits, """[{ "name": "All", "levels": [4, 5, 6, 7], "share": 1 }]""", rounding, classes, also);

    public static string Rule(int credits, string pools, string? rounding = null, string classes = Undergraduate, string also = "") => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "award": "Test award", "credits": { "total": {{credits}} }, "rounding": {{rounding ?? "{}"}},
          "algorithms": [{ "name": "Mean", "pools": {{pools}} }], "classes": {{classes}}{{(also.Length > 0 ? ", " + also : "")}}
        }
        """);

    public static string FinalTo(int decimals) => string.Create(CultureInfo.InvariantCulture, $$"""{ "final": { "decimals": {{decimals}} } }""");

    /// <summary>Modules of one level and stage, named by level and number.</summary>
    public static ProfileModule[] At(int level, params (decimal? Mark, decimal Credits)[] marks) =>
        [.. marks.Select((m, i) => new ProfileModule { Code = string.Create(CultureInfo.InvariantCulture, $"L{level}-{i + 1:00}"), Level = level, Stage = Math.Max(1, level - 3), Mark = m.Mark, Credits = m.Credits })];

    public static AwardEngine Engine(string clauses)
    {
        var read = AwardClauses.Read(clauses);
        Assert.Empty(read.Refusals);
        return new AwardEngine("TEST", 1, read.Value!);
    }

    public static AwardResult Work(string clauses, params ProfileModule[] modules) => Engine(clauses).Work(new AwardProfile { Modules = modules });

    public static AwardResult Work(string clauses, AwardProfile profile) => Engine(clauses).Work(profile);
}
