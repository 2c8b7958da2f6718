namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>The institution in a 17-digit identifier.</summary>
public sealed class SidInstitutionRule : QualityRule
{
    public override string Code => "SR.Student.SID.002";

    public override string Entity => "Student";

    public override string Field => "SID";

    public override string Says => "The identifier of a new student holds this institution's UKPRN.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity["SID"] is { Length: 17 };

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity["SID"]!.AsSpan(2, 8).SequenceEqual(at.Institution.Ukprn) ? null : $"The identifier holds UKPRN {entity["SID"]![2..10]} and not {at.Institution.Ukprn}.";
}
