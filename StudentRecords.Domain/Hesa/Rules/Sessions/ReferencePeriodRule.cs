namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>Another reference period than 01.</summary>
public sealed class ReferencePeriodRule : QualityRule
{
    public override string Code => "SR.ReferencePeriodStudentLoad.REFPERIOD.001";

    public override string Entity => "ReferencePeriodStudentLoad";

    public override string Field => "REFPERIOD";

    public override string Says => "An annual collection has one reference period, 01.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity["REFPERIOD"] == "01" ? null : $"Reference period {entity["REFPERIOD"]} was of 21056 only.";
}
