namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>02 outside Wales, 96 in Wales.</summary>
public sealed class OutcomeByNationRule : QualityRule
{
    public override string Code => "SR.ModuleInstance.MODULEOUTCOME.002";

    public override string Entity => "ModuleInstance";

    public override string Field => "MODULEOUTCOME";

    public override string Says => "Partial completion is returned in Wales only, and \"not coded\" everywhere else.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("MODULEOUTCOME");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity["MODULEOUTCOME"] == "02" && !at.IsIn("XI") ? "Partial completion is returned in Wales only." : entity["MODULEOUTCOME"] == "96" && at.IsIn("XI") ? "Not coded is not taken in Wales." : null;
}
