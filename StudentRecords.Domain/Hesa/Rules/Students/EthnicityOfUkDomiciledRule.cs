namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>Ethnicity of somebody from abroad.</summary>
public sealed class EthnicityOfUkDomiciledRule : QualityRule
{
    public override string Code => "SR.Student.ETHNIC.001";

    public override string Entity => "Student";

    public override string Field => "ETHNIC";

    public override string Says => "Ethnicity is returned of those who come from the United Kingdom, and of teacher trainees.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Below("EntryProfile").Any(e => e.Has("PERMADDCOUNTRY"));

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("ETHNIC") && !IsCovered(entity, at) ? "Ethnicity is returned of somebody who comes from abroad." : null;

    private static bool IsCovered(EntityInTree student, ReturnAtHand at) =>
        student.Below("EntryProfile").Any(e => UnitedKingdom.Holds(e["PERMADDCOUNTRY"]))
        || student.Below("StudentCourseSession").Any(s => at.Course(s["COURSEID"])?.TeacherTraining == "01");
}
