namespace StudentRecords.Domain.Hesa.Rules.Engagements;

/// <summary>A leaver without end or reason.</summary>
public sealed class LeaverCompleteRule : QualityRule
{
    public override string Code => "SR.Leaver.ENGENDDATE.001";

    public override string Entity => "Leaver";

    public override string Field => "ENGENDDATE";

    public override string Says => "Who has left has an end and a reason.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("ENGENDDATE") && entity.Has("RSNENGEND") ? null : "A leaver needs both the end and the reason.";
}
