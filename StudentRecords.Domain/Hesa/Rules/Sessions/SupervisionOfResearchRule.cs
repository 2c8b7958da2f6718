namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>A research degree without supervision; incoming exchange has none.</summary>
public sealed class SupervisionOfResearchRule : QualityRule
{
    public override string Code => "SR.StudentCourseSession.SUPALLID.001";

    public override string Entity => "StudentCourseSession";

    public override string Field => "SCSESSIONID";

    public override string Says => "A research student has a supervisor allocation.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => at.CategoryOf(entity) is "D0003" or "L0000" or "L0001" && entity.Parent?.Has("INCOMINGEXCHANGE") != true;

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Children("SupervisorAllocation").Any() ? null : $"A session of {at.CategoryOf(entity)} has no supervisor allocation.";
}
