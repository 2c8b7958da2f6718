using StudentRecords.Domain.Adjustments;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Web.Components.Shared;

namespace StudentRecords.Web.Components.Pages.Adjustments;

/// <summary>How adjustments and their effects are written.</summary>
public static class AdjustmentWords
{
    /// <summary>"25 per cent", "Large print", or nothing.</summary>
    public static string What(AdjustmentCategory category, decimal? amount, AdjustmentNeed need) =>
        amount is { } a && AdjustmentRules.UnitOf(category) is { } unit ? $"{Words.Of(a)} {unit}" : need == AdjustmentNeed.None ? "" : Words.Of(need);

    public static string Scope(AdjustmentReach reach, string key) => reach == AdjustmentReach.All ? "Everything" : $"{Words.Of(reach)} {key}";

    public static string Days(DateOnly from, DateOnly? to) => to is { } end ? $"{Words.Of(from)} to {Words.Of(end)}" : $"from {Words.Of(from)}";

    /// <summary>"62 becomes 68", and whether it now passes.</summary>
    public static string Mark(MarkChange? mark) => mark is null ? "Marks stay as they are."
        : mark.IsNone ? $"The module stays at {Figure(mark.Before)}." : $"The module's figure {Figure(mark.Before)} becomes {Figure(mark.After)}{(mark.PassesBefore == mark.PassesAfter ? "" : mark.PassesAfter switch { true => ", a pass", false => ", a fail", _ => ", open" })}.";

    private static string Figure(decimal? figure) => figure is { } known ? Words.Of(known) : "(no figure yet)";
}
