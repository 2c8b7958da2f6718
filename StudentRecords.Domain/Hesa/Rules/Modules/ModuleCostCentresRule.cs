namespace StudentRecords.Domain.Hesa.Rules.Modules;

/// <summary>Cost centres that do not make 100.</summary>
public sealed class ModuleCostCentresRule : QualityRule
{
    public override string Code => "SR.Module.COSTCNPROPORTION.001";

    public override string Entity => "Module";

    public override string Field => "MODID";

    public override string Says => "The cost centres of a module make 100 per cent.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Children("ModuleCostCentre").Any();

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Children("ModuleCostCentre").Sum(s => s.Number("COSTCNPROPORTION") ?? 0) is var sum && sum != 100 ? $"The cost centres make {sum:0.#} per cent." : null;
}
