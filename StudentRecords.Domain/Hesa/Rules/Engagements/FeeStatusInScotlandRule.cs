namespace StudentRecords.Domain.Hesa.Rules.Engagements;

/// <summary>FEESTATUS outside Scotland.</summary>
public sealed class FeeStatusInScotlandRule : QualityRule
{
    public override string Code => "SR.Engagement.FEESTATUS.001";

    public override string Entity => "Engagement";

    public override string Field => "FEESTATUS";

    public override string Says => "Fee status is returned in Scotland and nowhere else.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("FEESTATUS") && !at.IsIn("XH") ? "Fee status is returned in Scotland only." : null;
}
