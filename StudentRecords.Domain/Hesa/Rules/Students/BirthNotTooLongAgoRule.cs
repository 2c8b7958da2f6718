namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>A birth date long ago.</summary>
public sealed class BirthNotTooLongAgoRule : QualityRule
{
    public override string Code => "SR.Student.BIRTHDTE.001";

    public override string Entity => "Student";

    public override string Field => "BIRTHDTE";

    public override string Says => "A student is not older than 99 when the year starts.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Date("BIRTHDTE") is not null;

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Date("BIRTHDTE") < at.Collection.Start.AddYears(-99) ? $"Born on {entity["BIRTHDTE"]}, more than 99 years before the year started." : null;
}
