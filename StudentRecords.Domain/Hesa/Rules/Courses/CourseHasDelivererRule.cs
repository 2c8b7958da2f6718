namespace StudentRecords.Domain.Hesa.Rules.Courses;

/// <summary>A course without role 202.</summary>
public sealed class CourseHasDelivererRule : QualityRule
{
    public override string Code => "SR.Course.ROLETYPE.001";

    public override string Entity => "Course";

    public override string Field => "COURSEID";

    public override string Says => "A course has at least one organisation that delivers it.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Children("CourseRole").Any(r => r["ROLETYPE"] == "202") ? null : "No organisation is said to deliver the course.";
}
