using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Infrastructure.Demo.People;

namespace StudentRecords.Infrastructure.Demo.Studies;

/// <summary>Gives a student marks: ability, how hard the module is, luck; pieces not handed in, late, banked, corrected, sat again in August.</summary>
internal sealed class MarkPlanner(PlannedProgramme programme, PlannedStudent student)
{
    private readonly Dictionary<string, PlannedMark> handedIn = [];

    public IReadOnlyList<PlannedMark> Plan(PlannedModule module, int year, int attempt, DateOnly? withdrawn)
    {
        var dice = Dice.Of(student.Key, module.Code, $"{year}");
        var hardness = Dice.Of(module.Code, "hardness").Normal(0, 3.5);
        var all = new List<PlannedMark>();
        foreach (var component in PlannedCatalogue.ComponentsOf(module, year))
        {
            if (component.DueOn > withdrawn)
            {
                continue;
            }

            all.AddRange(First(dice, module, component, year, attempt, hardness));
        }

        if (withdrawn is null && year < DemoYears.Newest && Mean(all) < programme.PassMark)
        {
            all.AddRange(Again(dice, all, year));
        }

        return all;
    }

    /// <summary>Whether the weighted mean of the best attempts reaches the pass mark, as most rules would see it.</summary>
    public bool Passes(PlannedStudy study) => study.WithdrawnOn is not null || Mean(study.Marks) >= programme.PassMark;

    private IEnumerable<PlannedMark> First(Dice dice, PlannedModule module, AssessmentComponent component, int year, int attempt, double hardness)
    {
        var part = component.Key[(component.Key.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var entered = component.DueOn!.Value.AddDays(component.Kind == ComponentKind.Examination ? 14 : 21);
        if (attempt > 1 && handedIn.GetValueOrDefault($"{module.Code}/{part}") is { Score: >= 40 } before)
        {
            // what was passed the first time need not be done again
            yield return new PlannedMark(component, 1, 1, before.Score, before.SubmittedOn, true, DemoYears.Begins(year).AddDays(12));
            yield break;
        }

        var score = Score(dice, student.Ability + hardness + ((attempt - 1) * 6));
        var late = dice.Chance(0.04);
        var absent = dice.Chance(0.02);
        var unmarked = BoardPlan.MayMiss(module, year) && dice.Chance(component.Kind == ComponentKind.Examination ? 0.22 : 0.04);
        var nothing = BoardPlan.MayMiss(module, year) && dice.Chance(component.Kind == ComponentKind.Examination ? 0.15 : 0.02);
        if (nothing)
        {
            yield break;
        }

        var submitted = absent ? (DateOnly?)null : component.Kind == ComponentKind.Examination ? component.DueOn : component.DueOn.Value.AddDays(late ? 1 + dice.Roll(6) : -dice.Roll(4));
        var mark = new PlannedMark(component, 1, 1, absent ? 0 : unmarked ? null : score, submitted, false, entered);
        handedIn[$"{module.Code}/{part}"] = mark;
        yield return mark;
        if (!absent && !unmarked && dice.Chance(0.012))
        {
            yield return mark with { Version = 2, Score = Math.Clamp(score + 2 + dice.Roll(6), 0, 100), EnteredOn = entered.AddDays(5) };
        }
    }

    /// <summary>August: the parts below the pass mark are sat again.</summary>
    private IEnumerable<PlannedMark> Again(Dice dice, List<PlannedMark> first, int year)
    {
        var comes = dice.Chance(0.9);
        return first.Where(m => m.Version == 1 && m.Score < programme.PassMark && comes)
            .Select(m => m with { Attempt = 2, Score = Score(dice, Math.Max(student.Ability, 48) + 3), SubmittedOn = new DateOnly(year + 1, 8, 15), EnteredOn = new DateOnly(year + 1, 8, 29) })
            .ToList();
    }

    private static decimal Score(Dice dice, double around) => (decimal)Math.Clamp(Math.Round(dice.Normal(around, 7.5)), 0, 100);

    private static decimal Mean(IEnumerable<PlannedMark> marks) =>
        WeightedMean.Of(marks.GroupBy(m => m.Component.Key).Select(g => (g.Max(m => m.Score) ?? 0m, g.First().Component.Weight)).ToList()) ?? 0m;
}
