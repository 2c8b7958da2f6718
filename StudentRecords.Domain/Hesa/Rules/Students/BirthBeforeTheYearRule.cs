namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>A birth date in the year or after it.</summary>
public sealed class BirthBeforeTheYearRule : QualityRule
{
    public override string Code => "SR.Student.BIRTHDTE.002";

    public override string Entity => "Student";

    public override string Field => "BIRTHDTE";

    public override string Says => "A student was born before the year started.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Date("BIRTHDTE") is not null;

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Date("BIRTHDTE") >= at.Collection.Start ? $"Born on {entity["BIRTHDTE"]}, after the year had started." : null;
}
