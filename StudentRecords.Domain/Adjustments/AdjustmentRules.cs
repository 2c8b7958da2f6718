using System.Globalization;

namespace StudentRecords.Domain.Adjustments;

/// <summary>Which terms can stand, by themselves and beside others of the same student.</summary>
public static class AdjustmentRules
{
    private static readonly Dictionary<AdjustmentCategory, (decimal Low, decimal High, string Unit)> Amounts = new()
    {
        [AdjustmentCategory.ExtraTime] = (1, 200, "per cent"),
        [AdjustmentCategory.RestBreaks] = (1, 60, "minutes an hour"),
        [AdjustmentCategory.ExtendedSubmissionWindow] = (1, 60, "days"),
        [AdjustmentCategory.AttendanceThreshold] = (0, 100, "per cent"),
    };

    private static readonly AdjustmentCategory[] WithNeed = [AdjustmentCategory.AlternativeFormat, AdjustmentCategory.AlternativeAssessment];

    /// <summary>Both cannot hold at once: who is exempt has no threshold.</summary>
    private static readonly (AdjustmentCategory, AdjustmentCategory)[] Contradictory = [(AdjustmentCategory.AttendanceThreshold, AdjustmentCategory.AttendanceExemption)];

    /// <summary>Unit of the category's amount; null where it has none.</summary>
    public static string? UnitOf(AdjustmentCategory category) => Amounts.TryGetValue(category, out var amount) ? amount.Unit : null;

    public static bool HasNeed(AdjustmentCategory category) => WithNeed.Contains(category);

    /// <summary>Everything that is wrong with the terms by themselves.</summary>
    public static IReadOnlyList<Refusal> Faults(AdjustmentTerms terms)
    {
        List<Refusal> faults = [];
        if (terms.To < terms.From)
        {
            faults.Add(new("END_BEFORE_START", $"It would end on {Day(terms.To.Value)}, before it begins on {Day(terms.From)}.", "F063", nameof(AdjustmentTerms.To)));
        }

        if (Amounts.TryGetValue(terms.Category, out var amount) && (terms.Amount is not { } given || given < amount.Low || given > amount.High))
        {
            faults.Add(new("AMOUNT", $"This category needs an amount between {amount.Low:0} and {amount.High:0} {amount.Unit}.", "F063", nameof(AdjustmentTerms.Amount)));
        }

        if (HasNeed(terms.Category) && terms.Need == AdjustmentNeed.None)
        {
            faults.Add(new("NEED", "This category needs the format or form that is wanted.", "F063", nameof(AdjustmentTerms.Need)));
        }

        if ((terms.Reach == AdjustmentReach.All) != (terms.ScopeKey.Length == 0))
        {
            faults.Add(new("SCOPE", "Name the programme, module or assessment that it is for, or let it reach everything.", "F063", nameof(AdjustmentTerms.ScopeKey)));
        }

        return faults;
    }

    /// <summary>Why these terms cannot stand beside another adjustment; null when they can. Keys, scope and days are told, the need is not.</summary>
    public static Refusal? Against(string key, AdjustmentTerms terms, string otherKey, AdjustmentTerms other)
    {
        if (!terms.Overlaps(other) || (terms.Reach, terms.ScopeKey) != (other.Reach, other.ScopeKey))
        {
            return null;
        }

        var both = $"{key} ({Days(terms)}) and {otherKey} ({Days(other)}), both for {(terms.Reach == AdjustmentReach.All ? "everything" : terms.ScopeKey)}";
        return terms.Category == other.Category
            ? new Refusal("OVERLAP", $"The same is granted twice: {both}. End one of them, or send the change as a new version of it.", "F063")
            : Contradictory.Any(c => c == (terms.Category, other.Category) || c == (other.Category, terms.Category))
                ? new Refusal("CONTRADICTION", $"These cannot hold at once: {both}. End one of them.", "F063")
                : null;
    }

    private static string Days(AdjustmentTerms terms) => $"{Day(terms.From)} to {(terms.To is { } to ? Day(to) : "no end")}";

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
}
