namespace StudentRecords.Domain.Hesa.Rules.Courses;

/// <summary>Shares of a role that do not make 100.</summary>
public sealed class CourseRoleProportionsRule : QualityRule
{
    public override string Code => "SR.Course.CRPROPORTION.001";

    public override string Entity => "Course";

    public override string Field => "COURSEID";

    public override string Says => "The shares of each role make 100 per cent.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at)
    {
        foreach (var role in entity.Children("CourseRole").Where(r => r.Has("CRPROPORTION")).GroupBy(r => r["ROLETYPE"]))
        {
            if (role.Sum(r => r.Number("CRPROPORTION") ?? 0) is var sum && sum != 100)
            {
                return $"The shares of role {role.Key} make {sum:0.#} per cent.";
            }
        }

        return null;
    }
}
