using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Hesa;

public sealed class ReturnJourneyTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly ReturnStory story;

    public ReturnJourneyTests() => story = new ReturnStory(registry);

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Build_OfTheFirstReturn_HoldsEveryEntityOfTheJourney()
    {
        var registration = await story.StudentAsync("Ahmed", "XF", "51", "55");
        var id = await story.CompareAsync();
        var file = await story.FileAsync(id);
        foreach (var entity in (string[])["Course", "Module", "Qualification", "SessionYear", "Venue", "Student", "Disability", "Engagement", "EntryProfile", "StudentCourseSession", "ModuleInstance", "ReferencePeriodStudentLoad"])
        {
            Assert.Contains($"<{entity}>", file);
        }

        // active from the first day and nothing reported before: not in the file
        Assert.DoesNotContain("<SessionStatus>", file);
        Assert.Contains("<RPSTULOAD>25.0</RPSTULOAD>", file);
        Assert.Contains("<SESSIONYEARID>2023/24</SESSIONYEARID>", file);
        var sid = await registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.PersonId == registration.PersonId && i.Kind == IdentifierKinds.Sid).Select(i => i.Value).SingleAsync());
        Assert.True(Sid.TryParse(sid, out _));
        Assert.StartsWith("2310099999", sid);
        Assert.Contains($"<SID>{sid}</SID>", file);
    }

    [Fact]
    public async Task Compare_OfTheSameRecordAfterSubmission_HasNothingToSay()
    {
        await story.StudentAsync("Ahmed", "XF", "51");
        await story.SubmitAsync();
        var again = await story.CompareAsync();
        Assert.Empty(await story.VerdictsAsync(again));
    }

    [Fact]
    public async Task Compare_AfterChanges_TellsThemAndTheirParents()
    {
        var registration = await story.StudentAsync("Ahmed", "XF", "51", "55");
        await story.SubmitAsync();
        await story.ChangeAsync(async db =>
        {
            (await db.Set<EqualityDeclaration>().SingleAsync()).Declare(null, null, null, null, ["54", "55"]);
            var engagement = await db.Set<Engagement>().Include(e => e.Sessions).Include(e => e.Statuses).SingleAsync(e => e.Id == registration.EngagementId);
            engagement.Withdraw(new DateOnly(2024, 2, 1), "03", "Moved", registry.Clock.Now);
            (await db.Set<ModuleRegistration>().SingleAsync()).Withdraw(new DateOnly(2024, 2, 1));
        });
        var id = await story.CompareAsync();
        Assert.Equal(
            [
                "Student Identify",
                "Disability Delete DISABILITY:D=51<51;",
                "Disability New",
                "Engagement Identify",
                "Leaver New",
                "StudentCourseSession Amended RSNSCSEND:N:4=01;SCSENDDATE:N:1=2024-02-01;",
                "FundingAndMonitoring Amended FUNDCOMP:A:3=02<03;",
                "ModuleInstance Amended MODINSTENDDATE:A:1=2024-02-01<2024-05-31;MODULEOUTCOME:A:4=03<05;",
                "ReferencePeriodStudentLoad Amended RPSTULOAD:A:3=12.6<25.0;",
            ],
            await story.VerdictsAsync(id));
    }

    [Fact]
    public async Task Submit_KeepsDeletesInThePicture_SoThatTheKeyIsNewWhenItComesBack()
    {
        await story.StudentAsync("Ahmed", "XF", "51", "55");
        await story.SubmitAsync();
        await DeclareAsync("55");
        await story.SubmitAsync();
        await DeclareAsync("55");
        Assert.Empty(await story.VerdictsAsync(await story.CompareAsync()));
        await DeclareAsync("51", "55");
        Assert.Equal(["Student Identify", "Disability New"], await story.VerdictsAsync(await story.CompareAsync()));
    }

    [Fact]
    public async Task Compare_OfTheNextYear_GoesAgainstTheMostRecentRecordOfEachKey()
    {
        await story.StudentAsync("Ahmed");
        await story.StudentAsync("Brown");
        await story.SubmitAsync();
        await story.ChangeAsync(async db =>
        {
            var brown = await db.Set<Engagement>().Include(e => e.Sessions).SingleAsync(e => e.Person.FamilyName == "Brown");
            brown.SessionFor(new DateOnly(2024, 10, 1));
        });
        var verdicts = await story.VerdictsAsync(await story.CompareAsync("24056"));
        // AAA does not run again: the module is passed over in silence, what hung on it is deleted, as the article has it
        Assert.Equal(["ModuleCostCentre Delete COSTCN:D:99=121<121;", "ModuleSubject Delete MODSBJ:D=100366<100366;", "SessionYear New", "FundingBody Delete FUNDINGBODY:D=5017<5017;", "Student Identify", "Engagement Identify", "FundingBody Delete FUNDINGBODY:D=5017<5017;", "StudentCourseSession New", "FundingAndMonitoring New", "FundingBody New", "ReferencePeriodStudentLoad New", "StudyLocation New"], verdicts);
    }

    [Fact]
    public async Task Submit_WithAnEntityInError_IsRefusedAndSoIsItsFile()
    {
        await story.StudentAsync("Ahmed", country: null);
        var id = await story.CompareAsync();
        Assert.Contains(await story.VerdictsAsync(id), v => v.StartsWith("EntryProfile Error", StringComparison.Ordinal) && v.Contains("PERMADDCOUNTRY:E:8=NULL ERROR", StringComparison.Ordinal));
        var submitted = await story.Service.SubmitAsync(id, registry.As(Role.StatutoryReturnsOfficer));
        Assert.Equal(["NOT_SIGNED_OFF", "ERRORS"], submitted.Refusals.Select(r => r.Code));
        Assert.False((await story.Service.WriteXmlAsync(id, Stream.Null, registry.As(Role.StatutoryReturnsOfficer))).Succeeded);
    }

    [Fact]
    public async Task Submit_BeforeComparing_AfterAnother_OrTwice_IsRefused()
    {
        await story.StudentAsync("Ahmed");
        var officer = registry.As(Role.StatutoryReturnsOfficer);
        var built = await story.BuildAsync();
        Assert.Equal(["NOT_COMPARED"], (await story.Service.SubmitAsync(built, officer)).Refusals.Select(r => r.Code));
        await story.Service.CompareAsync(built, officer);
        await story.SignOffAsync(built);
        var other = await story.SubmitAsync();
        Assert.Equal(["COMPARE_STALE"], (await story.Service.SubmitAsync(built, officer)).Refusals.Select(r => r.Code));
        Assert.Equal(["SUBMITTED"], (await story.Service.SubmitAsync(other, officer)).Refusals.Select(r => r.Code));
        Assert.Equal(["SUBMITTED"], (await story.Service.CompareAsync(other, officer)).Refusals.Select(r => r.Code));
        Assert.Equal(["RETURN_UNKNOWN"], (await story.Service.CompareAsync(1, officer)).Refusals.Select(r => r.Code));
    }

    [Theory]
    [InlineData(Role.RegistryManager)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.FeesOfficer)]
    public async Task BuildCompareSubmit_ByAnybodyElse_IsForbidden(Role role)
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => story.Service.BuildReturnAsync("23056", registry.As(role)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => story.Service.CompareAsync(1, registry.As(role)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => story.Service.SubmitAsync(1, registry.As(role)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => story.Service.WriteXmlAsync(1, Stream.Null, registry.As(role)));
    }

    [Fact]
    public async Task Build_ThatWasBrokenOff_BeginsAgainAndLeavesNothingBehind()
    {
        await story.StudentAsync("Ahmed");
        await Assert.ThrowsAsync<OperationCanceledException>(() => story.Service.BuildReturnAsync("23056", registry.As(Role.StatutoryReturnsOfficer), (_, _, _) => throw new OperationCanceledException()));
        var id = await story.BuildAsync();
        await registry.ReadAsync(async db =>
        {
            var only = Assert.Single(await db.Set<HesaReturn>().ToListAsync());
            Assert.Equal((id, ReturnState.Built, 1), (only.Id, only.State, only.Sequence));
            var set = Assert.Single(await db.Set<SetLedgerEntry>().ToListAsync());
            Assert.Equal((only.ExtractSet, true), (set.Number, set.IsWhole));
            Assert.Equal(only.EntityCount, await db.Set<SetEntity>().CountAsync());
            return 0;
        });
    }

    [Fact]
    public async Task Submit_ReplacesThePictureAndDropsTheOldOne()
    {
        await story.StudentAsync("Ahmed");
        await story.SubmitAsync();
        await story.SubmitAsync();
        await registry.ReadAsync(async db =>
        {
            var picture = await db.Set<SubmittedPicture>().SingleAsync();
            var submitted = await db.Set<SetLedgerEntry>().Where(s => s.Kind == SetKind.Submitted).ToListAsync();
            Assert.Equal(picture.Set, Assert.Single(submitted).Number);
            return 0;
        });
    }

    [Fact]
    public async Task Acts_AreInTheTrailAndTheFileTakenToo()
    {
        await story.StudentAsync("Ahmed");
        await story.FileAsync(await story.SubmitAsync());
        var acts = await registry.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.SubjectKind == nameof(HesaReturn) && e.Act != "GrantWaiver").OrderBy(e => e.Sequence).Select(e => e.Act).ToListAsync());
        Assert.Equal(["BuildReturn", "BuildReturn", "CompareReturn", "CheckReturn", "ApproveReturn", "SignReturn", "SignReturn", "SubmitReturn", "TakeReturnFile"], acts);
    }

    [Fact]
    public async Task Queries_ShowCountsEntitiesAndWhereAValueCameFrom()
    {
        var registration = await story.StudentAsync("Ahmed", "XF", "51");
        var id = await story.CompareAsync();
        var caller = TestRegistry.Caller(Role.StatutoryReturnsOfficer);
        var queries = registry.Get<HesaQueries>();
        Assert.Equal(ReturnState.Compared, Assert.Single((await queries.ReturnsAsync(new TableQuery(), caller)).Rows).State);
        Assert.Equal(1, (await queries.CountsAsync(id, caller)).Single(c => c.Entity == "Disability").Of(Domain.Hesa.Compare.EntityStatus.New));
        var students = await queries.EntitiesAsync(new TableQuery { Of = id }.With("entity", "Student"), caller);
        var detail = await queries.EntityAsync(Assert.Single(students.Rows).Id, caller);
        Assert.Equal(("Person", registration.PersonId), (detail!.SourceKind, detail.SourceId!.Value));
        Assert.Equal(("Ahmed", "As the record holds it."), detail.Fields.Where(f => f.Field == "SURNAME").Select(f => (f.Reported, f.Origin)).Single());
        Assert.Contains(detail.Fields, f => f is { Field: "RELIGION", Reported: "99", Step: 7 });
    }

    [Fact]
    public async Task WhatIsUnchanged_IsListedWhereItIsAskedFor_WithItsFields()
    {
        await story.StudentAsync("Ahmed", "XF", "51");
        await story.SubmitAsync();
        var id = await story.CompareAsync();
        var caller = TestRegistry.Caller(Role.StatutoryReturnsOfficer);
        var queries = registry.Get<HesaQueries>();

        Assert.Empty((await queries.EntitiesAsync(new TableQuery { Of = id }, caller)).Rows);
        var unchanged = await queries.EntitiesAsync(new TableQuery { Of = id }.With("status", "Unchanged"), caller);
        Assert.Equal((await queries.CountsAsync(id, caller)).Sum(c => c.Of(Domain.Hesa.Compare.EntityStatus.Unchanged)), unchanged.Total);
        var student = await queries.EntityAsync(unchanged.Rows.Single(r => r.Entity == "Student").Id, caller);
        Assert.Equal(Domain.Hesa.Compare.EntityStatus.Unchanged, student!.Status);
        Assert.Contains(student.Fields, f => f is { Field: "SURNAME", Reported: "Ahmed", Status: Domain.Hesa.Compare.FieldStatus.Unchanged });
    }

    [Fact]
    public async Task ReturnsOfAPerson_ShowTheirTreeAndLeaveATrace()
    {
        var registration = await story.StudentAsync("Ahmed", "XF", "51");
        await story.StudentAsync("Brown");
        var id = await story.CompareAsync();
        var caller = TestRegistry.Caller(Role.StatutoryReturnsOfficer);
        var queries = registry.Get<PersonReturnQueries>();
        Assert.Equal(id, Assert.Single(await queries.OfPersonAsync(registration.PersonId, caller)).ReturnId);
        var tree = await queries.TreeAsync(registration.PersonId, id, caller);
        Assert.Equal(["Student", "Disability", "Engagement", "EntryProfile", "StudentCourseSession", "FundingAndMonitoring", "FundingBody", "ModuleInstance", "ReferencePeriodStudentLoad", "SessionStatus", "StudyLocation"], tree.Select(e => e.Entity));
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<AuditEntry>().CountAsync(e => e.Act == "SeeReturnedValues" && e.SubjectId == registration.PersonId)));
    }

    private Task DeclareAsync(params string[] disabilities) =>
        story.ChangeAsync(async db => (await db.Set<EqualityDeclaration>().SingleAsync()).Declare(null, null, null, null, disabilities));
}
