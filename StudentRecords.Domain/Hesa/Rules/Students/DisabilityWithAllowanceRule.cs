namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>A Disabled Students' Allowance without a disability.</summary>
public sealed class DisabilityWithAllowanceRule : QualityRule
{
    public override string Code => "SR.Student.DISABILITY.001";

    public override string Entity => "Student";

    public override string Field => "SID";

    public override string Says => "Who has a Disabled Students' Allowance has a disability returned.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Below("StudentFinancialSupport").Any(s => s["FINSUPTYPE"] == "100");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Children("Disability").Any(d => d["DISABILITY"] is not (null or "95" or "98" or "99")) ? null : "A Disabled Students' Allowance is returned and no disability.";
}
