namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>An identifier that was submitted before with another birth date.</summary>
public sealed class SamePersonAsBeforeRule : QualityRule
{
    public override string Code => "SR.Student.SID.005";

    public override string Entity => "Student";

    public override string Field => "SID";

    public override string Says => "Who was returned under this identifier before was the same person.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("SID") && entity.Has("BIRTHDTE");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        at.Earlier(entity["SID"]!) is { BirthDate: { } before } && before != entity["BIRTHDTE"] ? $"Submitted before with the birth date {before}." : null;
}
