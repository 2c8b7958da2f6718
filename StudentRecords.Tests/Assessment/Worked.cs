using System.Globalization;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Tests.Assessment;

/// <summary>Works a rule on components and marks told as [mark, weight].</summary>
internal static class Worked
{
    public static ModuleResultFigure By(string clauses, params (ComponentKind Kind, decimal Weight, decimal?[] Attempts)[] parts) => Result(clauses, false, parts);

    public static ModuleResultFigure Withdrawn(string clauses, params (ComponentKind Kind, decimal Weight, decimal?[] Attempts)[] parts) => Result(clauses, true, parts);

    public static ModuleResultFigure Mean(string? finalRounding, params (decimal? Mark, decimal Weight)[] parts) =>
        By(OneScale(finalRounding), [.. parts.Select(p => (ComponentKind.Coursework, p.Weight, p.Mark is { } mark ? new decimal?[] { mark } : []))]);

    /// <summary>One scale of everything, the four usual bands, rounded only at the end.</summary>
    public static string OneScale(string? finalRounding) => $$"""
        {
          "scales": [{ "name": "Module", "kinds": ["coursework", "computerMarked", "examination"] }],
          "overall": { "shares": { "Module": 1 } },
          "rounding": { "final": {{finalRounding ?? "null"}} },
          "grade": { "from": "overall", "bands": [
            { "name": "First", "from": 70, "passes": true }, { "name": "2:1", "from": 60, "passes": true }, { "name": "2:2", "from": 50, "passes": true },
            { "name": "Third", "from": 40, "passes": true }, { "name": "Fail", "from": 0, "passes": false }] }
        }
        """;

    public static string To(int decimals) => string.Create(CultureInfo.InvariantCulture, $$"""{ "decimals": {{decimals}} }""");

    private static ModuleResultFigure Result(string clauses, bool withdrawn, (ComponentKind Kind, decimal Weight, decimal?[] Attempts)[] parts)
    {
        var components = parts.Select((p, i) => new AssessmentComponent($"C{i + 1}", $"Component {i + 1}", p.Kind, p.Weight, null)).ToList();
        var marks = parts.SelectMany((p, i) => p.Attempts.Select((score, a) => new TakenMark(components[i].Id, a + 1, score))).ToList();
        var rule = MarkRuleClauses.Read(clauses);
        Assert.Empty(rule.Refusals);
        return new ModuleResultEngine("TEST", 1, rule.Value!).Work(components, marks, withdrawn);
    }
}
