namespace StudentRecords.Domain.Hesa.Rules.Modules;

/// <summary>A delivery role in England.</summary>
public sealed class DeliveryNotInEnglandRule : QualityRule
{
    public override string Code => "SR.ModuleDeliveryRole.MDRHESAID.001";

    public override string Entity => "ModuleDeliveryRole";

    public override string Field => "MDRHESAID";

    public override string Says => "Who delivers a module is not returned in England.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        at.IsIn("XF") ? "Who delivers a module is not returned in England." : null;
}
