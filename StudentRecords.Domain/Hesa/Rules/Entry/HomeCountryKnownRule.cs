namespace StudentRecords.Domain.Hesa.Rules.Entry;

/// <summary>A home country that is not known.</summary>
public sealed class HomeCountryKnownRule : QualityRule
{
    public override string Code => "SR.EntryProfile.PERMADDCOUNTRY.002";

    public override string Entity => "EntryProfile";

    public override string Field => "PERMADDCOUNTRY";

    public override string Says => "The home country is known.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("PERMADDCOUNTRY");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity["PERMADDCOUNTRY"] is "ZZ" or "97" ? "The home country is not known." : null;
}
