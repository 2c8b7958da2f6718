namespace StudentRecords.Domain.Hesa.Rules.Qualifications;

/// <summary>What the Scottish Qualifications Authority may award.</summary>
public sealed class AwardingBodyId006Rule : QualityRule
{
    public override string Code => "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.006.V01";

    public override string Entity => "AwardingBodyRole";

    public override string Field => "AWARDINGBODYID";

    public override string Says => "The Scottish Qualifications Authority awards higher nationals and vocational qualifications and nothing else.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity["AWARDINGBODYID"] is { } awarder && at.Lists.ScottishAuthority.Contains(awarder);

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        at.Lists.ScottishAuthorityAwards.Contains(entity.Parent?["QUALCAT"] ?? "") ? null : $"The Scottish Qualifications Authority does not award {entity.Parent?["QUALCAT"]}.";
}
