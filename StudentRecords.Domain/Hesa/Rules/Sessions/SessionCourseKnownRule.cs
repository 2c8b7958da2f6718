namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>A session without its course.</summary>
public sealed class SessionCourseKnownRule : QualityRule
{
    public override string Code => "SR.StudentCourseSession.COURSEID.001";

    public override string Entity => "StudentCourseSession";

    public override string Field => "COURSEID";

    public override string Says => "A session is on a course of the return.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        at.Course(entity["COURSEID"]) is null ? $"There is no course {entity["COURSEID"]} in the return." : null;
}
