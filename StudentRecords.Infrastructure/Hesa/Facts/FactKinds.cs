using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Hesa.Facts;

/// <summary>Every kind of fact that returns ask for and that nothing else brings into the record.</summary>
public static class FactKinds
{
    public static readonly IReadOnlyList<FactKind> All =
    [
        new(nameof(ProgrammeInitiative), "Initiative", FactSubject.Programme, Room.Catalogue, typeof(ProgrammeInitiative), false,
            [new("Code", "Initiative", true, "CourseInitiative", "COURSEINITID")],
            (s, from, v) => new ProgrammeInitiative((Programme)s, from, v.Text("Code"))),
        new(nameof(ProgrammeAccreditation), "Accreditation", FactSubject.Programme, Room.Catalogue, typeof(ProgrammeAccreditation), false,
            [new("Code", "Accrediting body", true, "CurriculumAccreditation", "CURACCID")],
            (s, from, v) => new ProgrammeAccreditation((Programme)s, from, v.Text("Code"))),
        new(nameof(ProgrammeReference), "Course code elsewhere", FactSubject.Programme, Room.Catalogue, typeof(ProgrammeReference), false,
            [new("Kind", "Kind of code", true, "CourseReference", "COURSEREFRNCIDTYPE"), new("Code", "Code", true, "CourseReference", "COURSEREFRNCID")],
            (s, from, v) => new ProgrammeReference((Programme)s, from, v.Text("Kind"), v.Text("Code"))),
        new(nameof(ProgrammeShare), "Share in the programme", FactSubject.Programme, Room.Catalogue, typeof(ProgrammeShare), false,
            [new("Of", "Share of", true, Choices: Enum.GetNames<ProgrammeShareOf>()), new("Code", "Organisation or subject", true, "CourseRole", "COURSEROLEHESAID"), new("Percent", "Per cent", true, "CourseRole", "CRPROPORTION"), new("Specialism", "Teaching specialism", false, "QualificationSubject", "QUALITT")],
            (s, from, v) => new ProgrammeShare((Programme)s, from, Enum.Parse<ProgrammeShareOf>(v.Text("Of")), v.Text("Code"), v.Percent("Percent"), v.Maybe("Specialism"))),
        new(nameof(TeachingPlace), "Place of teaching", FactSubject.Programme, Room.Catalogue, typeof(TeachingPlace), false,
            [new("Venue", "Venue", true, "Venue", "VENUEID"), new("Percent", "Per cent", true, "StudyLocation", "STUDYPROPORTION")],
            (s, from, v) => new TeachingPlace((Programme)s, from, v.Text("Venue"), v.Percent("Percent"))),
        new(nameof(ModuleShare), "Share in the module", FactSubject.Module, Room.Catalogue, typeof(ModuleShare), false,
            [new("Of", "Share of", true, Choices: Enum.GetNames<ModuleShareOf>()), new("Code", "Organisation, cost centre or subject", true, "ModuleDeliveryRole", "MDRHESAID"), new("Percent", "Per cent", true, "ModuleCostCentre", "COSTCNPROPORTION")],
            (s, from, v) => new ModuleShare((Module)s, from, Enum.Parse<ModuleShareOf>(v.Text("Of")), v.Text("Code"), v.Percent("Percent"))),
        new(nameof(EngagementInitiative), "Initiative", FactSubject.Engagement, Room.Enrolments, typeof(EngagementInitiative), false,
            [new("Code", "Initiative", true, "StudentInitiative", "STUINITID")],
            (s, from, v) => new EngagementInitiative((Engagement)s, from, v.Text("Code"))),
        new(nameof(EntryQualification), "Qualification on entry", FactSubject.Engagement, Room.Enrolments, typeof(EntryQualification), true,
            [new("Type", "Kind", true, "EntryQualificationAward", "QUALTYPEID"), new("Year", "Year", true, "EntryQualificationAward", "QUALYEAR"), new("Grade", "Grade", false, "EntryQualificationAward", "ENTRYQUALAWARDRESULT"), new("Subjects", "Subjects", false)],
            (s, from, v) => new EntryQualification((Engagement)s, from, v.Ordinal, v.Text("Type"), v.Whole("Year") ?? 0, v.Maybe("Grade"), v.Text("Subjects"))),
        new(nameof(ExchangeVisit), "Incoming exchange", FactSubject.Engagement, Room.Enrolments, typeof(ExchangeVisit), false,
            [new("Kind", "Kind", true, "Engagement", "INCOMINGEXCHANGE")],
            (s, from, v) => new ExchangeVisit((Engagement)s, from, v.Text("Kind"))),
        new(nameof(PartnerArrangement), "Partner", FactSubject.Engagement, Room.Enrolments, typeof(PartnerArrangement), false,
            [new("Kind", "Kind", true, "CollaborativeProvision", "COLPROVTYPEID"), new("Ukprn", "Partner's UKPRN", false, "CollaborativeProvision", "PARTNERUKPRN"), new("PartnerSid", "Identifier there", false, "CollaborativeProvision", "PARTNERSID"), new("PartnerNumhus", "Engagement there", false, "CollaborativeProvision", "PARTNERNUMHUS"), new("RegisteringBody", "Registered by", false)],
            (s, from, v) => new PartnerArrangement((Engagement)s, from, v.Text("Kind"), v.Maybe("Ukprn"), v.Maybe("PartnerSid"), v.Maybe("PartnerNumhus"), v.Maybe("RegisteringBody"))),
        new(nameof(ActivityAway), "Activity away", FactSubject.Engagement, Room.Enrolments, typeof(ActivityAway), true,
            [new("Kind", "Kind", true, "OffVenueActivity", "ACTTYPEID"), new("Country", "Country", true, "OffVenueActivity", "COUNTRY"), new("Host", "Host", true, "OffVenueActivity", "HOSTID"), new("Scheme", "Mobility scheme", true, "OffVenueActivity", "MOBSCHEME"), new("Days", "Days", true)],
            (s, from, v) => new ActivityAway((Engagement)s, from, v.Ordinal, v.Text("Kind"), v.Text("Country"), v.Text("Host"), v.Text("Scheme"), v.Whole("Days") ?? 0)),
        new(nameof(ResearchSupervision), "Supervision of research", FactSubject.Engagement, Room.Enrolments, typeof(ResearchSupervision), true,
            [new("Organisation", "Organisation", true, "SupervisorAllocation", "SAHESAID"), new("Unit", "Unit of assessment", true, "SupervisorAllocation", "REF2021UNITOFASSESSMENT"), new("Percent", "Per cent", true, "SupervisorAllocation", "SAPROPORTION")],
            (s, from, v) => new ResearchSupervision((Engagement)s, from, v.Ordinal, v.Text("Organisation"), v.Text("Unit"), v.Percent("Percent"))),
        new(nameof(FinancialSupport), "Financial support", FactSubject.Engagement, Room.Money, typeof(FinancialSupport), false,
            [new("Kind", "Kind", true, "StudentFinancialSupport", "FINSUPTYPE"), new("Pounds", "Pounds", false, "StudentFinancialSupport", "FINSUPAMOUNT")],
            (s, from, v) => new FinancialSupport((Engagement)s, from, v.Text("Kind"), v.Whole("Pounds"))),
        new(nameof(LanguageSkill), "Language", FactSubject.Person, Room.Persons, typeof(LanguageSkill), false,
            [new("Language", "Language", true, "LanguageProficiency", "LANGPROFICIENCYID"), new("Proficiency", "Proficiency", true, "LanguageProficiency", "PROFICIENCYTYPE")],
            (s, from, v) => new LanguageSkill((Person)s, from, v.Text("Language"), v.Text("Proficiency"))),
    ];

    public static FactKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);
}
