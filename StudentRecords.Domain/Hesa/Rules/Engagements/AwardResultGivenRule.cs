namespace StudentRecords.Domain.Hesa.Rules.Engagements;

/// <summary>An award without a result.</summary>
public sealed class AwardResultGivenRule : QualityRule
{
    public override string Code => "SR.QualificationAwarded.QUALAWARDRESULT.001";

    public override string Entity => "QualificationAwarded";

    public override string Field => "QUALAWARDRESULT";

    public override string Says => "An award has its class: in England always, elsewhere where it is a degree with classes.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => at.IsIn("XF") || at.Qualification(entity["QUALID"])?.Category is "M0002" or "H0003" or "H0004" or "H0005" or "H0009" or "I0001";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("QUALAWARDRESULT") ? null : "No result of the award is recorded.";
}
