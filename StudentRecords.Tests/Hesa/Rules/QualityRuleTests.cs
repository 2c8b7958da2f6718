using StudentRecords.Domain.Hesa.Rules;
using StudentRecords.Infrastructure.Hesa.Rules;

namespace StudentRecords.Tests.Hesa.Rules;

/// <summary>Every rule both ways: a return that it lets pass, and one in which it finds exactly one fault.</summary>
public sealed class QualityRuleTests
{
    private static readonly RuleLists Lists = new()
    {
        AwardingPowers = new HashSet<string> { "10099999", "10000001" }, LondonColleges = new HashSet<string>(), UniversityOfLondon = new HashSet<string> { "10000005" }, UniversityOfWales = new HashSet<string> { "10000006" },
        Pearson = new HashSet<string> { "10000002" }, PearsonAwards = new HashSet<string> { "J0030" }, ScottishAuthority = new HashSet<string> { "10000003" }, ScottishAuthorityAwards = new HashSet<string> { "J0031" },
        BelowDegree = new HashSet<string> { "10000004" },
    };

    public static TheoryData<string, string, string, string> BothWays => new()
    {
        { "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.001.V01", "XI", "Qualification QUALCAT=H0003\n  AwardingBodyRole AWARDINGBODYID=10000001", "Qualification QUALCAT=H0003\n  AwardingBodyRole AWARDINGBODYID=10000009" },
        { "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.002.V01", "XI", "Course QUALID=1\nQualification QUALCAT=H0003\n  AwardingBodyRole AWARDINGBODYID=10099999\nStudent\n  Engagement\n    StudentCourseSession COURSEID=1", "Course QUALID=1\nQualification QUALCAT=H0003\n  AwardingBodyRole AWARDINGBODYID=10000001\nStudent\n  Engagement\n    StudentCourseSession COURSEID=1" },
        { "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.003.V01", "XI", "Course QUALID=1\nQualification QUALCAT=H0003\n  AwardingBodyRole AWARDINGBODYID=10000005\nStudent\n  Engagement\n    StudentCourseSession COURSEID=1", "Course QUALID=1\nQualification QUALCAT=H0003\n  AwardingBodyRole AWARDINGBODYID=10000001\nStudent\n  Engagement\n    StudentCourseSession COURSEID=1" },
        { "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.004.V01", "XI", "Course QUALID=1\nQualification QUALCAT=H0003\n  AwardingBodyRole AWARDINGBODYID=10000006\nStudent\n  Engagement\n    StudentCourseSession COURSEID=1", "Course QUALID=1\nQualification QUALCAT=H0003\n  AwardingBodyRole AWARDINGBODYID=10000001\nStudent\n  Engagement\n    StudentCourseSession COURSEID=1" },
        { "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.005.V01", "XI", "Qualification QUALCAT=J0030\n  AwardingBodyRole AWARDINGBODYID=10000002", "Qualification QUALCAT=H0003\n  AwardingBodyRole AWARDINGBODYID=10000002" },
        { "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.006.V01", "XI", "Qualification QUALCAT=J0031\n  AwardingBodyRole AWARDINGBODYID=10000003", "Qualification QUALCAT=H0003\n  AwardingBodyRole AWARDINGBODYID=10000003" },
        { "QR.STUDENT.AwardingBodyRole.AWARDINGBODYID.007.V01", "XI", "Qualification QUALCAT=C0030\n  AwardingBodyRole AWARDINGBODYID=10000004", "Qualification QUALCAT=C0030\n  AwardingBodyRole AWARDINGBODYID=10000009" },
        { "SR.Student.SID.001", "XI", "Student SID=12100071451234560", "Student SID=00000000000000000" },
        { "SR.Student.SID.002", "XI", "Student SID=12100999991234560", "Student SID=12100071451234560" },
        { "SR.Student.SID.003", "XI", "Student SID=12100071451234560", "Student SID=12100071451234561" },
        { "SR.Student.SID.004", "XI", "Student SID=1 BIRTHDTE=2000-01-01 SURNAME=Jones FNAMES=Ann\nStudent SID=2 BIRTHDTE=2000-01-01 SURNAME=Smith FNAMES=Ann", "Student SID=1 BIRTHDTE=2000-01-01 SURNAME=O'Neill FNAMES=Ann\nStudent SID=2 BIRTHDTE=2000-01-01 SURNAME=O'neill FNAMES=Ann_Mary" },
        { "SR.Student.SID.005", "XI", "Student SID=7 BIRTHDTE=1999-09-09", "Student SID=7 BIRTHDTE=2000-01-01" },
        { "SR.Student.BIRTHDTE.001", "XI", "Student BIRTHDTE=1925-08-01", "Student BIRTHDTE=1925-07-31" },
        { "SR.Student.BIRTHDTE.002", "XI", "Student BIRTHDTE=2024-07-31", "Student BIRTHDTE=2024-08-01" },
        { "SR.Student.BIRTHDTE.003", "XI", "Student BIRTHDTE=2010-08-01", "Student BIRTHDTE=2010-08-02" },
        { "SR.Student.SSN.001", "XI", "Student SSN=ABCD12345678P", "Student SSN=ABCD12345678A" },
        { "SR.Student.SSN.002", "XI", "Student SID=1 SSN=ABCD12345678P\nStudent SID=2 SSN=ABCD12345679S", "Student SID=1 SSN=ABCD12345678P\nStudent SID=2 SSN=ABCD12345678P" },
        { "SR.Student.SSN.003", "XI", "Student SSN=ABCD12345678P\n  Engagement\n    StudentCourseSession INVOICEHESAID=5026", "Student\n  Engagement\n    StudentCourseSession INVOICEHESAID=5026" },
        { "SR.Student.NATION.001", "XI", "Student NATION=FR", "Student NATION=XL" },
        { "SR.Student.NATION.002", "XI", "Student NATION=FR", "Student NATION=ZZ" },
        { "SR.Student.ULN.001", "XI", "Student ULN=1234567880", "Student ULN=1234567890" },
        { "SR.Student.ETHNIC.001", "XI", "Student ETHNIC=160\n  Engagement\n    EntryProfile PERMADDCOUNTRY=XI", "Student ETHNIC=160\n  Engagement\n    EntryProfile PERMADDCOUNTRY=FR" },
        { "SR.Student.DISABILITY.001", "XI", "Student\n  Disability DISABILITY=51\n  Engagement\n    StudentCourseSession\n      StudentFinancialSupport FINSUPTYPE=100", "Student\n  Disability DISABILITY=95\n  Engagement\n    StudentCourseSession\n      StudentFinancialSupport FINSUPTYPE=100" },
        { "SR.EntryProfile.PERMADDPOSTCODE.001", "XI", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    EntryProfile PERMADDCOUNTRY=XF PERMADDPOSTCODE=AB1_2CD", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    EntryProfile PERMADDCOUNTRY=XF" },
        { "SR.EntryProfile.PERMADDPOSTCODE.002", "XI", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    EntryProfile PERMADDCOUNTRY=FR", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    EntryProfile PERMADDCOUNTRY=FR PERMADDPOSTCODE=AB1_2CD" },
        { "SR.EntryProfile.PERMADDCOUNTRY.001", "XI", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    EntryProfile PERMADDCOUNTRY=FR", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    EntryProfile PERMADDCOUNTRY=XC" },
        { "SR.EntryProfile.PERMADDCOUNTRY.002", "XI", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    EntryProfile PERMADDCOUNTRY=FR", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    EntryProfile PERMADDCOUNTRY=ZZ" },
        { "SR.EntryProfile.ENGAGEMENT.001", "XI", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    EntryProfile ", "Student\n  Engagement\n    EntryProfile" },
        { "SR.EntryProfile.HIGHESTQOE.001", "XI", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    EntryProfile HIGHESTQOE=P0013\n    StudentCourseSession\n      ModuleInstance", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    EntryProfile \n    StudentCourseSession\n      ModuleInstance" },
        { "SR.Engagement.FEESTATUS.001", "XI", "Student\n  Engagement FEEELIG=01", "Student\n  Engagement FEESTATUS=01" },
        { "SR.Engagement.FEEELIG.001", "XH", "Student\n  Engagement FEESTATUS=01", "Student\n  Engagement FEEELIG=01" },
        { "SR.Engagement.ENGEXPECTEDENDDATE.001", "XI", "Student\n  Engagement ENGEXPECTEDENDDATE=2027-07-31", "Student\n  Engagement ENGSTARTDATE=2024-09-01" },
        { "SR.Engagement.SESSIONS.001", "XI", "Student\n  Engagement\n    StudentCourseSession SCSESSIONID=1 SCSSTARTDATE=2024-09-01 SCSENDDATE=2025-01-31\n    StudentCourseSession SCSESSIONID=2 SCSSTARTDATE=2025-02-01", "Student\n  Engagement\n    StudentCourseSession SCSESSIONID=1 SCSSTARTDATE=2024-09-01 SCSENDDATE=2025-01-31\n    StudentCourseSession SCSESSIONID=2 SCSSTARTDATE=2025-01-31" },
        { "SR.Leaver.ENGENDDATE.001", "XI", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    Leaver ENGENDDATE=2025-01-01 RSNENGEND=01", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    Leaver ENGENDDATE=2025-01-01" },
        { "SR.Leaver.RSNENGEND.001", "XI", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    Leaver ENGENDDATE=2025-01-01 RSNENGEND=01", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    Leaver ENGENDDATE=2025-01-01 RSNENGEND=98" },
        { "SR.Leaver.ENGENDDATE.002", "XI", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    Leaver ENGENDDATE=2024-09-01 RSNENGEND=01", "Student\n  Engagement ENGSTARTDATE=2024-09-01\n    Leaver ENGENDDATE=2024-08-31 RSNENGEND=01" },
        { "SR.QualificationAwarded.QUALAWARDRESULT.001", "XI", "Qualification QUALCAT=H0003\nStudent\n  Engagement\n    QualificationAwarded QUALID=1 QUALAWARDRESULT=0001", "Qualification QUALCAT=H0003\nStudent\n  Engagement\n    QualificationAwarded QUALID=1" },
        { "SR.QualificationAwarded.QUALID.001", "XI", "Qualification QUALCAT=H0003\nStudent\n  Engagement\n    QualificationAwarded QUALID=1", "Qualification QUALCAT=H0020\nStudent\n  Engagement\n    QualificationAwarded QUALID=1" },
        { "SR.QualificationAwarded.QUALID.002", "XI", "Qualification QUALCAT=H0003\nStudent\n  Engagement\n    QualificationAwarded QUALID=1", "Qualification QUALCAT=H0003\nStudent\n  Engagement\n    QualificationAwarded QUALID=2" },
        { "SR.StudentCourseSession.RSNSCSEND.001", "XI", "Student\n  Engagement\n    StudentCourseSession SCSENDDATE=2025-01-01 RSNSCSEND=01", "Student\n  Engagement\n    StudentCourseSession SCSENDDATE=2025-01-01" },
        { "SR.StudentCourseSession.SCSSTARTDATE.001", "XI", "SessionYear SYSTARTDATE=2024-08-01 SYENDDATE=2025-07-31\nStudent\n  Engagement\n    StudentCourseSession SESSIONYEARID=1 SCSSTARTDATE=2024-08-01", "SessionYear SYSTARTDATE=2024-08-01 SYENDDATE=2025-07-31\nStudent\n  Engagement\n    StudentCourseSession SESSIONYEARID=1 SCSSTARTDATE=2024-07-31" },
        { "SR.StudentCourseSession.SCSSTARTDATE.002", "XI", "Student\n  Engagement\n    StudentCourseSession SCSSTARTDATE=2024-08-01 SCSEXPECTEDENDDATE=2025-07-31", "Student\n  Engagement\n    StudentCourseSession SCSSTARTDATE=2024-08-01 SCSEXPECTEDENDDATE=2025-08-01" },
        { "SR.StudentCourseSession.COURSEID.001", "XI", "Course\nStudent\n  Engagement\n    StudentCourseSession COURSEID=1", "Course\nStudent\n  Engagement\n    StudentCourseSession COURSEID=2" },
        { "SR.StudentCourseSession.STUDYPROPORTION.001", "XI", "Student\n  Engagement\n    StudentCourseSession \n      StudyLocation STUDYPROPORTION=100.0", "Student\n  Engagement\n    StudentCourseSession \n      StudyLocation STUDYPROPORTION=60.0" },
        { "SR.StudentCourseSession.SUPALLID.001", "XI", "Course QUALID=1\nQualification QUALCAT=L0001\nStudent\n  Engagement\n    StudentCourseSession COURSEID=1\n      SupervisorAllocation", "Course QUALID=1\nQualification QUALCAT=L0001\nStudent\n  Engagement\n    StudentCourseSession COURSEID=1" },
        { "SR.StudentCourseSession.OVA.001", "XI", "Student\n  Engagement\n    StudentCourseSession \n      OffVenueActivity OVAID=1 ACTDURATIONTYPE=01 ACTDURATION=12\n      OffVenueActivity OVAID=2 ACTDURATIONTYPE=01 ACTDURATION=8", "Student\n  Engagement\n    StudentCourseSession \n      OffVenueActivity ACTDURATIONTYPE=01 ACTDURATION=12" },
        { "SR.StudentCourseSession.OVA.002", "XI", "Student\n  Engagement\n    StudentCourseSession STUDYABROAD=01\n      OffVenueActivity", "Student\n  Engagement\n    StudentCourseSession STUDYABROAD=01" },
        { "SR.FundingAndMonitoring.ELQ.001", "XF", "Course QUALID=1\nQualification QUALCAT=H0003\nStudent\n  Engagement FEEELIG=01\n    StudentCourseSession COURSEID=1\n      FundingAndMonitoring ELQ=03", "Course QUALID=1\nQualification QUALCAT=H0003\nStudent\n  Engagement FEEELIG=01\n    StudentCourseSession COURSEID=1\n      FundingAndMonitoring FUNDLENGTH=02" },
        { "SR.StudentFinancialSupport.FINSUPAMOUNT.001", "XI", "Student\n  Engagement\n    StudentCourseSession \n      StudentFinancialSupport FINSUPTYPE=200 FINSUPAMOUNT=450", "Student\n  Engagement\n    StudentCourseSession \n      StudentFinancialSupport FINSUPTYPE=100 FINSUPAMOUNT=450" },
        { "SR.ReferencePeriodStudentLoad.REFPERIOD.001", "XI", "Student\n  Engagement\n    StudentCourseSession \n      ReferencePeriodStudentLoad REFPERIOD=01", "Student\n  Engagement\n    StudentCourseSession \n      ReferencePeriodStudentLoad REFPERIOD=02" },
        { "SR.ModuleInstance.MODULEOUTCOME.001", "XI", "Student\n  Engagement\n    StudentCourseSession \n      ModuleInstance MODULEOUTCOME=01 MODINSTENDDATE=2025-01-01", "Student\n  Engagement\n    StudentCourseSession \n      ModuleInstance MODULEOUTCOME=01" },
        { "SR.ModuleInstance.MODULEOUTCOME.002", "XI", "Student\n  Engagement\n    StudentCourseSession \n      ModuleInstance MODULEOUTCOME=02", "Student\n  Engagement\n    StudentCourseSession \n      ModuleInstance MODULEOUTCOME=96" },
        { "SR.ModuleInstance.MODULERESULT.001", "XG", "Student\n  Engagement\n    StudentCourseSession\n      ModuleInstance MODULEOUTCOME=01 MODULERESULT=01\n    StudentInitiative STUINITID=004", "Student\n  Engagement\n    StudentCourseSession\n      ModuleInstance MODULEOUTCOME=01 MODULERESULT=01\n    StudentInitiative STUINITID=027" },
        { "SR.Course.ROLETYPE.001", "XI", "Course\n  CourseRole ROLETYPE=202", "Course\n  CourseRole ROLETYPE=401" },
        { "SR.Course.ROLETYPE.002", "XF", "Course\n  CourseRole ROLETYPE=202", "Course\n  CourseRole ROLETYPE=401" },
        { "SR.Course.CRPROPORTION.001", "XI", "Course\n  CourseRole COURSEROLEHESAID=1 ROLETYPE=202 CRPROPORTION=60.0\n  CourseRole COURSEROLEHESAID=2 ROLETYPE=202 CRPROPORTION=40.0", "Course\n  CourseRole COURSEROLEHESAID=1 ROLETYPE=202 CRPROPORTION=60.0\n  CourseRole COURSEROLEHESAID=2 ROLETYPE=202 CRPROPORTION=50.0" },
        { "SR.Qualification.QUALPROPORTION.001", "XI", "Qualification\n  QualificationSubject QUALPROPORTION=100.0", "Qualification\n  QualificationSubject QUALPROPORTION=99.5" },
        { "SR.Module.COSTCNPROPORTION.001", "XI", "Module\n  ModuleCostCentre COSTCNPROPORTION=100.0", "Module\n  ModuleCostCentre COSTCNPROPORTION=50.0" },
        { "SR.Module.MODPROPORTION.001", "XI", "Module\n  ModuleSubject MODPROPORTION=100.0", "Module\n  ModuleSubject MODPROPORTION=50.0" },
        { "SR.Module.MDRPROPORTION.001", "XI", "Module\n  ModuleDeliveryRole MDRHESAID=1 MDRPROPORTION=25.0\n  ModuleDeliveryRole MDRHESAID=2 MDRPROPORTION=75.0", "Module\n  ModuleDeliveryRole MDRPROPORTION=25.0" },
        { "SR.ModuleDeliveryRole.MDRHESAID.001", "XF", "Module", "Module\n  ModuleDeliveryRole MDRPROPORTION=25.0" },
        { "SR.ModuleDeliveryRole.MDRHESAID.002", "XI", "Module\n  ModuleDeliveryRole MDRHESAID=10099999 MDRPROPORTION=75.0", "Module\n  ModuleDeliveryRole MDRHESAID=10099999 MDRPROPORTION=100.0" },
        { "SR.ModuleSubject.MODSBJ.001", "XI", "Module\n  ModuleSubject MODSBJ=100366", "Module\n  ModuleSubject MODSBJ=G400" },
    };

    [Theory]
    [MemberData(nameof(BothWays))]
    public void Rule_LetsTheOnePass_AndFindsTheOther(string code, string nation, string good, string bad)
    {
        Assert.Empty(Ask(code, good, nation));
        var finding = Assert.Single(Ask(code, bad, nation));
        Assert.Equal(code, finding.Rule);
        Assert.EndsWith(".", finding.Sentence);
    }

    [Fact]
    public void RollCall_EveryRuleIsListedSetAndTestedBothWays()
    {
        var classes = typeof(QualityRule).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(QualityRule)) && !t.IsAbstract).ToList();
        var listed = QualityRules.ForOneRun();
        Assert.Equal(classes.Select(t => t.Name).Order(), listed.Select(r => r.GetType().Name).Order());
        Assert.Equal(listed.Select(r => r.Code).Order(), BothWays.Select(row => (string)row[0]).Order());
        Assert.Equal(listed.Count, listed.Select(r => r.Code).Distinct().Count());
        Assert.True(listed.Count >= 42);
        var book = RuleBook.Load();
        Assert.All(listed, r => Assert.Equal(r.Code, book[r.Code].Code));
    }

