namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>A nationality that is not known.</summary>
public sealed class NationalityKnownRule : QualityRule
{
    public override string Code => "SR.Student.NATION.002";

    public override string Entity => "Student";

    public override string Field => "NATION";

    public override string Says => "The nationality is known.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("NATION");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity["NATION"] is "ZZ" ? "The nationality is not known." : null;
}
