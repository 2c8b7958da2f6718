using FsCheck;
using FsCheck.Fluent;
using StudentRecords.Domain.Assessment.Awards;
using static StudentRecords.Tests.Assessment.Awards.Regulated;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>What holds for every profile, whatever its marks.</summary>
public sealed class AwardPropertyTests
{
    private const string Weighted = """[{ "name": "5", "levels": [5], "share": 40 }, { "name": "6", "levels": [6], "share": 60 }]""";

    private const string Split = """[{ "name": "5", "levels": [5], "share": 25, "discount": { "drop": 20, "style": "split" } }, { "name": "6", "levels": [6], "share": 75, "discount": { "drop": 20, "style": "split" } }]""";

    private const string Compensated = """ "allowances": [{ "name": "C", "as": "compensated", "most": 40, "marksFrom": 30 }] """;

    private const string Zone = """ "borderline": [{ "below": 2, "tests": [{ "kind": "share", "levels": [6], "atLeast": 50 }] }] """;

    /// <summary>None of these leaves whole modules out, so that each is monotone: no mark, by going up, may take anything away.</summary>
    private static readonly AwardEngine[] Monotone =
    [
        Engine(Rule(240, Weighted, FinalTo(1))), Engine(Rule(240, Split, FinalTo(2))), Engine(Rule(240, Weighted, FinalTo(0), Undergraduate, Zone)),
        Engine(Rule(240, Weighted, """{ "module": { "decimals": 0 }, "level": { "decimals": 1 }, "final": { "decimals": 0 } }""", Undergraduate, Compensated)),
    ];

    private static readonly Gen<ProfileModule[]> Profiles =
        from marks in Gen.ArrayOf(Gen.Choose(0, 1000), 12)
        from large in Gen.ArrayOf(Gen.Choose(0, 2), 12)
        select Modules(marks, large);

    [Fact]
    public void RaisingAnyMark_NeverLowersTheClass() =>
        Prop.ForAll(Profiles.ToArbitrary(), Gen.Choose(0, 11).ToArbitrary(), Gen.Choose(1, 400).ToArbitrary(), (modules, at, by) => Monotone.All(engine =>
        {
            var raised = modules.ToArray();
            raised[at] = raised[at] with { Mark = Math.Min(100, raised[at].Mark!.Value + (by / 10m)) };
            var (before, after) = (engine.Work(new AwardProfile { Modules = modules }), engine.Work(new AwardProfile { Modules = raised }));
            return after.Figure >= before.Figure && Rank(engine, after) <= Rank(engine, before) && after.CreditsGained >= before.CreditsGained;
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void OrderOfModules_ChangesNothing() =>
        Prop.ForAll(Profiles.ToArbitrary(), Gen.Choose(1, 100_000).ToArbitrary(), (modules, seed) => Monotone.All(engine =>
        {
            var shuffled = modules.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (one, other) = (engine.Work(new AwardProfile { Modules = modules }), engine.Work(new AwardProfile { Modules = shuffled }));
            return one.Figure == other.Figure && one.Class == other.Class && one.Suggestion == other.Suggestion && one.CreditsGained == other.CreditsGained
                && one.Modules.ToDictionary(m => m.Module.Code, m => m.Standing).All(m => other.Modules.Single(o => o.Module.Code == m.Key).Standing == m.Value);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void SplitAndWhole_Agree_WhereCreditsAreEqual() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 1000), 6).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (marks, kept) =>
        {
            var modules = At(6, [.. marks.Select(m => ((decimal?)(m / 10m), 20m))]);
            var (split, whole) = (Best(kept * 20, "split"), Best(kept * 20, "whole"));
            return split.Work(new AwardProfile { Modules = modules }).Figure == whole.Work(new AwardProfile { Modules = modules }).Figure;
        }).QuickCheckThrowOnFailure();

    /// <summary>What a trace says would reach the next class does reach it.</summary>
    [Fact]
    public void WhatIsSaidToReachTheNextClass_ReachesIt() =>
        Prop.ForAll(Profiles.ToArbitrary(), modules => Monotone.Take(2).All(engine =>
        {
            var now = engine.Work(new AwardProfile { Modules = modules });
            return now.Next is not { Missing: > 0 } next || next.Ways.Where(w => modules.Any(m => m.Code == w.What)).All(way =>
            {
                var raised = modules.Select(m => m.Code == way.What ? m with { Mark = way.To } : m).ToList();
                return Rank(engine, engine.Work(new AwardProfile { Modules = raised })) <= engine.Clauses.Classes.TakeWhile(c => c.Name != next.Class).Count();
            });
        })).QuickCheckThrowOnFailure();

    /// <summary>By the figure, whatever else stands in the award's way; 0 is the best class.</summary>
    private static int Rank(AwardEngine engine, AwardResult result) => result.Class is { } named
        ? engine.Clauses.Classes.TakeWhile(c => c.Name != named).Count()
        : engine.Clauses.Classes.TakeWhile(c => c.From > result.Figure).Count();

    private static AwardEngine Best(int credits, string style) =>
        Engine(Rule(120, $$"""[{ "name": "6", "levels": [6], "share": 1, "discount": { "keep": {{credits}}, "style": "{{style}}" } }]"""));

    /// <summary>120 credits at each of levels 5 and 6, in modules of 10, 20 and 30.</summary>
    private static ProfileModule[] Modules(int[] marks, int[] large) =>
        [.. marks.Select((m, i) => new ProfileModule { Code = $"M{i:00}", Level = i < 6 ? 5 : 6, Stage = i < 6 ? 2 : 3, Mark = m / 10m, Credits = Sizes(large, i < 6 ? 0 : 6)[i % 6] })];

    private static decimal[] Sizes(int[] large, int from)
    {
        decimal[] sizes = [20, 20, 20, 20, 20, 20];
        for (var i = 0; i < 3; i++)
        {
            // one of a pair gives to the other
            var moved = large[from + i] * 5m;
            (sizes[2 * i], sizes[(2 * i) + 1]) = (20 - moved, 20 + moved);
        }

        return sizes;
    }
}
