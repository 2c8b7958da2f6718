namespace StudentRecords.Domain.Hesa.Rules.Qualifications;

/// <summary>Courses awarded by others, of a provider with powers; counted by session.</summary>
public sealed class AwardingBodyId002Rule : QualityRule
{
    public override string Code => "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.002.V01";

    public override string Entity => "StudentCourseSession";

    public override string Field => "COURSEID";

    public override string Says => "A provider that holds degree awarding powers awards what most of its students study for.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => at.Lists.AwardingPowers.Contains(at.Institution.Ukprn) && !at.Lists.LondonColleges.Contains(at.Institution.Ukprn) && AwardersOf(entity, at).Count > 0;

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        AwardersOf(entity, at).Contains(at.Institution.Ukprn) ? null : $"Course {entity["COURSEID"]} is awarded by {string.Join(", ", AwardersOf(entity, at))}.";

    private static IReadOnlyList<string> AwardersOf(EntityInTree session, ReturnAtHand at) =>
        at.Qualification(at.Course(session["COURSEID"])?.QualificationId)?.Awarders ?? [];
}
