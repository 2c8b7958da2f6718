namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>What is wrong with a regulation that contradicts itself or leaves something open; every fault at once.</summary>
internal static class AwardFaults
{
    public static IEnumerable<Refusal> Of(AwardClauses rule) =>
        [.. General(rule), .. Rounding(rule.Rounding), .. AlgorithmFaults.Of(rule), .. ClassFaults.Of(rule), .. Credits(rule), .. Allowances(rule), .. Stages(rule), .. Exits(rule), .. Research(rule)];

    public static Refusal Fault(string sentence, string clause) => new("REGULATION_FAULT", sentence, clause);

    private static IEnumerable<Refusal> General(AwardClauses rule)
    {
        if (string.IsNullOrWhiteSpace(rule.Award))
        {
            yield return Fault("The award has no title.", "award");
        }

        if (rule.Marks.Lowest >= rule.Marks.Highest)
        {
            yield return Fault("The scale of marks ends where it begins.", "marks");
        }

        foreach (var mark in rule.Pass.Levels.Values.Append(rule.Pass.Mark).Where(m => m < rule.Marks.Lowest || m > rule.Marks.Highest))
        {
            yield return Fault($"The pass mark {AwardStepWords.N(mark)} is not on the scale of marks.", "pass");
        }

        if (rule.Attempts.Most < 1)
        {
            yield return Fault("There is one attempt at least.", "attempts");
        }

        if (rule.Points.Count > 0 && (rule.Points.Zip(rule.Points.Skip(1)).Any(p => p.First.From <= p.Second.From) || rule.Points[^1].From > rule.Marks.Lowest))
        {
            yield return Fault($"Points are given from the highest mark down to {AwardStepWords.N(rule.Marks.Lowest)}, each from a mark of its own; otherwise some marks have none.", "points");
        }
    }

    private static IEnumerable<Refusal> Rounding(AwardRounding rounding) =>
        new[] { rounding.Component, rounding.Module, rounding.Credit, rounding.Level, rounding.Final }.Where(r => r is { Decimals: < 0 or > 8 })
            .Select(r => Fault($"{r!.Decimals} decimal places cannot be rounded to; 0 to 8 can.", "rounding"));

    private static IEnumerable<Refusal> Credits(AwardClauses rule)
    {
        if (rule.Research is null && rule.Credits.Total <= 0)
        {
            yield return Fault("The award asks for no credit.", "credits");
        }

        if (rule.Credits.Most < rule.Credits.Total)
        {
            yield return Fault($"At most {AwardStepWords.N(rule.Credits.Most)} credits may be registered, and {AwardStepWords.N(rule.Credits.Total)} are asked for.", "credits");
        }

        foreach (var (level, credits) in rule.Credits.Levels)
        {
            if (credits.Least > rule.Credits.Total || credits.Outright > rule.Credits.Total || credits.Least < 0 || credits.Outright < 0)
            {
                yield return Fault($"Level {level} asks for more credits than the award, or for less than none.", "credits.levels");
            }

            if (credits.Most < credits.Least && !rule.Credits.Levels.Keys.Any(l => l > level))
            {
                yield return Fault($"Level {level} asks for {AwardStepWords.N(credits.Least)} credits and allows {AwardStepWords.N(credits.Most)}.", "credits.levels");
            }
        }
    }

    private static IEnumerable<Refusal> Allowances(AwardClauses rule)
    {
        foreach (var allowance in rule.Allowances)
        {
            if (allowance.Most <= 0)
            {
                yield return Fault($"{allowance.Name} gives no credit.", "allowances");
            }

            if (allowance.Levels.Count > 0 && allowance.Stages.Count > 0)
            {
                yield return Fault($"{allowance.Name} counts over levels or over stages, not both.", "allowances");
            }

            var passes = (allowance.Levels.Count > 0 ? allowance.Levels.Select(rule.Pass.At) : [rule.Pass.Mark, .. rule.Pass.Levels.Values]).ToList();
            if (passes.TrueForAll(p => rule.IsAtLeast(allowance.MarksFrom, p)))
            {
                yield return Fault($"{allowance.Name} begins at {AwardStepWords.N(allowance.MarksFrom)}, where modules are passed anyway.", "allowances");
            }

            if (allowance.HoldsAwardAt is { } held && rule.IndexOf(held) < 0)
            {
                yield return Fault($"{allowance.Name} holds the award at '{held}', which is no class.", "allowances");
            }
        }
    }

