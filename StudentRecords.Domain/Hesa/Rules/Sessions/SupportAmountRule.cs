namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>An amount where there must be one, and none where there must not.</summary>
public sealed class SupportAmountRule : QualityRule
{
    public override string Code => "SR.StudentFinancialSupport.FINSUPAMOUNT.001";

    public override string Entity => "StudentFinancialSupport";

    public override string Field => "FINSUPAMOUNT";

    public override string Says => "Bursaries and fee waivers have an amount, Disabled Students' Allowances none.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity["FINSUPTYPE"] is "001" or "002" or "003" or "004" or "200" or "100";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity["FINSUPTYPE"] == "100" ? entity.Has("FINSUPAMOUNT") ? "An allowance of type 100 has no amount." : null : entity.Has("FINSUPAMOUNT") ? null : $"Support of type {entity["FINSUPTYPE"]} needs its amount.";
}
