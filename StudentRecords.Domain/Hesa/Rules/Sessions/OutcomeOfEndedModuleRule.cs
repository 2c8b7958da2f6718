namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>An outcome without an end.</summary>
public sealed class OutcomeOfEndedModuleRule : QualityRule
{
    public override string Code => "SR.ModuleInstance.MODULEOUTCOME.001";

    public override string Entity => "ModuleInstance";

    public override string Field => "MODULEOUTCOME";

    public override string Says => "An outcome is of a module that has ended.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("MODULEOUTCOME");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("MODINSTENDDATE") ? null : "An outcome is returned of a module that has no end.";
}