    private static IEnumerable<Refusal> Stages(AwardClauses rule)
    {
        if (rule.Stages.Select(s => s.Stage).Where((stage, i) => stage != i + 1).Any())
        {
            yield return Fault("Stages are 1, 2, 3 … in their order.", "stages");
        }

        var known = rule.Stages.Select(s => s.Stage).ToHashSet();
        if (known.Count > 0)
        {
            foreach (var stage in rule.Algorithms.SelectMany(a => a.Pools).SelectMany(p => p.Stages).Concat(rule.Allowances.SelectMany(a => a.Stages)).Distinct().Where(s => !known.Contains(s)))
            {
                yield return Fault($"There is no stage {stage}, and a clause speaks of it.", "stages");
            }

            var all = rule.Stages.Sum(s => s.Credits);
            if (rule.Research is null && all != rule.Credits.Total)
            {
                yield return Fault($"The stages have {AwardStepWords.N(all)} credits together, the award asks for {AwardStepWords.N(rule.Credits.Total)}.", "stages");
            }
        }

        foreach (var stage in rule.Stages.Where(s => s.Trail.Any(t => t.Gained > s.Credits || t.Outstanding <= 0)))
        {
            yield return Fault($"A way to go on from stage {stage.Stage} asks for more credits than the stage has, or lets none be outstanding.", "stages");
        }
    }

    private static IEnumerable<Refusal> Exits(AwardClauses rule)
    {
        foreach (var (higher, lower) in rule.Exits.Zip(rule.Exits.Skip(1)))
        {
            if (lower.Total > higher.Total)
            {
                yield return Fault($"{lower.Award} asks for more credits than {higher.Award} above it; exit awards stand from the highest to the lowest.", "exits");
            }
        }

        foreach (var exit in rule.Exits)
        {
            if (exit.Levels.Values.Any(c => c > exit.Total))
            {
                yield return Fault($"{exit.Award} asks for more credits of one level than in all.", "exits");
            }

            if (exit.ClassifiedOn.Count > 0 != exit.Classes.Count > 0)
            {
                yield return Fault($"{exit.Award} has levels to be classified on or classes, and not the other.", "exits");
            }

            foreach (var fault in ClassFaults.Bands(rule, exit.Classes, $"exits: {exit.Award}"))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<Refusal> Research(AwardClauses rule)
    {
        if (rule.Research is not { } research)
        {
            yield break;
        }

        if (rule.Algorithms.Count + rule.Classes.Count > 0)
        {
            yield return Fault("A degree by research is recommended; it has no algorithms and no classes.", "research");
        }

        if (research.Recommendations.Count == 0 || research.Submissions < 1)
        {
            yield return Fault("A degree by research has recommendations, and one submission at least.", "research");
        }

        foreach (var code in research.Recommendations.GroupBy(r => r.Code, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            yield return Fault($"{code.Key} is recommended in two ways.", "research");
        }

        foreach (var recommendation in research.Recommendations.Where(r => r.Months < 0 || r.Weeks < 0 || (r.Effect == RecommendationEffect.LowerAward && r.Award is null) || (r.Effect == RecommendationEffect.Resubmit && r.Months + r.Weeks <= 0)))
        {
            yield return Fault($"{recommendation.Code} names no lower award, or gives no time to resubmit.", "research");
        }
    }
}
