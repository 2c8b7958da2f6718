using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Assessment;

/// <summary>What is wrong with a mark rule that contradicts itself or leaves a gap.</summary>
internal static class MarkRuleFaults
{
    public static IEnumerable<Refusal> Of(MarkRuleClauses rule) => [.. Scales(rule), .. Overall(rule), .. Rounding(rule.Rounding), .. Stages(rule), .. Grades(rule)];

    private static IEnumerable<Refusal> Scales(MarkRuleClauses rule)
    {
        if (rule.Scales.Count == 0)
        {
            yield return Fault("The rule has no scales.", "scales");
        }

        foreach (var name in rule.Scales.GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1 || string.IsNullOrWhiteSpace(g.Key)))
        {
            yield return Fault($"Every scale needs a name of its own; '{name.Key}' is not.", "scales");
        }

        foreach (var kind in rule.Scales.SelectMany(s => s.Kinds).GroupBy(k => k).Where(g => g.Count() > 1))
        {
            yield return Fault($"{kind.Key} is on more than one scale.", "scales");
        }

        foreach (var kind in Enum.GetValues<ComponentKind>().Where(k => !rule.Scales.Any(s => s.Kinds.Contains(k))))
        {
            yield return Fault($"{kind} is on no scale.", "scales");
        }

        foreach (var scale in rule.Scales.Where(s => s.PassMark is < 0 or > 100))
        {
            yield return Fault($"The pass mark of {scale.Name} is not between 0 and 100.", "scales");
        }
    }

    private static IEnumerable<Refusal> Overall(MarkRuleClauses rule)
    {
        if (rule.Overall is not { } overall)
        {
            yield break;
        }

        foreach (var name in overall.Shares.Keys.Where(n => rule.Scales.All(s => s.Name != n)))
        {
            yield return Fault($"The overall mark takes a share of '{name}', which is no scale.", "overall");
        }

        if (overall.Shares.Values.Any(s => s < 0) || overall.Shares.Values.Sum() <= 0)
        {
            yield return Fault("Shares are not negative and one at least is above 0.", "overall");
        }
    }

    private static IEnumerable<Refusal> Rounding(RoundingClauses rounding) =>
        new[] { rounding.Component, rounding.Scale, rounding.Final }.Where(r => r is { Decimals: < 0 or > 8 })
            .Select(r => Fault($"{r!.Decimals} decimal places cannot be rounded to; 0 to 8 can.", "rounding"));

    private static IEnumerable<Refusal> Stages(MarkRuleClauses rule)
    {
        if (rule.Order.Count == 0 || rule.Order[0] != MarkStage.Raw || !rule.Order.Order().SequenceEqual(Enum.GetValues<MarkStage>()))
        {
            yield return Fault("The order begins with raw and names each of late, misconduct, cap and round once.", "order");
        }

        if (rule.Late is { } late && (late.Bands.Count == 0 || late.Bands.Zip(late.Bands.Skip(1)).Any(b => b.First.UpTo >= b.Second.UpTo)
            || late.Bands.Any(b => b.UpTo < 1 || b.Share is < 0 or > 100 || b.Points is < 0 or > 100 || b.Floor is < 0 or > 100 || b.HeldAt is < 0 or > 100) || late.After is < 0 or > 100))
        {
            yield return Fault("Late bands go from few days to many, and take between 0 and 100.", "late");
        }

        if (rule.Cap is { At: < 0 or > 100 } or { FromAttempt: < 2 })
        {
            yield return Fault("A cap is between 0 and 100 and begins with the second attempt or a later one.", "cap");
        }
    }

    private static IEnumerable<Refusal> Grades(MarkRuleClauses rule)
    {
        if (rule.Grade is not { } grade)
        {
            yield break;
        }

        if (grade.From == GradeBasis.Overall && rule.Overall is null)
        {
            yield return Fault("Grades are taken from the overall mark, but the rule works none.", "grade");
        }

        if (grade.Bands.All(b => b.From != 0))
        {
            yield return Fault("No band begins at 0, so that low marks have no grade.", "grade");
        }

        if (grade.Bands.Any(b => b.From is < 0 or > 100) || grade.Bands.GroupBy(b => b.From).Any(g => g.Count() > 1))
        {
            yield return Fault("Bands begin between 0 and 100, each at a mark of its own.", "grade");
        }

        var upwards = grade.Bands.OrderBy(b => b.From).ToList();
        if (upwards.Zip(upwards.Skip(1)).Any(p => p.First.Passes && !p.Second.Passes))
        {
            yield return Fault("A higher band fails where a lower one passes.", "grade");
        }
    }

    private static Refusal Fault(string sentence, string clause) => new("RULE_FAULT", sentence, clause);
}
