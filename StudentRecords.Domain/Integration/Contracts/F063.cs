using StudentRecords.Domain.Adjustments;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F063 ReasonableAdjustmentApproved, -Amended, DsaEntitlementRecorded, RuleTreatmentGranted: an approved outcome. There is no field for a narrative, and none is taken.</summary>
public sealed record AdjustmentOutcome : IMayEnd
{
    public required PersonRef Student { get; init; }

    /// <summary>Wellbeing's case.</summary>
    public required string Case { get; init; }

    /// <summary>Wellbeing's id of the adjustment.</summary>
    public required string Adjustment { get; init; }
    public required AdjustmentCategory Category { get; init; }
    public AdjustmentReach Scope { get; init; }
    public string? ScopeKey { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; init; }
    public DateOnly? ReviewOn { get; init; }
    public decimal? Amount { get; init; }
    public AdjustmentNeed Need { get; init; }

    public AdjustmentTerms Terms => new() { Category = Category, Reach = Scope, ScopeKey = ScopeKey ?? "", From = From, To = To, ReviewOn = ReviewOn, Amount = Amount, Need = Need };

    /// <summary>An amendment after which it holds no longer.</summary>
    public bool Ends(string message, DateOnly today) => message == "ReasonableAdjustmentAmended" && To < today;

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/case", Case, 60).Text("/adjustment", Adjustment, 60)
        .That(Enum.IsDefined(Category), "/category", "is no category.").That(Enum.IsDefined(Scope), "/scope", "is no scope.").That(Enum.IsDefined(Need), "/need", "is no format or form.")
        .Rule("/to", "lies before from.").Rule("/amount", "lacks, or lies outside the limits of a category that has an amount.").Rule("/need", "lacks in a category that needs one.")
        .Rule("/scopeKey", "lacks where the scope is not All, or is there where it is.").Faulty(AdjustmentRules.Faults(Terms));
}

/// <summary>F063 ReasonableAdjustmentEnded: an adjustment stops before its time.</summary>
public sealed record AdjustmentEnd
{
    public required PersonRef Student { get; init; }
    public required string Adjustment { get; init; }
    public required DateOnly EndsOn { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/adjustment", Adjustment, 60);
}
