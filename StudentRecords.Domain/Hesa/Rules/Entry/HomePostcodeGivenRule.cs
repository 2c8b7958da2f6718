namespace StudentRecords.Domain.Hesa.Rules.Entry;

/// <summary>A home in the United Kingdom or the islands without a postcode.</summary>
public sealed class HomePostcodeGivenRule : QualityRule
{
    public override string Code => "SR.EntryProfile.PERMADDPOSTCODE.001";

    public override string Entity => "EntryProfile";

    public override string Field => "PERMADDPOSTCODE";

    public override string Says => "Who comes from the United Kingdom has a home postcode.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => UnitedKingdom.Holds(entity["PERMADDCOUNTRY"]);

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("PERMADDPOSTCODE") ? null : $"The home is in {entity["PERMADDCOUNTRY"]} and has no postcode.";
}
