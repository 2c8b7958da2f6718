using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Hesa.Facts;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Hesa;

/// <summary>Facts that returns ask for: recorded, returned, ended, taken back.</summary>
public sealed class ReturnFactTests : IDisposable
{
    private static readonly DateOnly First = new(2023, 9, 1);
    private static readonly Role[] Officers = [Role.RegistryManager, Role.FeesOfficer];
    private readonly TestRegistry registry = new();
    private readonly ReturnStory story;

    public ReturnFactTests() => story = new ReturnStory(registry);

    private ReturnFactService Facts => registry.Get<ReturnFactService>();

    public void Dispose() => registry.Dispose();

    /// <summary>Kind, its values, the entity that comes of it, and a piece of the file.</summary>
    public static TheoryData<string, string, string, string> Kinds => new()
    {
        { nameof(ProgrammeInitiative), "Code=027", "CourseInitiative", "<COURSEINITID>027</COURSEINITID>" },
        { nameof(ProgrammeAccreditation), "Code=05802", "CurriculumAccreditation", "<STUACCID>05802</STUACCID>" },
        { nameof(ProgrammeReference), "Kind=03 Code=G400", "CourseReference", "<COURSEREFRNCID>G400</COURSEREFRNCID>" },
        { nameof(ProgrammeShare), "Of=Delivery Code=10000291 Percent=20.0", "CourseRole", "<CRPROPORTION>80.0</CRPROPORTION>" },
        { nameof(ProgrammeShare), "Of=Award Code=10000291 Percent=100.0", "AwardingBodyRole", "<AWARDINGBODYID>10000291</AWARDINGBODYID>" },
        { nameof(ProgrammeShare), "Of=Subject Code=100302 Percent=100.0 Specialism=01", "QualificationSubject", "<QUALITT>01</QUALITT>" },
        { nameof(ModuleShare), "Of=Delivery Code=10000291 Percent=25.0", "ModuleDeliveryRole", "<MDRPROPORTION>75.0</MDRPROPORTION>" },
        { nameof(ModuleShare), "Of=CostCentre Code=122 Percent=100.0", "ModuleCostCentre", "<COSTCN>122</COSTCN>" },
        { nameof(ModuleShare), "Of=Subject Code=100403 Percent=100.0", "ModuleSubject", "<MODSBJ>100403</MODSBJ>" },
        { nameof(EngagementInitiative), "Code=030", "StudentInitiative", "<STUINITID>030</STUINITID>" },
        { nameof(EntryQualification), "Type=A0001 Year=2022 Grade=B Subjects=100366,100403", "EntryQualificationSubject", "<QUALYEAR>2022</QUALYEAR>" },
        { nameof(ExchangeVisit), "Kind=02", "Engagement", "<INCOMINGEXCHANGE>02</INCOMINGEXCHANGE>" },
        { nameof(PartnerArrangement), "Kind=01 Ukprn=10000291", "CollaborativeProvision", "<PARTNERUKPRN>10000291</PARTNERUKPRN>" },
        { nameof(ActivityAway), "Kind=01 Country=FR Host=Lyon Scheme=01 Days=90", "OffVenueActivity", "<ACTDURATION>90.0</ACTDURATION>" },
        { nameof(ResearchSupervision), "Organisation=10099999 Unit=11A Percent=100.0", "SupervisorAllocation", "<SAPROPORTION>100.0</SAPROPORTION>" },
        { nameof(FinancialSupport), "Kind=200 Pounds=450", "StudentFinancialSupport", "<FINSUPAMOUNT>450</FINSUPAMOUNT>" },
        { nameof(LanguageSkill), "Language=CY Proficiency=01", "LanguageProficiency", "<PROFICIENCYTYPE>01</PROFICIENCYTYPE>" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Fact_IsReturned_AndIsNotOnceItWasTakenBack(string kind, string values, string entity, string piece)
    {
        var (subject, id) = await SubjectAsync(kind);
        var recorded = await Facts.RecordAsync(new RecordFact(kind, id, October(kind), Read(values)), registry.As(Officers));
        Assert.True(recorded.Succeeded, string.Join(' ', recorded.Refusals.Select(r => r.Sentence)));
        Assert.Contains(piece, await story.FileAsync(await story.CompareAsync()));
        var line = await registry.Get<ReturnFactQueries>().OfAsync(subject, id, registry.As(Officers).Caller);
        Assert.NotEmpty(Assert.Single(line!.Facts).Says);
        Assert.True((await Facts.TakeBackAsync(kind, recorded.Value, registry.As(Officers))).Succeeded);
        Assert.Equal(["TAKEN_BACK"], (await Facts.TakeBackAsync(kind, recorded.Value, registry.As(Officers))).Refusals.Select(r => r.Code));
        Assert.DoesNotContain(piece, await story.FileAsync(await story.CompareAsync()));
        Assert.NotNull(CompareStory.Collection.Find(entity));
    }

    [Fact]
    public void RollCall_EveryKindOfFact_IsTried() => Assert.Equal(FactKinds.All.Select(k => k.Name).Append(nameof(TeachingPlace)).Distinct().Order(), Kinds.Select(k => (string)k[0]).Append(nameof(TeachingPlace)).Distinct().Order());

    [Fact]
    public async Task TeachingPlace_OfAVenueThatIsNotKnown_IsRefused()
    {
        var (_, id) = await SubjectAsync(nameof(TeachingPlace));
        Assert.Equal(["VENUE_UNKNOWN"], (await Facts.RecordAsync(new RecordFact(nameof(TeachingPlace), id, First, Read("Venue=NOWHERE Percent=100.0")), registry.As(Officers))).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Fact_ThatIsWrong_IsRefusedForEveryReasonAtOnce()
    {
        var refused = await Facts.RecordAsync(new RecordFact(nameof(PartnerArrangement), 1, First, Read("Ukprn=12 RegisteringBody=")), registry.As(Officers));
        Assert.Equal(["MISSING", "WRONG", "SUBJECT_UNKNOWN"], refused.Refusals.Select(r => r.Code));
        Assert.Equal(["KIND_UNKNOWN"], (await Facts.RecordAsync(new RecordFact("Nothing", 1, First, Read("A=B")), registry.As(Officers))).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Initiative_ThatEndsWhenItWasReported_IsClosedByTheNextYearsReturn()
    {
        var (_, id) = await SubjectAsync(nameof(ProgrammeInitiative));
        var recorded = await Facts.RecordAsync(new RecordFact(nameof(ProgrammeInitiative), id, First, Read("Code=027")), registry.As(Officers));
        await story.SubmitAsync();
        Assert.Equal(["BEFORE_IT_BEGAN"], (await Facts.EndAsync(nameof(ProgrammeInitiative), recorded.Value, First.AddDays(-1), registry.As(Officers))).Refusals.Select(r => r.Code));
        Assert.True((await Facts.TakeBackAsync(nameof(ProgrammeInitiative), recorded.Value, registry.As(Officers))).Succeeded);
        Assert.Contains("CourseInitiative Amended COURSEINITID:U:99=027<027;COURSEVALIDFROM:U:99=2023-09-01<2023-09-01;COURSEVALIDTO:N:99=2023-09-01;", await story.VerdictsAsync(await story.CompareAsync()));
    }

    [Fact]
    public async Task EntryQualification_CorrectedAfterItWasReported_KeepsItsNumber_AndOnlyItsSubjectChanges()
    {
        var (_, id) = await SubjectAsync(nameof(EntryQualification));
        var wrong = await Facts.RecordAsync(new RecordFact(nameof(EntryQualification), id, First, Read("Type=A0001 Year=2022 Grade=B Subjects=100366")), registry.As(Officers));
        await story.SubmitAsync();
        var right = new RecordFact(nameof(EntryQualification), id, First, Read("Type=A0001 Year=2022 Grade=B Subjects=100403"), wrong.Value);
        Assert.True((await Facts.RecordAsync(right, registry.As(Officers))).Succeeded);
        var told = await story.VerdictsAsync(await story.CompareAsync());
        Assert.Contains(told, v => v.StartsWith("EntryQualificationAward Identify", StringComparison.Ordinal));
        Assert.Contains(told, v => v.StartsWith("EntryQualificationSubject New", StringComparison.Ordinal));
        Assert.Contains(told, v => v.StartsWith("EntryQualificationSubject Delete", StringComparison.Ordinal));
        Assert.Equal(["TAKEN_BACK"], (await Facts.RecordAsync(right, registry.As(Officers))).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Fact_InPlaceOfOneOfAnotherSubject_IsRefused_AndBothStand()
    {
        var (_, id) = await SubjectAsync(nameof(EngagementInitiative));
        var recorded = await Facts.RecordAsync(new RecordFact(nameof(EngagementInitiative), id, First, Read("Code=030")), registry.As(Officers));
        var other = await registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id != id).Select(e => (long?)e.Id).FirstOrDefaultAsync()) ?? id + 1;
        var refused = await Facts.RecordAsync(new RecordFact(nameof(EngagementInitiative), other, First, Read("Code=031"), recorded.Value), registry.As(Officers));
        Assert.Contains("FACT_UNKNOWN", refused.Refusals.Select(r => r.Code));
        Assert.Null((await registry.ReadAsync(db => db.Set<EngagementInitiative>().SingleAsync(f => f.Id == recorded.Value))).TakenBackOn);
    }

    [Fact]
    public async Task Facts_ByThoseWhoMayNot_AreForbidden()
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Facts.RecordAsync(new RecordFact(nameof(ProgrammeInitiative), 1, First, Read("Code=1")), registry.As(Role.StatutoryReturnsOfficer)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Facts.EndAsync(nameof(FinancialSupport), 1, First, registry.As(Role.RegistryOfficer)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Facts.TakeBackAsync(nameof(EngagementInitiative), 1, registry.As(Role.Marker)));
    }

    private static DateOnly October(string kind) => kind is nameof(ActivityAway) or nameof(FinancialSupport) ? new(2023, 11, 1) : First;

    private static Dictionary<string, string> Read(string values) => values.Split(' ').Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1].Replace(',', ' '));

    private async Task<(FactSubject Subject, long Id)> SubjectAsync(string kind)
    {
        var registration = await story.StudentAsync("Ahmed");
        var engagement = await registry.ReadAsync(db => db.Set<Engagement>().SingleAsync(e => e.Id == registration.EngagementId));
        var module = await registry.ReadAsync(db => db.Set<ModuleOccurrence>().Where(o => o.Id == registration.OccurrenceId).Select(o => o.ModuleId).SingleAsync());
        var subject = FactKinds.Find(kind)!.Subject;
        return (subject, subject switch { FactSubject.Programme => engagement.ProgrammeId, FactSubject.Module => module, FactSubject.Person => engagement.PersonId, _ => engagement.Id });
    }
}
