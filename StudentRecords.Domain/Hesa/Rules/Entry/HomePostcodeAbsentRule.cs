namespace StudentRecords.Domain.Hesa.Rules.Entry;

/// <summary>A home abroad with a postcode.</summary>
public sealed class HomePostcodeAbsentRule : QualityRule
{
    public override string Code => "SR.EntryProfile.PERMADDPOSTCODE.002";

    public override string Entity => "EntryProfile";

    public override string Field => "PERMADDPOSTCODE";

    public override string Says => "Who comes from elsewhere has none.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("PERMADDCOUNTRY") && !UnitedKingdom.Holds(entity["PERMADDCOUNTRY"]);

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("PERMADDPOSTCODE") ? $"The home is in {entity["PERMADDCOUNTRY"]} and has a postcode." : null;
}
