namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>Students funded by the Student Loans Company without a number.</summary>
public sealed class SupportNumberOfFundedRule : QualityRule
{
    public override string Code => "SR.Student.SSN.003";

    public override string Entity => "Student";

    public override string Field => "SSN";

    public override string Says => "Whose fee the Student Loans Company pays has a Student Support Number.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Below("StudentCourseSession").Any(s => s["INVOICEHESAID"] == "5026");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("SSN") ? null : "The Student Loans Company pays a fee, and there is no Student Support Number.";
}
