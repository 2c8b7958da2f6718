using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>The check digit of a unique learner number.</summary>
public sealed class UlnCheckDigitRule : QualityRule
{
    public override string Code => "SR.Student.ULN.001";

    public override string Entity => "Student";

    public override string Field => "ULN";

    public override string Says => "A unique learner number has the right check digit.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("ULN");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        Uln.IsValid(entity["ULN"]!) ? null : $"{entity["ULN"]} is not a unique learner number.";
}
