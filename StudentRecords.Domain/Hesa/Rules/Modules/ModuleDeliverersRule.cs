namespace StudentRecords.Domain.Hesa.Rules.Modules;

/// <summary>Deliverers that do not make 100.</summary>
public sealed class ModuleDeliverersRule : QualityRule
{
    public override string Code => "SR.Module.MDRPROPORTION.001";

    public override string Entity => "Module";

    public override string Field => "MODID";

    public override string Says => "Those who deliver a module deliver 100 per cent of it.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Children("ModuleDeliveryRole").Any();

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Children("ModuleDeliveryRole").Sum(s => s.Number("MDRPROPORTION") ?? 0) is var sum && sum != 100 ? $"The shares of delivery make {sum:0.#} per cent." : null;
}
