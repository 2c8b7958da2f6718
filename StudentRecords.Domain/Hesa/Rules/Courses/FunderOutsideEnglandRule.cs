namespace StudentRecords.Domain.Hesa.Rules.Courses;

/// <summary>Role 401 in England.</summary>
public sealed class FunderOutsideEnglandRule : QualityRule
{
    public override string Code => "SR.Course.ROLETYPE.002";

    public override string Entity => "Course";

    public override string Field => "COURSEID";

    public override string Says => "The funder's role is not returned in England.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => at.IsIn("XF");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Children("CourseRole").Any(r => r["ROLETYPE"] == "401") ? "Role 401 is not returned in England." : null;
}
