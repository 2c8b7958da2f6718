namespace StudentRecords.Domain.Hesa.Rules.Modules;

/// <summary>A delivery role of the institution for the whole.</summary>
public sealed class DeliveryOfLessThanAllRule : QualityRule
{
    public override string Code => "SR.ModuleDeliveryRole.MDRHESAID.002";

    public override string Entity => "ModuleDeliveryRole";

    public override string Field => "MDRPROPORTION";

    public override string Says => "Who delivers a module is returned only where the institution does not deliver all of it.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity["MDRHESAID"] == at.Institution.Ukprn && entity.Number("MDRPROPORTION") == 100 ? "The institution delivers all of it; no role is returned then." : null;
}
