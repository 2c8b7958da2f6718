namespace StudentRecords.Domain.Adjustments;

/// <summary>What is granted, for what, and for how long.</summary>
public sealed record AdjustmentTerms
{
    public required AdjustmentCategory Category { get; init; }

    public AdjustmentReach Reach { get; init; }

    /// <summary>Programme, module or component that it is for; empty where it reaches everything.</summary>
    public string ScopeKey { get; init; } = "";

    public required DateOnly From { get; init; }

    /// <summary>Last day; open when null.</summary>
    public DateOnly? To { get; init; }

    /// <summary>When Wellbeing means to look at it again.</summary>
    public DateOnly? ReviewOn { get; init; }

    /// <summary>Per cent, minutes or days as the category says; null where it has none.</summary>
    public decimal? Amount { get; init; }

    public AdjustmentNeed Need { get; init; }

    public bool Overlaps(AdjustmentTerms other) => From <= (other.To ?? DateOnly.MaxValue) && other.From <= (To ?? DateOnly.MaxValue);

    public bool Covers(ScopedComponent component) => Reach switch
    {
        AdjustmentReach.All => true,
        AdjustmentReach.Programme => component.Programme == ScopeKey,
        AdjustmentReach.Module => component.Module == ScopeKey,
        _ => component.Component == ScopeKey,
    };

    /// <summary>In force on the day; a component without a due day is always reached.</summary>
    public bool HoldsOn(DateOnly? day) => day is not { } d || (d >= From && d <= (To ?? DateOnly.MaxValue));
}
