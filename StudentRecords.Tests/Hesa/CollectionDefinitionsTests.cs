using System.Text;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa;

namespace StudentRecords.Tests.Hesa;

public sealed class CollectionDefinitionsTests
{
    private static readonly CollectionDefinitions Collections = CollectionDefinitions.Load();

    private static readonly string[] Entities =
    [
        "Course", "CourseInitiative", "CourseReference", "CourseRole", "CurriculumAccreditation",
        "Module", "ModuleCostCentre", "ModuleDeliveryRole", "ModuleSubject",
        "Qualification", "AwardingBodyRole", "QualificationSubject", "SessionYear",
        "Student", "Disability", "Engagement", "CollaborativeProvision", "EntryProfile", "EntryQualificationAward", "EntryQualificationSubject",
        "Leaver", "QualificationAwarded", "QualificationAwardAccreditation", "StudentAccreditationAim", "StudentCourseSession",
        "FundingAndMonitoring", "FundingBody", "ModuleInstance", "OffVenueActivity", "ReferencePeriodStudentLoad", "SessionStatus",
        "StudentFinancialSupport", "StudyLocation", "SupervisorAllocation", "StudentInitiative", "LanguageProficiency", "Venue",
    ];

    [Fact]
    public void Collections_AreTheFourThatTheRecordKnows() => Assert.Equal(["22056", "23056", "24056", "25056"], Collections.All.Select(c => c.Code));

    [Theory]
    [InlineData("22056")]
    [InlineData("23056")]
    [InlineData("24056")]
    public void Entities_To24056_AreThe37OfTheCompareArticle(string collection)
    {
        Assert.Equal(37, Entities.Length);
        Assert.Equal(Entities, Collections[collection].Entities.Select(e => e.Name));
    }

    [Fact]
    public void Entities_In25056_HaveRegistrationRoleAndNoSessionYear()
    {
        var expected = Entities.Where(e => e != "SessionYear").ToList();
        expected.Insert(expected.IndexOf("StudentAccreditationAim"), "RegistrationRole");
        Assert.Equal(expected, Collections["25056"].Entities.Select(e => e.Name));
        Assert.Null(Collections["25056"]["StudentCourseSession"].Field("SESSIONYEARID"));
    }

    [Fact]
    public void Order_IsTheSameInEveryCollection_SoThatYearsCanBeCompared()
    {
        foreach (var orders in Collections.All.SelectMany(c => c.Entities).GroupBy(e => e.Name))
        {
            Assert.Single(orders.Select(e => e.Order).Distinct());
        }
    }

    [Theory]
    [InlineData("CourseRole", "COURSEROLEHESAID,ROLETYPE", null)]
    [InlineData("ModuleCostCentre", "COSTCN", 99)]
    [InlineData("ModuleDeliveryRole", "MDRHESAID", 99)]
    [InlineData("ModuleSubject", "MODSBJ", null)]
    [InlineData("AwardingBodyRole", "AWARDINGBODYID", null)]
    [InlineData("QualificationSubject", "QUALSUBJECT", null)]
    [InlineData("FundingBody", "FUNDINGBODY", null)]
    [InlineData("StudentFinancialSupport", "FINSUPTYPE", null)]
    [InlineData("EntryQualificationSubject", "SUBJECTID", null)]
    [InlineData("QualificationAwardAccreditation", "QUALAWARDACCID", null)]
    [InlineData("StudentAccreditationAim", "STUACCID", null)]
    [InlineData("StudentInitiative", "STUINITID", null)]
    [InlineData("Disability", "DISABILITY", null)]
    [InlineData("LanguageProficiency", "LANGPROFICIENCYID,PROFICIENCYTYPE", null)]
    public void Vanished_EntitiesOfTheDeleteClass_NameTheFieldRowsOfTheArticle(string entity, string fields, int? step)
    {
        foreach (var collection in Collections.All)
        {
            var vanished = collection[entity].Vanished;
            Assert.Equal((VanishClass.Delete, fields, step), (vanished.As, string.Join(',', vanished.Fields), vanished.Step));
        }
    }

    [Fact]
    public void Vanished_OnlyFourteenAreDeletedAndTwoClosedByDate()
    {
        var classes = Collections["24056"].Entities.GroupBy(e => e.Vanished.As).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal((14, 2, 21), (classes[VanishClass.Delete], classes[VanishClass.ClosedByDate], classes[VanishClass.Nothing]));
    }

    [Fact]
    public void FieldsThatCameAndWent_FollowThePublishedChanges()
    {
        Assert.Null(Collections["22056"]["EntryProfile"].Field("SOC2020"));
        Assert.NotNull(Collections["23056"]["EntryProfile"].Field("SOC2020"));
        Assert.Null(Collections["25056"]["EntryProfile"].Field("SOC2010"));
        Assert.Null(Collections["25056"]["Engagement"].Field("ENTRYRTE"));
        Assert.False(Collections["22056"]["CourseInitiative"].Field("COURSEINITID")!.Codes.ContainsKey("035"));
        Assert.True(Collections["23056"]["CourseInitiative"].Field("COURSEINITID")!.Codes.ContainsKey("035"));
    }

    [Fact]
    public void Definition_WithFaults_NamesEveryOne()
    {
        const string file = """
            { "collection": "24056", "firstYear": 2022, "returnType": "DFSTDNT", "root": "DataFutures", "inferred": [], "entities": [
              { "name": "Course", "order": 20, "min": 0, "keys": ["COURSEID"], "fields": [ { "name": "TTCID", "type": "code", "length": 2 } ] },
              { "name": "Module", "order": 10, "min": 0, "keys": [], "vanished": { "as": "Delete", "fields": ["MODID"] }, "fields": [] } ] }
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var fault = Assert.Throws<InvalidDataException>(() => new CollectionDefinitions([CollectionDefinitions.Read(stream)]));
        Assert.Contains("does not begin with the year 2022", fault.Message);
        Assert.Contains("Course: the keys are not its first fields", fault.Message);
        Assert.Contains("Module: order 10 does not follow 20", fault.Message);
        Assert.Contains("Module: MODID is not one of its fields", fault.Message);
    }
}
