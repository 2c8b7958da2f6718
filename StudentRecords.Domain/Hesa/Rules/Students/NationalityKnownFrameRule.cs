namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>XC and XL as a nationality.</summary>
public sealed class NationalityKnownFrameRule : QualityRule
{
    public override string Code => "SR.Student.NATION.001";

    public override string Entity => "Student";

    public override string Field => "NATION";

    public override string Says => "A nationality is a country: neither Cyprus unspecified nor the Channel Islands as one.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("NATION");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity["NATION"] is "XC" or "XL" ? $"{entity["NATION"]} is not to be used for a nationality." : null;
}