    [Fact]
    public void RollCall_EveryFieldAndEntityOfARule_IsInTheCollection() => Assert.All(QualityRules.ForOneRun(), r => Assert.NotNull(Tree.Collection[r.Entity].Field(r.Field)));

    [Theory]
    [InlineData(3, 100, 3, 2.0, false)]
    [InlineData(4, 100, 3, 2.0, true)]
    [InlineData(4, 1000, 3, 2.0, false)]
    [InlineData(1, 5, 0, 20.0, false)]
    [InlineData(1, 4, 0, 20.0, true)]
    [InlineData(1, 1, 0, 0.0, true)]
    [InlineData(0, 0, 0, 0.0, false)]
    public void Tolerance_IsBroken_OnlyBeyondBothTheRecordsAndTheShare(int failed, int population, int records, double percent, bool isBroken) =>
        Assert.Equal(isBroken, new Tolerance(records, (decimal)percent).IsBroken(failed, population));

    [Fact]
    public void RuleBook_WithARuleThatHasNoSetting_NamesIt()
    {
        var refused = Assert.Throws<InvalidDataException>(() => new RuleBook([new RuleSetting("NO.SUCH.RULE", RuleSeverity.Stop, new Dictionary<string, Tolerance>(), null, null)], new RuleLists()));
        Assert.Contains("SR.Student.SID.001 has no setting", refused.Message);
        Assert.Contains("There is no rule NO.SUCH.RULE", refused.Message);
    }

    [Theory]
    [InlineData("25056", false)]
    [InlineData("24056", true)]
    public void Rule_OfSessionYears_IsOffWhereThereAreNone(string collection, bool isOn) =>
        Assert.Equal(isOn, RuleBook.Load().For(collection).Any(r => r.Code == "SR.StudentCourseSession.SCSSTARTDATE.001"));

    private static List<Finding> Ask(string code, string text, string nation)
    {
        var lists = code.Contains(".003.", StringComparison.Ordinal) ? Lists with { LondonColleges = new HashSet<string> { "10099999" } } : Lists;
        return Tree.Ask(QualityRules.ForOneRun().Single(r => r.Code == code), text, nation, lists, sid => sid == "7" ? ("1999-09-09", "Jones") : null);
    }
}
