namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>A student who would be younger than 14.</summary>
public sealed class BirthOldEnoughRule : QualityRule
{
    public override string Code => "SR.Student.BIRTHDTE.003";

    public override string Entity => "Student";

    public override string Field => "BIRTHDTE";

    public override string Says => "A student is at least 14 when the year starts.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Date("BIRTHDTE") is not null;

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Date("BIRTHDTE") is { } born && born < at.Collection.Start && born.AddYears(14) > at.Collection.Start ? $"Born on {entity["BIRTHDTE"]}: not 14 when the year started." : null;
}
