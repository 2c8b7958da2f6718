namespace StudentRecords.Domain.Hesa.Rules.Qualifications;

/// <summary>The awarder of a qualification below degree level.</summary>
public sealed class AwardingBodyId007Rule : QualityRule
{
    public override string Code => "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.007.V01";

    public override string Entity => "AwardingBodyRole";

    public override string Field => "AWARDINGBODYID";

    public override string Says => "Who awards below degree level is known to.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => at.Lists.BelowDegree.Count > 0 && entity.Parent?["QUALCAT"] is { Length: > 0 } category && "IJCP".Contains(category[0]);

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        at.Lists.BelowDegree.Contains(entity["AWARDINGBODYID"] ?? "") || at.Lists.AwardingPowers.Contains(entity["AWARDINGBODYID"] ?? "") ? null : $"{entity["AWARDINGBODYID"]} is not known to award {entity.Parent?["QUALCAT"]}.";
}
