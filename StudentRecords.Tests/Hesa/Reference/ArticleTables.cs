namespace StudentRecords.Tests.Hesa.Reference;

/// <summary>What the article says of each entity, typed in from it a second time and not taken from the collections' files.</summary>
internal static class ArticleTables
{
    /// <summary>Entity, parent, keys.</summary>
    public static readonly (string Entity, string? Parent, string[] Keys)[] Tree =
    [
        ("Course", null, ["COURSEID"]),
        ("CourseInitiative", "Course", ["COURSEINITID", "COURSEVALIDFROM"]),
        ("CourseReference", "Course", ["COURSEREFRNCID", "COURSEREFRNCIDTYPE"]),
        ("CourseRole", "Course", ["COURSEROLEHESAID", "ROLETYPE"]),
        ("CurriculumAccreditation", "Course", ["CURACCID", "CURACCVALIDFROM"]),
        ("Module", null, ["MODID"]),
        ("ModuleCostCentre", "Module", ["COSTCN"]),
        ("ModuleDeliveryRole", "Module", ["MDRHESAID"]),
        ("ModuleSubject", "Module", ["MODSBJ"]),
        ("Qualification", null, ["QUALID"]),
        ("AwardingBodyRole", "Qualification", ["AWARDINGBODYID"]),
        ("QualificationSubject", "Qualification", ["QUALSUBJECT"]),
        ("SessionYear", null, ["SESSIONYEARID"]),
        ("Student", null, ["SID"]),
        ("Disability", "Student", ["DISABILITY"]),
        ("Engagement", "Student", ["NUMHUS"]),
        ("CollaborativeProvision", "Engagement", []),
        ("EntryProfile", "Engagement", []),
        ("EntryQualificationAward", "EntryProfile", ["ENTRYQUALAWARDID"]),
        ("EntryQualificationSubject", "EntryQualificationAward", ["SUBJECTID"]),
        ("Leaver", "Engagement", []),
        ("QualificationAwarded", "Engagement", ["QUALAWARDID"]),
        ("QualificationAwardAccreditation", "QualificationAwarded", ["QUALAWARDACCID"]),
        ("StudentAccreditationAim", "Engagement", ["STUACCID"]),
        ("StudentCourseSession", "Engagement", ["SCSESSIONID"]),
        ("FundingAndMonitoring", "StudentCourseSession", []),
        ("FundingBody", "StudentCourseSession", ["FUNDINGBODY"]),
        ("ModuleInstance", "StudentCourseSession", ["MODINSTID"]),
        ("OffVenueActivity", "StudentCourseSession", ["OVAID"]),
        ("ReferencePeriodStudentLoad", "StudentCourseSession", ["REFPERIOD", "YEAR"]),
        ("SessionStatus", "StudentCourseSession", ["STATUSVALIDFROM"]),
        ("StudentFinancialSupport", "StudentCourseSession", ["FINSUPTYPE"]),
        ("StudyLocation", "StudentCourseSession", ["STUDYLOCID"]),
        ("SupervisorAllocation", "StudentCourseSession", ["SUPALLID"]),
        ("StudentInitiative", "Engagement", ["STUINITID"]),
        ("LanguageProficiency", "Student", ["LANGPROFICIENCYID"]),
        ("Venue", null, ["VENUEID"]),
    ];

    /// <summary>A field or two beside the keys for each entity that has any.</summary>
    public static readonly Dictionary<string, string[]> Others = new()
    {
        ["Course"] = ["COURSETITLE", "QUALID", "TTCID"],
        ["CourseInitiative"] = ["COURSEVALIDTO"],
        ["CourseRole"] = ["CRPROPORTION"],
        ["CurriculumAccreditation"] = ["CURACCVALIDTO"],
        ["Module"] = ["CRDTPTS", "MTITLE"],
        ["ModuleCostCentre"] = ["COSTCNPROPORTION"],
        ["ModuleDeliveryRole"] = ["FRANIND", "MDRPROPORTION"],
        ["ModuleSubject"] = ["MODPROPORTION"],
        ["Qualification"] = ["QUALCAT", "QUALTITLE"],
        ["QualificationSubject"] = ["QUALITT", "QUALPROPORTION"],
        ["SessionYear"] = ["OWNSESSIONID", "SYENDDATE"],
        ["Student"] = ["BIRTHDTE", "SURNAME", "ULN"],
        ["Engagement"] = ["ENGEXPECTEDENDDATE", "FEEELIG"],
        ["CollaborativeProvision"] = ["COLPROVTYPEID", "PARTNERSID"],
        ["EntryProfile"] = ["CARELEAVER", "HIGHESTQOE"],
        ["EntryQualificationAward"] = ["QUALTYPEID", "QUALYEAR"],
        ["Leaver"] = ["ENGENDDATE", "RSNENGEND"],
        ["QualificationAwarded"] = ["QUALAWARDRESULT", "QUALID"],
        ["StudentCourseSession"] = ["SCSMODE", "SCSSTARTDATE", "YEARPRG"],
        ["FundingAndMonitoring"] = ["ELQ", "FUNDCOMP"],
        ["ModuleInstance"] = ["MODID", "MODULEOUTCOME"],
        ["OffVenueActivity"] = ["ACTDURATION", "COUNTRY"],
        ["ReferencePeriodStudentLoad"] = ["RPSTULOAD"],
        ["SessionStatus"] = ["STATUSCHANGEDTO"],
        ["StudentFinancialSupport"] = ["FINSUPAMOUNT"],
        ["StudyLocation"] = ["DISTANCE", "STUDYPROPORTION"],
        ["SupervisorAllocation"] = ["SAPROPORTION"],
        ["LanguageProficiency"] = ["PROFICIENCYTYPE"],
        ["Venue"] = ["POSTCODE", "VENUENAME"],
    };

    /// <summary>"Create a new entity … with Entity Status of Delete": the field rows named there.</summary>
    public static readonly Dictionary<string, string[]> Delete = new()
    {
        ["CourseRole"] = ["ROLETYPE", "COURSEROLEHESAID"],
        ["ModuleCostCentre"] = ["COSTCN"],
        ["ModuleDeliveryRole"] = ["MDRHESAID"],
        ["ModuleSubject"] = ["MODSBJ"],
        ["AwardingBodyRole"] = ["AWARDINGBODYID"],
        ["QualificationSubject"] = ["QUALSUBJECT"],
        ["FundingBody"] = ["FUNDINGBODY"],
        ["StudentFinancialSupport"] = ["FINSUPTYPE"],
        ["EntryQualificationSubject"] = ["SUBJECTID"],
        ["QualificationAwardAccreditation"] = ["QUALAWARDACCID"],
        ["StudentAccreditationAim"] = ["STUACCID"],
        ["StudentInitiative"] = ["STUINITID"],
        ["Disability"] = ["DISABILITY"],
        ["LanguageProficiency"] = ["LANGPROFICIENCYID", "PROFICIENCYTYPE"],
    };

    public static (string Id, string From, string To)? Closing(string entity) => entity switch
    {
        "CourseInitiative" => ("COURSEINITID", "COURSEVALIDFROM", "COURSEVALIDTO"),
        "CurriculumAccreditation" => ("CURACCID", "CURACCVALIDFROM", "CURACCVALIDTO"),
        _ => null,
    };

    public static IEnumerable<string> Fields(string entity) => Tree.Single(t => t.Entity == entity).Keys.Concat(Others.GetValueOrDefault(entity, []));

    public static int Level(string entity) => Tree.Single(t => t.Entity == entity).Parent is { } parent ? Level(parent) + 1 : 1;
}
