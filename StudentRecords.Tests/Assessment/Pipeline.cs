using System.Globalization;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Infrastructure.Assessment;

namespace StudentRecords.Tests.Assessment;

/// <summary>Works pieces of coursework, due on Wednesday 15 November 2023, through a rule with a mark pipeline.</summary>
internal static class Pipeline
{
    public static readonly DateOnly Due = new(2023, 11, 15);

    public static readonly AssessmentComponent Essay = new("ESSAY", "Essay", ComponentKind.Coursework, 100, Due);

    /// <summary>The rule of the product that takes 5 per cent a working day and caps at 40.</summary>
    public static string Standard => RuleShelf.Get("STANDARD-UG").Clauses;

    /// <summary>One scale, no rounding, these late and cap clauses.</summary>
    public static string Rule(string late = "null", string cap = "null", string order = """["raw", "late", "misconduct", "cap", "round"]""") => $$"""
        {
          "scales": [{ "name": "Module", "kinds": ["coursework", "computerMarked", "examination"] }],
          "overall": { "shares": { "Module": 1 } },
          "order": {{order}}, "late": {{late}}, "cap": {{cap}},
          "grade": { "from": "overall", "bands": [ { "name": "Pass", "from": 40, "passes": true }, { "name": "Fail", "from": 0, "passes": false } ] }
        }
        """;

    public static ModuleResultFigure Work(string clauses, IReadOnlyList<AssessmentComponent> components, IReadOnlyCollection<TakenMark> marks, params MarkTreatment[] treatments)
    {
        var rule = MarkRuleClauses.Read(clauses);
        Assert.Empty(rule.Refusals);
        return new ModuleResultEngine("TEST", 1, rule.Value!).Work(components, marks, false, treatments);
    }

    /// <summary>One essay, handed in on the day.</summary>
    public static ModuleResultFigure Essays(string clauses, decimal score, DateOnly on, params MarkTreatment[] treatments) =>
        Work(clauses, [Essay], [new TakenMark(Essay.Id, 1, score, on)], treatments);

    public static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
