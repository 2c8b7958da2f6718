using System.Globalization;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Assessment;

/// <summary>Works one scale of one registration and writes down how.</summary>
internal sealed class ScaleWorking(MarkRuleClauses rule, ScaleClause scale, List<TraceStep> trace, List<MissingMark> missing)
{
    public ScaleFigure Work(IReadOnlyList<AssessmentComponent> components, IReadOnlyCollection<TakenMark> marks, bool withdrawn)
    {
        var own = components.Where(c => scale.Kinds.Contains(c.Kind)).ToList();
        var plain = own.Sum(c => c.Weight) == 0 && scale.ZeroWeight == ZeroWeightRule.PlainMean;
        var counting = plain ? own : own.Where(c => c.Weight > 0).ToList();
        if (counting.Count == 0)
        {
            trace.Add(new($"{scale.Name}: zero weight", own.Count == 0 ? "no components; not counted" : $"{own.Count} components, none with weight; not counted"));
            return new(scale.Name, null, ScaleState.NotCounted, null);
        }

        var before = missing.Count;
        var parts = new List<(decimal Mark, decimal Weight)>(counting.Count);
        foreach (var component in counting)
        {
            if (Counting(component, marks, withdrawn) is { } mark)
            {
                parts.Add((mark, plain ? 1 : component.Weight));
            }
        }

        if (missing.Count > before)
        {
            trace.Add(new($"{scale.Name}: missing marks", $"{missing.Count - before} of {counting.Count} are missing ({string.Join(", ", missing.Skip(before).Select(m => m.Component))}); no figure"));
            return new(scale.Name, null, ScaleState.MarksMissing, null);
        }

        var mean = WeightedMean.Of(parts)!.Value;
        var sum = string.Join(" + ", parts.Select(p => plain ? Number(p.Mark) : $"{Number(p.Mark)}×{Number(p.Weight)}"));
        trace.Add(new($"{scale.Name}: {(plain ? "plain" : "weighted")} mean", $"({sum}) / {Number(parts.Sum(p => p.Weight))} = {Number(mean)}"));
        var figure = Rounded(rule.Rounding.Scale, mean, $"{scale.Name}: rounding", trace);
        return new(scale.Name, figure, ScaleState.Worked, Passes(figure));
    }

    public static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    public static decimal Rounded(RoundingClause? rounding, decimal value, string clause, List<TraceStep> trace)
    {
        if (rounding is null)
        {
            return value;
        }

        var rounded = rounding.Apply(value);
        if (rounded != value)
        {
            trace.Add(new(clause, $"{Number(value)} to {rounding.Decimals} dp ({rounding.Mode}) = {Number(rounded)}"));
        }

        return rounded;
    }

    private bool? Passes(decimal figure)
    {
        if (scale.PassMark is not { } needed)
        {
            return null;
        }

        trace.Add(new($"{scale.Name}: pass mark", $"{Number(figure)} {(figure >= needed ? "reaches" : "is below")} {Number(needed)}"));
        return figure >= needed;
    }

    private decimal? Counting(AssessmentComponent component, IReadOnlyCollection<TakenMark> marks, bool withdrawn)
    {
        var attempts = marks.Where(m => m.ComponentId == component.Id).ToList();
        if (attempts.Count == 0)
        {
            if (scale.NotSubmitted == NotSubmittedRule.Zero && !withdrawn)
            {
                trace.Add(new($"{scale.Name}: not submitted", $"{component.Key} counts 0"));
                return 0;
            }

            missing.Add(new(component.Key, withdrawn ? "not submitted, withdrawn" : "no mark"));
            return null;
        }

        var score = rule.Attempts == AttemptChoice.Latest ? attempts.MaxBy(a => a.Attempt).Score : attempts.Max(a => a.Score);
        if (score is not { } given)
        {
            missing.Add(new(component.Key, "submitted without a mark"));
            return null;
        }

        if (attempts.Count > 1)
        {
            trace.Add(new($"{scale.Name}: {(rule.Attempts == AttemptChoice.Latest ? "latest" : "highest")} attempt", $"{component.Key}: {Number(given)} of {string.Join(", ", attempts.OrderBy(a => a.Attempt).Select(a => a.Score is { } s ? Number(s) : "no mark"))}"));
        }

        return Rounded(rule.Rounding.Component, given, $"{scale.Name}: component rounding", trace);
    }
}
