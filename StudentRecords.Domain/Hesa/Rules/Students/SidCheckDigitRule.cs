using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>The check digit of a SID or HUSID.</summary>
public sealed class SidCheckDigitRule : QualityRule
{
    public override string Code => "SR.Student.SID.003";

    public override string Entity => "Student";

    public override string Field => "SID";

    public override string Says => "The identifier's check digit is right.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("SID");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        Sid.TryParse(entity["SID"], out _) ? null : $"{entity["SID"]} does not have the check digit that its digits give.";
}
