using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Web.Components.Pages.Adjustments.Plan;

/// <summary>What is typed when an adjustment is granted or changed.</summary>
public sealed class GrantAnswers
{
    public string Key { get; set; } = "";
    public string Case { get; set; } = "";
    public AdjustmentCategory Category { get; set; }
    public AdjustmentReach Reach { get; set; }
    public string ScopeKey { get; set; } = "";
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public DateOnly? ReviewOn { get; set; }
    public decimal? Amount { get; set; }
    public AdjustmentNeed Need { get; set; }

    public static GrantAnswers Of(ReasonableAdjustment held) => new()
    {
        Key = held.Key, Case = held.CaseReference, Category = held.Category, Reach = held.Reach, ScopeKey = held.ScopeKey, From = held.From, To = held.To, ReviewOn = held.ReviewOn, Amount = held.Amount, Need = held.Need,
    };

    /// <summary>As the contract of F063 reads it; what the category does not have is left out.</summary>
    public AdjustmentOutcome ToOutcome(string student) => new()
    {
        Student = new PersonRef("SIS", student), Case = Case.Trim(), Adjustment = Key, Category = Category, Scope = Reach, ScopeKey = Reach == AdjustmentReach.All ? null : ScopeKey.Trim(),
        From = From ?? default, To = To, ReviewOn = ReviewOn, Amount = AdjustmentRules.UnitOf(Category) is null ? null : Amount, Need = AdjustmentRules.HasNeed(Category) ? Need : AdjustmentNeed.None,
    };
}
