namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>ELQ where it is collected.</summary>
public sealed class ElqGivenRule : QualityRule
{
    public override string Code => "SR.FundingAndMonitoring.ELQ.001";

    public override string Entity => "FundingAndMonitoring";

    public override string Field => "ELQ";

    public override string Says => "In England ELQ is returned of home students on taught courses, and of nobody else.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => at.IsIn("XF") && entity.Above("Engagement") is { } engagement && engagement["FEEELIG"] == "01" && !engagement.Has("INCOMINGEXCHANGE") && at.CategoryOf(entity.Parent!) is { Length: > 0 } category && "EMHIJC".Contains(category[0]);

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("ELQ") ? null : "ELQ is not returned; it needs the highest qualification at entry.";
}
