namespace StudentRecords.Domain.Hesa.Rules;

/// <summary>What the rules need to know beside the entity before them: the institution, and what of the return was read before it (the catalogue stands before the students).</summary>
public sealed class ReturnAtHand(CollectionDefinition collection, InstitutionProfile institution, RuleLists lists)
{
    private readonly Dictionary<string, CourseAtHand> courses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QualificationAtHand> qualifications = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DateOnly? Start, DateOnly? End)> years = new(StringComparer.Ordinal);

    public CollectionDefinition Collection => collection;

    public InstitutionProfile Institution => institution;

    public RuleLists Lists => lists;

    /// <summary>Birth date and family name under which a SID was submitted before; null when it was not.</summary>
    public Func<string, (string? BirthDate, string? FamilyName)?> Earlier { get; init; } = _ => null;

    public bool IsIn(params ReadOnlySpan<string> nations) => nations.Contains(institution.Nation);

    public CourseAtHand? Course(string? courseId) => courseId is null ? null : courses.GetValueOrDefault(courseId);

    public QualificationAtHand? Qualification(string? qualificationId) => qualificationId is null ? null : qualifications.GetValueOrDefault(qualificationId);

    public (DateOnly? Start, DateOnly? End)? SessionYear(string? id) => id is not null && years.TryGetValue(id, out var year) ? year : null;

    /// <summary>QUALCAT of the qualification that the session's course leads to.</summary>
    public string? CategoryOf(EntityInTree session) => Qualification(Course(session["COURSEID"])?.QualificationId)?.Category;

    /// <summary>Keeps what later trees are held against.</summary>
    public void Note(EntityInTree root)
    {
        switch (root.Name)
        {
            case "Course":
                courses[root["COURSEID"] ?? ""] = new(root["QUALID"], root["TTCID"], root["FULLYFLEX"]);
                break;
            case "Qualification":
                qualifications[root["QUALID"] ?? ""] = new(root["QUALCAT"], [.. root.Children("AwardingBodyRole").Select(a => a["AWARDINGBODYID"]).OfType<string>()]);
                break;
            case "SessionYear":
                years[root["SESSIONYEARID"] ?? ""] = (root.Date("SYSTARTDATE"), root.Date("SYENDDATE"));
                break;
        }
    }
}

/// <summary>What students' rules ask of a course.</summary>
public sealed record CourseAtHand(string? QualificationId, string? TeacherTraining, string? FullyFlexible);

/// <summary>What students' rules ask of a qualification.</summary>
public sealed record QualificationAtHand(string? Category, IReadOnlyList<string> Awarders);
