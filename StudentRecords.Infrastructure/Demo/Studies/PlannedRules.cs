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
        Rule("WEX-UG", "Undergraduate modules from 2024: late work loses 5 per cent a working day, further attempts count 40 at most", OneScale(UndergraduateBands, LateAndCap), 2, new DateOnly(2024, 8, 1)),
        Rule("WEX-ENG", "Accredited engineering modules: 30 in each of coursework and examination, pass at 40", TwoScales(UndergraduateBands)),
        Rule("WEX-PG", "Taught postgraduate modules: weighted mean, whole marks, pass at 50", OneScale(PostgraduateBands)),
    ];

    private static MarkRule Rule(string code, string title, string clauses, int version = 1, DateOnly? from = null) => new() { Code = code, RuleVersion = version, Title = title, Clauses = clauses, ValidFrom = from ?? new DateOnly(2019, 8, 1) };

    private const string LateAndCap = """
          "order": ["raw", "late", "misconduct", "cap", "round"],
          "late": { "counts": "workingDays", "calendar": { "holidays": "englandAndWales", "closed": [ { "from": "2024-12-23", "to": "2025-01-01" } ] }, "bands": [ { "upTo": 5, "share": 5 } ], "after": 0 },
          "cap": { "at": 40 },
        """;

    private static string OneScale(string bands, string more = "") => $$"""
        {
          "scales": [ { "name": "Module", "kinds": ["coursework", "computerMarked", "examination"], "passMark": null, "notSubmitted": "missing", "zeroWeight": "notCounted" } ],
          "overall": { "shares": { "Module": 100 } },
          {{more}}
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
