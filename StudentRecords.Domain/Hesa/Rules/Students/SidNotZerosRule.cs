namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>An identifier of zeros only.</summary>
public sealed class SidNotZerosRule : QualityRule
{
    public override string Code => "SR.Student.SID.001";

    public override string Entity => "Student";

    public override string Field => "SID";

    public override string Says => "A student identifier is not made of zeros.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("SID");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity["SID"]!.All(c => c == '0') ? "The identifier is nothing but zeros." : null;
}
