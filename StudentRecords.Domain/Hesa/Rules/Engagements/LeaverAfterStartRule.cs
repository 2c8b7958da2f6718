namespace StudentRecords.Domain.Hesa.Rules.Engagements;

/// <summary>An end before the start.</summary>
public sealed class LeaverAfterStartRule : QualityRule
{
    public override string Code => "SR.Leaver.ENGENDDATE.002";

    public override string Entity => "Leaver";

    public override string Field => "ENGENDDATE";

    public override string Says => "Nobody leaves before they began.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("ENGENDDATE") && entity.Parent?.Has("ENGSTARTDATE") == true;

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Date("ENGENDDATE") < entity.Parent!.Date("ENGSTARTDATE") ? $"Ended on {entity["ENGENDDATE"]}, before the start on {entity.Parent!["ENGSTARTDATE"]}." : null;
}
