using System.Globalization;
using System.Text;
using StudentRecords.Domain.Assessment.Awards;

namespace StudentRecords.Benchmarks.Assessment;

/// <summary>Classifies a cohort of 5,000 with full traces on one thread. The aim is 20,000 candidates a second for a plain weighted mean.</summary>
internal static class ClassificationBench
{
    private const int Candidates = 5000;

    private const string Classes = """[{ "name": "First", "from": 70 }, { "name": "2:1", "from": 60 }, { "name": "2:2", "from": 50 }, { "name": "Third", "from": 40 }, { "name": "Fail", "from": 0, "awarded": false }]""";

    public static Task RunAsync(string[] args)
    {
        var cohort = Cohort();
        var plain = Engine("""[{ "name": "Level 5", "levels": [5], "share": 40 }, { "name": "Level 6", "levels": [6], "share": 60 }]""");
        var discounted = Engine("""[{ "name": "Level 5", "levels": [5], "share": 25, "discount": { "keep": 100, "style": "split" } }, { "name": "Level 6", "levels": [6], "share": 75, "discount": { "keep": 100, "style": "split" } }]""");
        var borderline = Engine(
            """[{ "name": "Level 5", "levels": [5], "share": 40 }, { "name": "Level 6", "levels": [6], "share": 60 }]""",
            """, "borderline": [{ "below": 2, "tests": [{ "kind": "share", "levels": [6], "atLeast": 50 }] }]""");

        Measured.PerSecond("plain weighted mean, full trace", Candidates, "candidates", () => Work(plain, cohort));
        Measured.PerSecond("plain weighted mean, trace written out as JSON", Candidates, "candidates", () => WorkAndTell(plain, cohort));
        Measured.PerSecond("worst 20 credits of each level dropped, with and without", Candidates, "candidates", () => Work(discounted, cohort));
        Measured.PerSecond("zone of 2 with a test, with and without", Candidates, "candidates", () => Work(borderline, cohort));
        Measured.PerSecond("peer: the mean alone, hand-written decimals, no trace", Candidates, "candidates", () => ByHand(cohort));
        Measured.PerSecond("peer: the same by hand, its sentences written at once", Candidates, "candidates", () => ByHandTold(cohort));
        return Task.CompletedTask;
    }

    /// <summary>24 modules in three years, marks spread as in a real cohort, the same in every run.</summary>
    private static AwardProfile[] Cohort()
    {
        var dice = new Random(20261125);
        return [.. Enumerable.Range(0, Candidates).Select(i => new AwardProfile
        {
            Candidate = string.Create(CultureInfo.InvariantCulture, $"C{i:0000000}"),
            Modules = [.. Enumerable.Range(0, 24).Select(m => new ProfileModule
            {
                Code = string.Create(CultureInfo.InvariantCulture, $"M{m:00}"), Credits = 15, Level = 4 + (m / 8), Stage = 1 + (m / 8), Mark = 41 + dice.Next(0, 450) / 10m,
            })],
        })];
    }

    private static AwardEngine Engine(string pools, string also = "") =>
        new("BENCH", 1, AwardClauses.Read($$"""
            { "award": "Honours degree", "credits": { "total": 360 }, "rounding": { "final": { "decimals": 1 } }, "algorithms": [{ "name": "Mean", "pools": {{pools}} }], "classes": {{Classes}}{{also}} }
            """).Value ?? throw new InvalidOperationException("The benchmark's regulation has faults."));

    private static void Work(AwardEngine engine, AwardProfile[] cohort)
    {
        foreach (var profile in cohort)
        {
            Keep(engine.Work(profile).Trace.Count);
        }
    }

    private static void WorkAndTell(AwardEngine engine, AwardProfile[] cohort)
    {
        foreach (var profile in cohort)
        {
            Keep(engine.Work(profile).TraceJson().Length);
        }
    }

    private static void ByHand(AwardProfile[] cohort)
    {
        foreach (var profile in cohort)
        {
            Keep((int)Figure(profile, null));
        }
    }

    private static void ByHandTold(AwardProfile[] cohort)
    {
        foreach (var profile in cohort)
        {
            var told = new StringBuilder();
            Figure(profile, told);
            Keep(told.Length);
        }
    }

    private static decimal Figure(AwardProfile profile, StringBuilder? told)
    {
        decimal[] sums = new decimal[3], credits = new decimal[3];
        foreach (var module in profile.Modules)
        {
            sums[module.Level - 4] += module.Mark!.Value * module.Credits;
            credits[module.Level - 4] += module.Credits;
            told?.Append(CultureInfo.InvariantCulture, $"{module.Code} {module.Mark}×{module.Credits} cr; ");
        }

        var figure = Math.Round(((40 * sums[1] / credits[1]) + (60 * sums[2] / credits[2])) / 100, 1, MidpointRounding.AwayFromZero);
        told?.Append(CultureInfo.InvariantCulture, $"level 5 {sums[1] / credits[1]}, level 6 {sums[2] / credits[2]}, figure {figure}");
        return figure;
    }

    /// <summary>So that nothing is left out as never used.</summary>
    private static void Keep(int value) => kept ^= value;

    private static int kept;
}
