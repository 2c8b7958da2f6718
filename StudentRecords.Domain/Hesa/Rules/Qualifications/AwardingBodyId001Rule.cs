namespace StudentRecords.Domain.Hesa.Rules.Qualifications;

/// <summary>Degree-level award with an awarder of eight characters.</summary>
public sealed class AwardingBodyId001Rule : QualityRule
{
    public override string Code => "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.001.V01";

    public override string Entity => "AwardingBodyRole";

    public override string Field => "AWARDINGBODYID";

    public override string Says => "An awarder of degrees that has a UKPRN holds degree awarding powers.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => at.Lists.AwardingPowers.Count > 0 && entity["AWARDINGBODYID"] is { Length: 8 } && entity.Parent?["QUALCAT"] is { Length: > 0 } category && "DELMH".Contains(category[0]);

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        at.Lists.AwardingPowers.Contains(entity["AWARDINGBODYID"]!) ? null : $"{entity["AWARDINGBODYID"]} is not known to hold degree awarding powers and awards {entity.Parent?["QUALCAT"]}.";
}
