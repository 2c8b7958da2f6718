namespace StudentRecords.Domain.Hesa.Rules.Engagements;

/// <summary>A visiting-study qualification as an award.</summary>
public sealed class AwardNotVisitingRule : QualityRule
{
    public override string Code => "SR.QualificationAwarded.QUALID.001";

    public override string Entity => "QualificationAwarded";

    public override string Field => "QUALID";

    public override string Says => "Nobody is awarded a visiting study.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => at.Qualification(entity["QUALID"])?.Category is "D0005" or "E0005" or "H0020" or "I0013" or "L0003" or "M0024";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        $"{at.Qualification(entity["QUALID"])!.Category} is visiting study and cannot be awarded.";
}
