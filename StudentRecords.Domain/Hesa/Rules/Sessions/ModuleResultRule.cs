namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>MODULERESULT outside its coverage.</summary>
public sealed class ModuleResultRule : QualityRule
{
    public override string Code => "SR.ModuleInstance.MODULERESULT.001";

    public override string Entity => "ModuleInstance";

    public override string Field => "MODULERESULT";

    public override string Says => "A module result is returned in Northern Ireland, of students on initiative 004 who completed.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("MODULERESULT");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        at.IsIn("XG") && entity["MODULEOUTCOME"] == "01" && entity.Above("Engagement")!.Children("StudentInitiative").Any(i => i["STUINITID"] == "004") ? null : "A module result is not collected here.";
}
