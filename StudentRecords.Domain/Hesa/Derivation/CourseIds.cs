using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>
/// COURSEID of a programme's versions. HESA wants a new Course when the qualification or its subject changes, and only then: the
/// programme's code stands for the first kind, and gets the catalogue version behind it where a later one differs.
/// </summary>
public static class CourseIds
{
    public static string Of(Programme programme, ProgrammeVersion version)
    {
        var versions = programme.Versions.OrderBy(v => v.CatalogueVersion).ToList();
        var first = versions.Find(v => SameCourse(v, version)) ?? version;
        return versions.Count == 0 || SameCourse(versions[0], version) ? programme.Code : $"{programme.Code}-{first.CatalogueVersion}";
    }

    private static bool SameCourse(ProgrammeVersion one, ProgrammeVersion other) =>
        one.QualificationCategory == other.QualificationCategory && one.HecosCode == other.HecosCode;
}
