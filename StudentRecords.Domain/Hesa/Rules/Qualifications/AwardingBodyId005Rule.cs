namespace StudentRecords.Domain.Hesa.Rules.Qualifications;

/// <summary>What Pearson may award.</summary>
public sealed class AwardingBodyId005Rule : QualityRule
{
    public override string Code => "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.005.V01";

    public override string Entity => "AwardingBodyRole";

    public override string Field => "AWARDINGBODYID";

    public override string Says => "Pearson awards higher national diplomas and certificates and nothing else.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity["AWARDINGBODYID"] is { } awarder && at.Lists.Pearson.Contains(awarder);

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        at.Lists.PearsonAwards.Contains(entity.Parent?["QUALCAT"] ?? "") ? null : $"Pearson does not award {entity.Parent?["QUALCAT"]}.";
}
