namespace StudentRecords.Domain.Hesa.Rules.Engagements;

/// <summary>An award without its qualification.</summary>
public sealed class AwardKnownRule : QualityRule
{
    public override string Code => "SR.QualificationAwarded.QUALID.002";

    public override string Entity => "QualificationAwarded";

    public override string Field => "QUALID";

    public override string Says => "An award names a qualification of the return.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        at.Qualification(entity["QUALID"]) is null ? $"There is no qualification {entity["QUALID"]} in the return." : null;
}
