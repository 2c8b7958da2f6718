namespace StudentRecords.Domain.Hesa.Rules.Engagements;

/// <summary>RSNENGEND 98, which is to become 01 or 11.</summary>
public sealed class LeaverReasonSettledRule : QualityRule
{
    public override string Code => "SR.Leaver.RSNENGEND.001";

    public override string Entity => "Leaver";

    public override string Field => "RSNENGEND";

    public override string Says => "Whether somebody who left got an award becomes known.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("RSNENGEND");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity["RSNENGEND"] == "98" ? "Left, award not yet known: say 01 or 11 when it is." : null;
}
