namespace StudentRecords.Domain.Hesa.Rules.Qualifications;

/// <summary>The same for colleges of the University of London.</summary>
public sealed class AwardingBodyId003Rule : QualityRule
{
    public override string Code => "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.003.V01";

    public override string Entity => "StudentCourseSession";

    public override string Field => "COURSEID";

    public override string Says => "A college of the University of London, or that university, awards what most of its students study for.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => at.Lists.LondonColleges.Contains(at.Institution.Ukprn) && AwardersOf(entity, at).Count > 0;

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        AwardersOf(entity, at).Any(a => a == at.Institution.Ukprn || at.Lists.UniversityOfLondon.Contains(a)) ? null : $"Course {entity["COURSEID"]} is awarded by {string.Join(", ", AwardersOf(entity, at))}.";

    private static IReadOnlyList<string> AwardersOf(EntityInTree session, ReturnAtHand at) =>
        at.Qualification(at.Course(session["COURSEID"])?.QualificationId)?.Awarders ?? [];
}
