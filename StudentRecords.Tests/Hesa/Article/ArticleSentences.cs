using StudentRecords.Tests.Hesa.Reference;

namespace StudentRecords.Tests.Hesa.Article;

/// <summary>What a sentence under "Fields" says.</summary>
public enum FieldSentence
{
    NullErrorIsError,
    NotSubmittedIsNew,
    DeletedLastIsNew,
    DifferentIsAmended,
    SameIsUnchanged,

    /// <summary>QUALITT is said again when another field of its entity is amended.</summary>
    FollowsTheProportion,
}

/// <summary>What a sentence under "Entities" says.</summary>
public enum EntitySentence
{
    FieldInErrorIsError,
    NotSubmittedIsNew,
    DeletedLastIsNew,
    FieldNewOrAmendedIsAmended,
    ChildToldIsIdentify,
    OtherwiseIsUnchanged,
    VanishedIsWritten,
}

/// <summary>
/// The sentences of the article that state a rule, section by section in its order, each as a letter: fields E(rror), N(ew),
/// D(eleted last), A(mended), Q(ualitt), U(nchanged); entities E, N, D, A, I(dentify), U, V(anished). Typed from the article and
/// from nowhere else. SessionStatus has sentences of its own (<see cref="OwnRuleTests"/>).
/// </summary>
internal static class ArticleSentences
{
    public static readonly (string Entity, string Fields, string Entities)[] Sections =
    [
        ("Course", "ENAU", "ENAIU"),
        ("CourseInitiative", "ENAU", "NUV"),
        ("CourseReference", "", "ENU"),
        ("CourseRole", "ENDAU", "ENDAUV"),
        ("CurriculumAccreditation", "ENAU", "ENAUV"),
        ("Module", "ENAU", "ENAIU"),
        ("ModuleCostCentre", "ENDAU", "ENDAUV"),
        ("ModuleDeliveryRole", "ENDAU", "ENDAUV"),
        ("ModuleSubject", "ENDAU", "ENDAUV"),
        ("Qualification", "ENAU", "ENAIU"),
        ("AwardingBodyRole", "ENDAU", "ENDAUV"),
        ("QualificationSubject", "ENDAQU", "ENDAUV"),
        ("SessionYear", "ENAU", "ENAU"),
        ("Venue", "ENAU", "ENAU"),
        ("StudentCourseSession", "ENAU", "ENAIU"),
        ("FundingAndMonitoring", "ENAU", "ENAU"),
        ("FundingBody", "ENDAU", "ENDAUV"),
        ("ModuleInstance", "ENAU", "ENAIU"),
        ("OffVenueActivity", "ENAU", "ENAU"),
        ("ReferencePeriodStudentLoad", "ENAU", "ENAU"),
        ("StudentFinancialSupport", "ENDAU", "ENDAUV"),
        ("StudyLocation", "ENAU", "ENAU"),
        ("SupervisorAllocation", "ENAU", "ENAU"),
        ("Engagement", "ENAU", "ENAIU"),
        ("CollaborativeProvision", "ENAU", "ENAU"),
        ("EntryQualificationAward", "ENAU", "ENAIU"),
        ("EntryQualificationSubject", "ENDAU", "ENDAUV"),
        ("EntryProfile", "ENAU", "ENAU"),
        ("Leaver", "ENAU", "ENAU"),
        ("QualificationAwarded", "ENAU", "ENAIU"),
        ("QualificationAwardAccreditation", "ENDAU", "ENDAUV"),
        ("StudentAccreditationAim", "ENDAU", "ENDAUV"),
        ("StudentInitiative", "ENDAU", "ENDAUV"),
        ("Student", "ENAU", "NAIU"),
        ("Disability", "ENDAU", "ENDAUV"),
        ("LanguageProficiency", "ENDAU", "ENDAUV"),
    ];

    private const string FieldLetters = "ENDAUQ";
    private const string EntityLetters = "ENDAIUV";

    /// <summary>Each sentence under "Fields" for each field that it can be true of; a key cannot be amended, for it would be another entity.</summary>
    public static IEnumerable<(string Entity, string Field, FieldSentence Sentence)> OfFields() =>
        from section in Sections
        from letter in section.Fields
        let sentence = (FieldSentence)FieldLetters.IndexOf(letter)
        from field in CompareStory.Collection[section.Entity].Fields
        let isKey = ArticleTables.Tree.Single(t => t.Entity == section.Entity).Keys.Contains(field.Name)
        where sentence != FieldSentence.FollowsTheProportion || field.Name == "QUALITT"
        where !isKey || sentence is not FieldSentence.DifferentIsAmended
        select (section.Entity, field.Name, sentence);

    /// <summary>Each sentence under "Entities".</summary>
    public static IEnumerable<(string Entity, EntitySentence Sentence)> OfEntities() =>
        from section in Sections
        from letter in section.Entities
        select (section.Entity, (EntitySentence)EntityLetters.IndexOf(letter));
}
