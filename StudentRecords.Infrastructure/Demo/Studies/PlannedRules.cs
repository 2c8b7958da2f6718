using StudentRecords.Domain.Assessment;

namespace StudentRecords.Infrastructure.Demo.Studies;

/// <summary>The demo institution's own mark rules, published as data like any institution's.</summary>
internal static class PlannedRules
{
    private const string UndergraduateBands = """
        [ { "name": "First", "from": 70, "passes": true }, { "name": "Upper second", "from": 60, "passes": true }, { "name": "Lower second", "from": 50, "passes": true },
          { "name": "Third", "from": 40, "passes": true }, { "name": "Fail", "from": 0, "passes": false } ]
        """;

    private const string PostgraduateBands = """
        [ { "name": "Distinction", "from": 70, "passes": true }, { "name": "Merit", "from": 60, "passes": true }, { "name": "Pass", "from": 50, "passes": true }, { "name": "Fail", "from": 0, "passes": false } ]
        """;

    public static IReadOnlyList<MarkRule> All() =>
    [
        Rule("WEX-UG", "Undergraduate modules: weighted mean, whole marks, pass at 40", OneScale(UndergraduateBands)),
        Rule("WEX-ENG", "Accredited engineering modules: 30 in each of coursework and examination, pass at 40", TwoScales(UndergraduateBands)),
        Rule("WEX-PG", "Taught postgraduate modules: weighted mean, whole marks, pass at 50", OneScale(PostgraduateBands)),
    ];

    private static MarkRule Rule(string code, string title, string clauses) => new() { Code = code, RuleVersion = 1, Title = title, Clauses = clauses, ValidFrom = new DateOnly(2019, 8, 1) };

    private static string OneScale(string bands) => $$"""
        {
          "scales": [ { "name": "Module", "kinds": ["coursework", "computerMarked", "examination"], "passMark": null, "notSubmitted": "missing", "zeroWeight": "notCounted" } ],
          "overall": { "shares": { "Module": 100 } },
          "rounding": { "component": null, "scale": null, "final": { "decimals": 0, "mode": "awayFromZero" } },
          "attempts": "highest",
          "grade": { "from": "overall", "bands": {{bands}} }
        }
        """;

    private static string TwoScales(string bands) => $$"""
        {
          "scales": [
            { "name": "Coursework", "kinds": ["coursework", "computerMarked"], "passMark": 30, "notSubmitted": "missing", "zeroWeight": "notCounted" },
            { "name": "Examination", "kinds": ["examination"], "passMark": 30, "notSubmitted": "missing", "zeroWeight": "notCounted" }
          ],
          "overall": { "shares": { "Coursework": 50, "Examination": 50 } },
          "rounding": { "component": null, "scale": { "decimals": 2, "mode": "awayFromZero" }, "final": { "decimals": 0, "mode": "awayFromZero" } },
          "attempts": "highest",
          "grade": { "from": "overall", "bands": {{bands}} }
        }
        """;
}
