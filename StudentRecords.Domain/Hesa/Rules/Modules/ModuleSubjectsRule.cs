namespace StudentRecords.Domain.Hesa.Rules.Modules;

/// <summary>Subjects of a module that do not make 100.</summary>
public sealed class ModuleSubjectsRule : QualityRule
{
    public override string Code => "SR.Module.MODPROPORTION.001";

    public override string Entity => "Module";

    public override string Field => "MODID";

    public override string Says => "The subjects of a module make 100 per cent.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Children("ModuleSubject").Any();

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Children("ModuleSubject").Sum(s => s.Number("MODPROPORTION") ?? 0) is var sum && sum != 100 ? $"The subjects make {sum:0.#} per cent." : null;
}
