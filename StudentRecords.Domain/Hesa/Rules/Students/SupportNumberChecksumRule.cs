using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>The checksum of a Student Support Number.</summary>
public sealed class SupportNumberChecksumRule : QualityRule
{
    public override string Code => "SR.Student.SSN.001";

    public override string Entity => "Student";

    public override string Field => "SSN";

    public override string Says => "A Student Support Number's last letter is the one that the others give.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("SSN");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        SupportNumber.IsValid(entity["SSN"]!) ? null : $"{entity["SSN"]} does not have the last letter that the rest gives.";
}
