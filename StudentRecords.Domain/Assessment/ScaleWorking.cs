using System.Globalization;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Assessment;

/// <summary>Works one scale of one registration and writes down how.</summary>
internal sealed class ScaleWorking(MarkRuleClauses rule, ScaleClause scale, IReadOnlyCollection<MarkTreatment> treatments, List<TraceStep> trace, List<MissingMark> missing)
{
    /// <summary>Whether a further attempt is among what counted.</summary>
    public bool CountsFurtherAttempt { get; private set; }

    public ScaleFigure Work(IReadOnlyList<AssessmentComponent> components, IReadOnlyCollection<TakenMark> marks, bool withdrawn)
    {
        var own = components.Where(c => scale.Kinds.Contains(c.Kind)).Where(IsCounted).ToList();
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

    private bool IsCounted(AssessmentComponent component)
    {
        if (treatments.FirstOrDefault(t => t.Kind == TreatmentKind.ComponentWaived && t.Touches(component.Id)) is not { } waiver)
        {
            return true;
        }

        trace.Add(new($"{scale.Name}: component waived", $"{component.Key} does not count; the mark comes from the rest ({waiver.Code})"));
        return false;
    }

    private decimal? Counting(AssessmentComponent component, IReadOnlyCollection<TakenMark> marks, bool withdrawn)
    {
        if (treatments.FirstOrDefault(t => t.Kind is TreatmentKind.ComponentZero or TreatmentKind.ModuleZero or TreatmentKind.ModuleZeroWithoutCredit && t.Touches(component.Id)) is { } zero)
        {
            trace.Add(new($"{scale.Name}: misconduct", $"{component.Key} counts 0 ({zero.Code})"));
            return 0;
        }

        var all = marks.Where(m => m.ComponentId == component.Id).ToList();
        var aside = treatments.Where(t => t.Kind == TreatmentKind.AttemptSetAside && t.Touches(component.Id)).ToList();
        foreach (var (treatment, mark) in aside.SelectMany(t => all.Where(m => t.Touches(component.Id, m.Attempt)).Select(m => (t, m))))
        {
            trace.Add(new($"{scale.Name}: attempt set aside", $"{component.Key}: attempt {mark.Attempt} does not count, the next takes its number ({treatment.Code})"));
        }

        var taken = all.Where(m => !aside.Exists(t => t.Touches(component.Id, m.Attempt))).ToList();
        if (taken.Count == 0)
        {
            return NotTaken(component, aside.FirstOrDefault(), withdrawn);
        }

        var working = new AttemptWorking(rule, scale.Name, component, treatments);
        var attempts = taken.Select(m => working.Work(m, m.Attempt - aside.Count(t => t.Attempt < m.Attempt))).OrderBy(a => a.Attempt).ToList();
        var counts = rule.Attempts == AttemptChoice.Latest ? attempts[^1] : attempts.MaxBy(a => a.Value ?? -1)!;
        if (counts.Value is not { } given)
        {
            missing.Add(new(component.Key, "submitted without a mark"));
            return null;
        }

        CountsFurtherAttempt |= counts.Number >= (rule.Cap?.FromAttempt ?? 2);
        if (attempts.Count > 1)
        {
            trace.Add(new($"{scale.Name}: {(rule.Attempts == AttemptChoice.Latest ? "latest" : "highest")} attempt", $"{component.Key}: {Number(counts.BeforeRounding!.Value)} of {string.Join(", ", attempts.Select(a => a.BeforeRounding is { } s ? Number(s) : "no mark"))}"));
        }

        trace.AddRange(counts.Steps);
        return given;
    }

    private decimal? NotTaken(AssessmentComponent component, MarkTreatment? aside, bool withdrawn)
    {
        if (aside is null && scale.NotSubmitted == NotSubmittedRule.Zero && !withdrawn)
        {
            trace.Add(new($"{scale.Name}: not submitted", $"{component.Key} counts 0"));
            return 0;
        }

        missing.Add(new(component.Key, aside is not null ? $"to be taken again ({aside.Code})" : withdrawn ? "not submitted, withdrawn" : "no mark"));
        return null;
    }
}
