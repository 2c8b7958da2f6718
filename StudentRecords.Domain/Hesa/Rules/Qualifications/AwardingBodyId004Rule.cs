namespace StudentRecords.Domain.Hesa.Rules.Qualifications;

/// <summary>Awarded by neither itself nor the University of Wales.</summary>
public sealed class AwardingBodyId004Rule : QualityRule
{
    public override string Code => "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.004.V01";

    public override string Entity => "StudentCourseSession";

    public override string Field => "COURSEID";

    public override string Says => "A provider that holds degree awarding powers seldom has students whose award is neither its own nor the University of Wales's.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => at.Lists.AwardingPowers.Contains(at.Institution.Ukprn) && AwardersOf(entity, at).Count > 0;

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        AwardersOf(entity, at).Any(a => a == at.Institution.Ukprn || at.Lists.UniversityOfWales.Contains(a)) ? null : $"Course {entity["COURSEID"]} is awarded by {string.Join(", ", AwardersOf(entity, at))}.";

    private static IReadOnlyList<string> AwardersOf(EntityInTree session, ReturnAtHand at) =>
        at.Qualification(at.Course(session["COURSEID"])?.QualificationId)?.Awarders ?? [];
}
