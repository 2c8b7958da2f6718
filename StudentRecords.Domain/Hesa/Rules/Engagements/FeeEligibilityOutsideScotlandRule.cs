namespace StudentRecords.Domain.Hesa.Rules.Engagements;

/// <summary>FEEELIG in Scotland.</summary>
public sealed class FeeEligibilityOutsideScotlandRule : QualityRule
{
    public override string Code => "SR.Engagement.FEEELIG.001";

    public override string Entity => "Engagement";

    public override string Field => "FEEELIG";

    public override string Says => "Fee eligibility is returned everywhere but in Scotland.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("FEEELIG") && at.IsIn("XH") ? "Fee eligibility is not returned in Scotland." : null;
}
