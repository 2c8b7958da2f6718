using StudentRecords.Domain;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Derivation;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Hesa;

namespace StudentRecords.Tests.Hesa;

public sealed class DerivationTests
{
    private static readonly DateTimeOffset Now = new(2024, 9, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly October = new(2023, 10, 2);
    private readonly Programme programme = new("BSC", "SCI");
    private readonly Person person = new(StudentNumber.Mint(1), new PersonName("O\u2019Neil", "Si\u00E2n"), new DateOnly(2001, 4, 23));

    public DerivationTests()
    {
        programme.Publish(Version(1, "H0001", "100366"));
        person.Identify("HESA", IdentifierKinds.Sid, "12100071451234560", October);
        person.Describe(new PersonDetails { HomeCountry = "XF", HomePostcode = "AB1 2CD" });
    }

    [Fact]
    public void CourseId_ChangesWithTheQualificationOrItsSubjectAndWithNothingElse()
    {
        programme.Publish(Version(2, "H0001", "100366"));
        programme.Publish(Version(3, "H0001", "100367"));
        programme.Publish(Version(4, "H0001", "100367"));
        Assert.Equal(["BSC", "BSC", "BSC-3", "BSC-3"], programme.Versions.Select(v => CourseIds.Of(programme, v)));
    }

    [Fact]
    public void Student_WithAHusid_KeepsItAsSid()
    {
        person.Identify("HESA", IdentifierKinds.Husid, "9911560000120", October);
        Assert.Equal("9911560000120", Derive(Engaged(October)).Single(e => e.Entity.Name == "Student").Fields["SID"]);
    }

    [Fact]
    public void Names_KeepToThePermittedCharacters()
    {
        var student = Derive(Engaged(October)).Single(e => e.Entity.Name == "Student").Fields;
        Assert.Equal(("O'Neil", "Si\u00E2n"), (student["SURNAME"], student["FNAMES"]));
    }

    [Theory]
    [InlineData("XF", "160", "160", 1)]
    [InlineData("XF", null, "997", 7)]
    [InlineData("FR", "160", null, 0)]
    public void Ethnicity_IsReturnedForThoseFromTheUnitedKingdomOnly(string country, string? declared, string? expected, int step)
    {
        person.Describe(new PersonDetails { HomeCountry = country });
        var equality = new EqualityDeclaration(person);
        equality.Declare(declared, null, null, null, null);
        var student = Derive(Engaged(October), equality: equality).Single(e => e.Entity.Name == "Student").Fields;
        Assert.Equal((expected, step), (student["ETHNIC"], student.StepOf(student.Entity.IndexOf("ETHNIC"))));
    }

    [Theory]
    [InlineData(BoardOutcome.Passed, false, "01")]
    [InlineData(BoardOutcome.Condoned, false, "01")]
    [InlineData(BoardOutcome.Failed, false, "01")]
    [InlineData(BoardOutcome.Referred, false, "05")]
    [InlineData(BoardOutcome.Withdrawn, false, "03")]
    [InlineData(null, false, "05")]
    [InlineData(null, true, "03")]
    public void ModuleOutcome_IsAboutTheStudyAndNotTheMark(BoardOutcome? decision, bool left, string expected)
    {
        var engagement = Engaged(October);
        var registration = Registered(engagement, October, new DateOnly(2024, 5, 31));
        if (left)
        {
            registration.Registration.Withdraw(new DateOnly(2024, 1, 10));
        }

        var module = Derive(engagement, [registration with { Decision = decision }]).Single(e => e.Entity.Name == "ModuleInstance").Fields;
        Assert.Equal((expected, left ? "2024-01-10" : "2024-05-31"), (module["MODULEOUTCOME"], module["MODINSTENDDATE"]));
    }

    [Fact]
    public void Module_LeftBeforeItBegan_IsNotReturnedAndCountsForNothing()
    {
        var engagement = Engaged(October);
        var registration = Registered(engagement, October.AddDays(30), new DateOnly(2024, 5, 31));
        registration.Registration.Withdraw(October.AddDays(10));
        var entities = Derive(engagement, [registration]);
        Assert.DoesNotContain(entities, e => e.Entity.Name == "ModuleInstance");
        Assert.Equal("0.0", entities.Single(e => e.Entity.Name == "ReferencePeriodStudentLoad").Fields["RPSTULOAD"]);
    }

    [Fact]
    public void Module_ThatIsNotOverAtTheEndOfTheSessionYear_HasNoEndAndNoOutcome()
    {
        var engagement = Engaged(October);
        var module = Derive(engagement, [Registered(engagement, October, new DateOnly(2024, 9, 30))]).Single(e => e.Entity.Name == "ModuleInstance").Fields;
        Assert.Equal((null, null), (module["MODINSTENDDATE"], module["MODULEOUTCOME"]));
    }

    [Fact]
    public void FebruarySession_IsOfTheYearInWhichItStartsAndWhole()
    {
        var february = new DateOnly(2023, 2, 1);
        Assert.Equal(new AcademicYear(2022), SessionYear.For(february, february).ReturnedIn);
        var engagement = Engaged(february);
        var entities = Derive(engagement, [Registered(engagement, february, new DateOnly(2023, 10, 15)) with { Decision = BoardOutcome.Passed }], "22056");
        Assert.Equal("2023-02", entities.Single(e => e.Entity.Name == "StudentCourseSession").Fields["SCSESSIONID"]);
        Assert.Equal("2023-10-15", entities.Single(e => e.Entity.Name == "ModuleInstance").Fields["MODINSTENDDATE"]);
        Assert.Equal(("2022", "25.0"), entities.Where(e => e.Entity.Name == "ReferencePeriodStudentLoad").Select(e => (e.Fields["YEAR"], e.Fields["RPSTULOAD"])).Single());
    }

    [Fact]
    public void Interruption_AndReturn_AreStatusesOfTheSession()
    {
        var engagement = Engaged(October);
        engagement.Interrupt(new DateOnly(2024, 1, 15), "Ill", Now);
        engagement.Return(new DateOnly(2024, 3, 1), "Well", Now);
        engagement.Interrupt(new DateOnly(2024, 9, 15), "After the session year", Now);
        Assert.Equal(
            [("2023-10-02", "01"), ("2024-01-15", "02"), ("2024-03-01", "01")],
            Derive(engagement).Where(e => e.Entity.Name == "SessionStatus").Select(e => (e.Fields["STATUSVALIDFROM"]!, e.Fields["STATUSCHANGEDTO"]!)));
    }

    [Theory]
    [InlineData("2024-03-01", true)]
    [InlineData("2024-08-15", false)]
    public void Leaver_IsToldToTheEndOfTheSessionYear(string on, bool expected)
    {
        var engagement = Engaged(October);
        engagement.Withdraw(DateOnly.Parse(on), "11", "Left", Now);
        Assert.Equal(expected, Derive(engagement).Any(e => e.Entity.Name == "Leaver"));
    }

    [Theory]
    [InlineData(null, "01")]
    [InlineData(FeeStatus.Islands, "01")]
    [InlineData(FeeStatus.Home, "01")]
    [InlineData(FeeStatus.Overseas, "02")]
    public void FeeEligibility_IsWhatFeesDecided_AndOtherwiseGoesWithTheHome(FeeStatus? decided, string expected) =>
        Assert.Equal(expected, Derive(Engaged(October), more: f => f with { FeeStatus = decided }).Single(e => e.Entity.Name == "Engagement").Fields["FEEELIG"]);

    [Fact]
    public void StudyLocation_IsTheCampusOfTheSession_BeforeThatOfTheProgramme()
    {
        var place = new ProgrammeFacts { Places = [new TeachingPlace(programme, October, "HARBOUR", 100m)] };
        Assert.Equal("HARBOUR", Location(s => s));
        Assert.Equal("MAIN", Location(s => s with { Venue = "MAIN" }));

        string? Location(Func<SessionFacts, SessionFacts> session) =>
            Derive(Engaged(October), more: f => f with { Programme = place, Sessions = [session(f.Sessions[0])] }).Single(e => e.Entity.Name == "StudyLocation").Fields["VENUEID"];
    }

    [Theory]
    [InlineData(null, "9999")]
    [InlineData("0002", "0002")]
    public void Award_BearsTheResultOfTheRatifiedDecision(string? result, string expected)
    {
        var engagement = Engaged(October);
        Assert.Empty(engagement.Complete(new DateOnly(2024, 7, 10), Now).Refusals);
        Assert.Equal(expected, Derive(engagement, more: f => f with { AwardResult = result }).Single(e => e.Entity.Name == "QualificationAwarded").Fields["QUALAWARDRESULT"]);
    }

    [Fact]
    public void RequiredField_ThatCannotBeDerived_IsNullError()
    {
        var nowhere = new Person(StudentNumber.Mint(2), new PersonName("A", "B"), null);
        nowhere.Identify("HESA", IdentifierKinds.Sid, "12100071451234560", October);
        var engagement = new Engagement(nowhere, programme, programme.Newest!, "1", October, null, "01", Now);
        var entry = Derive(engagement).Single(e => e.Entity.Name == "EntryProfile").Fields;
        Assert.Equal((FieldSet.NullError, Step.Failed), (entry["PERMADDCOUNTRY"], entry.StepOf(entry.Entity.IndexOf("PERMADDCOUNTRY"))));
        Assert.Equal("It must be there and could not be derived.", Step.Sentence(Step.Failed));
    }

    private static ProgrammeVersion Version(int number, string category, string subject) => new()
    {
        CatalogueVersion = number, FromYear = "2020/21", Title = $"Version {number}", Award = "BSc", QualificationCategory = category, HecosCode = subject, Credits = 360, NormalYears = 3m,
    };

    private Engagement Engaged(DateOnly from)
    {
        var engagement = new Engagement(person, programme, programme.Newest!, "1", from, from.AddYears(3), "01", Now);
        engagement.Confirm(true, [], from, Now);
        return engagement;
    }

    private static RegistrationFacts Registered(Engagement engagement, DateOnly start, DateOnly end)
    {
        var module = new Module("AAA", "SCI");
        module.Publish(new ModuleVersion { CatalogueVersion = 1, FromYear = "2020/21", Title = "AAA", Credits = 30m, Level = 4, HecosCode = "100366", CostCentre = "121" });
        var occurrence = new ModuleOccurrence(module, module.Newest!, "AAA-1", "2023/24", "A", start, end, "STANDARD");
        return new(new ModuleRegistration(engagement, engagement.SessionFor(engagement.Start), occurrence, start, 1), occurrence, null);
    }

    private static IReadOnlyList<ReturnEntity> Derive(Engagement engagement, IReadOnlyList<RegistrationFacts>? registrations = null, string collection = "23056", EqualityDeclaration? equality = null, Func<EngagementFacts, EngagementFacts>? more = null)
    {
        var session = engagement.SessionFor(engagement.Start);
        SessionFacts facts = new(session, SessionYear.For(engagement.Start, session.Start), registrations ?? []);
        EngagementFacts whole = new(engagement, null, "BSC", [facts]);
        return new StudentDerivation(CollectionDefinitions.Load()[collection], new InstitutionProfile()).Derive(new(engagement.Person, equality, [more?.Invoke(whole) ?? whole]));
    }
}
