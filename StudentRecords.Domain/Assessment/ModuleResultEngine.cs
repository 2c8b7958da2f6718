using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Assessment;

/// <summary>Works module results by one version of one mark rule. Decimals throughout; a missing mark is an error in the result, never a number.</summary>
public sealed class ModuleResultEngine(string ruleCode, int ruleVersion, MarkRuleClauses rule)
{
    public string RuleCode => ruleCode;

    public int RuleVersion => ruleVersion;

    public MarkRuleClauses Rule => rule;

    /// <param name="components">The components of the occurrence.</param>
    /// <param name="marks">The current marks of one registration, every attempt.</param>
    /// <param name="withdrawn">The student left the module: what was not submitted is missing, never 0.</param>
    /// <param name="treatments">What adjustments, circumstances and misconduct outcomes do to these marks; in which order they came makes no difference.</param>
    public ModuleResultFigure Work(IReadOnlyList<AssessmentComponent> components, IReadOnlyCollection<TakenMark> marks, bool withdrawn, IReadOnlyCollection<MarkTreatment>? treatments = null)
    {
        List<TraceStep> trace = [];
        List<MissingMark> missing = [];
        var workings = rule.Scales.Select(s => new ScaleWorking(rule, s, treatments ?? [], trace, missing)).ToList();
        var scales = workings.Select(w => w.Work(components, marks, withdrawn)).ToList();
        var overall = Overall(scales, trace);
        if (rule.Cap is { Of: not CapReach.Component } cap && workings.Exists(w => w.CountsFurtherAttempt))
        {
            (scales, overall) = ([.. scales.Select(s => s.Mark > cap.At ? s with { Mark = cap.At } : s)], overall > cap.At ? cap.At : overall);
            trace.Add(new("Module: cap", $"something was taken again; the module counts {ScaleWorking.Number(cap.At)} at most"));
        }

        var (passes, grade, clause) = Judge(scales, overall, missing, trace);
        if (treatments?.FirstOrDefault(t => t.Kind == TreatmentKind.ModuleZeroWithoutCredit) is { } without)
        {
            (passes, clause) = (false, $"No credit may be given ({without.Code})");
            trace.Add(new("Pass", clause));
        }

        return new ModuleResultFigure
        {
            Scales = scales, Overall = overall, Grade = grade, Passes = passes, Clause = clause,
            Missing = missing, Trace = trace, RuleCode = ruleCode, RuleVersion = ruleVersion,
        };
    }

    private decimal? Overall(List<ScaleFigure> scales, List<TraceStep> trace)
    {
        if (rule.Overall is not { } overall)
        {
            trace.Add(new("Overall", "the rule keeps the scales apart; no overall mark"));
            return null;
        }

        var shared = scales.Where(s => s.State != ScaleState.NotCounted && overall.Shares.GetValueOrDefault(s.Scale) > 0).ToList();
        if (shared.Count == 0 || shared.Any(s => s.Mark is null))
        {
            trace.Add(new("Overall", "not every scale that it is made of has a figure; no overall mark"));
            return null;
        }

        var parts = shared.Select(s => (s.Mark!.Value, overall.Shares[s.Scale])).ToList();
        var mean = WeightedMean.Of(parts)!.Value;
        trace.Add(new("Overall: shares", $"{string.Join(" + ", shared.Select(s => $"{s.Scale} {ScaleWorking.Number(s.Mark!.Value)}×{ScaleWorking.Number(overall.Shares[s.Scale])}"))} over {ScaleWorking.Number(parts.Sum(p => p.Item2))} = {ScaleWorking.Number(mean)}"));
        return ScaleWorking.Rounded(rule.Rounding.Final, mean, "Overall: rounding", trace);
    }

    private (bool? Passes, string? Grade, string Clause) Judge(List<ScaleFigure> scales, decimal? overall, List<MissingMark> missing, List<TraceStep> trace)
    {
        var counted = scales.Where(s => s.State != ScaleState.NotCounted).ToList();
        if (missing.Count > 0 || counted.Count == 0)
        {
            var open = counted.Count == 0 ? "No component counts" : missing.Count == 1 ? "1 mark missing" : $"{missing.Count} marks missing";
            trace.Add(new("Pass", $"{open}; cannot be said"));
            return (null, null, open);
        }

        var below = counted.Where(s => s.Passes == false).Select(s => s.Scale).ToList();
        if (below.Count > 0)
        {
            var fails = rule.Grade?.Bands.Where(b => !b.Passes).MaxBy(b => b.From)?.Name;
            return (false, fails, $"{string.Join(" and ", below)} below the pass mark");
        }

        var basis = rule.Grade?.From == GradeBasis.Overall ? overall : counted.Min(s => s.Mark);
        if (rule.Grade is not { } grade || basis is not { } mark)
        {
            return counted.Any(s => s.Passes == true) ? (true, null, "Every scale passed") : (null, null, "The rule names no pass mark");
        }

        var band = grade.Bands.Where(b => b.From <= mark).MaxBy(b => b.From)!;
        trace.Add(new("Grade", $"{(grade.From == GradeBasis.Overall ? "overall" : "lowest scale")} {ScaleWorking.Number(mark)} is in {band.Name}, from {ScaleWorking.Number(band.From)}"));
        return (band.Passes, band.Name, $"Grade band {band.Name} from {ScaleWorking.Number(band.From)}");
    }
}
