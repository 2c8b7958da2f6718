namespace StudentRecords.Domain.Hesa.Rules.Entry;

/// <summary>XC and XL as a home.</summary>
public sealed class HomeCountryFrameRule : QualityRule
{
    public override string Code => "SR.EntryProfile.PERMADDCOUNTRY.001";

    public override string Entity => "EntryProfile";

    public override string Field => "PERMADDCOUNTRY";

    public override string Says => "The home country is a country: neither Cyprus unspecified nor the Channel Islands as one.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("PERMADDCOUNTRY");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity["PERMADDCOUNTRY"] is "XC" or "XL" ? $"{entity["PERMADDCOUNTRY"]} is not to be used for a home." : null;
}
