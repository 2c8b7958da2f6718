using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Teaching;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>Who hears of modules, timetables, holds and names.</summary>
public sealed class StudyTellingTests : IAsyncLifetime
{
    private TellingScene scene = null!;
    private ModuleOccurrence run = null!;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("AM", "VLE", "SETS", "EXAMS", "EWP", "WELL", "IAM", "ACC", "ITSM", "LIB");
        run = await scene.Registry.Given.OccurrenceAsync("BBB-2023J", o => o.With("BBB-1", 50m).With("BBB-2", 50m, ComponentKind.Examination));
        await scene.Registry.Get<SurveyService>().OpenAsync(new OpenSurvey { Code = "MEQ", AcademicYear = run.AcademicYear, Period = run.Period, Opens = new DateOnly(2024, 6, 1), Closes = new DateOnly(2024, 6, 30) }, scene.Registry.As(Role.RegistryManager));
    }

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("F014", "RosterDelta", "moduleRun student isOn effectiveOn version")]
    [InlineData("F015", "CourseMembershipGranted", "moduleRun person role version")]
    [InlineData("F031", "SurveyCohortAmended", "survey moduleRun student isAsked version")]
    [InlineData("F061", "ExamEntryPublished", "student programme level assessment moduleRun attempt version isAmendment")]
    [ExactFields]
    [RefusedAtSend]
    public async Task Registration_IsToldWithJustTheseFields_AndNotWhenItWasGivenUpBeforeItWent(string flow, string type, string fields)
    {
        await scene.MoveAsync(scene.Hub.Engagement, [run.Id], []);
        var told = await scene.LastAsync(flow, type);
        Assert.Equal(fields.Split(' '), Fields.Of(told));
        Assert.Equal("BBB-2023J", Fields.Of(told, "moduleRun"));
        await scene.MoveAsync(scene.Hub.Engagement, [], [run.Id]);
        await scene.Hub.DrainAsync(told.Destination);
        AtSend.Withdrawn((await scene.Hub.ToldAsync(flow, type)).Single(m => m.Id == told.Id));
        Assert.All((await scene.Hub.ToldAsync(flow)).Where(m => m.Id != told.Id && Fields.Of(m).Contains("moduleRun") && m.PersonId == scene.Hub.Student.Id && Fields.Of(m, "moduleRun") == "BBB-2023J"), m => Assert.Equal(OutboxState.Delivered, m.State));
    }

    [Fact]
    public async Task Interruption_TakesTheStudentOffRostersAndSites_AndTheReturnBringsThemBack()
    {
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 5, 1));
        Assert.Equal("AAA-2023J", Fields.Of(await scene.LastAsync("F015", "CourseMembershipRevoked"), "moduleRun"));
        Assert.Equal("False", Fields.Of(await scene.LastAsync("F014", "RosterDelta"), "isOn"));
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Return, new DateOnly(2024, 6, 1));
        Assert.Equal("True", Fields.Of(await scene.LastAsync("F014", "RosterDelta"), "isOn"));
        await scene.Hub.DrainAsync("VLE");
        Assert.Equal(OutboxState.Withdrawn, (await scene.LastAsync("F015", "CourseMembershipRevoked")).State);
    }

    [Fact]
    public async Task Interruption_TakesTheStudentOutOfExaminations_AndTheReturnEntersThemAgain_EachUnderAHigherVersion()
    {
        await scene.Hub.DrainAsync("EXAMS");
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 5, 1));
        await scene.Hub.DrainAsync("EXAMS");
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Return, new DateOnly(2024, 6, 1));
        await scene.Hub.DrainAsync("EXAMS");
        await scene.MoveAsync(scene.Hub.Engagement, [], [scene.Hub.Run.Id]);
        await scene.Hub.DrainAsync("EXAMS");
        var told = (await scene.Hub.ToldAsync("F061")).Where(m => m.Aggregate == $"{scene.Hub.Student.StudentNumber}/AAA-2").ToList();
        Assert.Equal(["ExamEntryPublished", "ExamEntryWithdrawn", "ExamEntryPublished", "ExamEntryWithdrawn"], told.Select(m => m.Type));
        Assert.All(told, m => Assert.Equal(OutboxState.Delivered, m.State));
        Assert.Equal([1, 2, 3, 4], told.Select(m => long.Parse(Fields.Of(m, "version")!, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Entry_ThatMeetsAnInterruptionWhenItGoes_WaitsForTheReturn()
    {
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 5, 1));
        await scene.Hub.DrainAsync("EXAMS");
        Assert.Equal(OutboxState.Unsent, (await scene.Hub.ToldAsync("F061", "ExamEntryPublished"))[0].State);
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Return, new DateOnly(2024, 6, 1));
        scene.Registry.Clock.Advance(TimeSpan.FromHours(1));
        await scene.Hub.DrainAsync("EXAMS");
        Assert.Equal([OutboxState.Delivered, OutboxState.Withdrawn, OutboxState.Delivered], (await scene.Hub.ToldAsync("F061")).Select(m => m.State));
    }

    [Fact]
    [ExactFields("F012")]
    [RefusedAtSend("F012")]
    public async Task Timetable_IsToldToItsStudents_AndAVersionThatWasSupersededBeforeItWentIsNot()
    {
        await scene.Hub.SaidAsync("F004", "TeachingEventScheduled", "TE-1", Event("B-101"));
        var first = Assert.Single(await scene.Hub.ToldAsync("F012", "PersonalTimetableView"));
        Assert.Equal(["student", "event", "moduleRun", "kind", "startsAt", "endsAt", "room", "state", "version"], Fields.Of(first));
        Assert.Equal(["moduleRun", "staff", "role", "version"], Fields.Of(await scene.LastAsync("F015", "InstructorAssigned")));
        await scene.Hub.SaidAsync("F004", "TeachingEventSuperseded", "TE-1", Event("B-204"), 2);
        await scene.Hub.DrainAsync("EWP");
        var told = await scene.Hub.ToldAsync("F012", "PersonalTimetableView");
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], told.Select(m => m.State));
        AtSend.Withdrawn(told[0]);
    }

    [Fact]
    public async Task Examination_IsToldToItsCandidate()
    {
        await scene.Hub.SaidAsync("F062", "ExamTimetableFinalised", "X-1", new { sitting = "X-1", assessment = "AAA-2", startsAt = "2024-06-20T09:00:00Z", endsAt = "2024-06-20T11:00:00Z", room = "Hall-1" });
        await scene.Hub.SaidAsync("F062", "CandidateNumberAssigned", "X-1/c", new { student = scene.Hub.Who, sitting = "X-1", candidateNumber = "4711" });
        var told = Assert.Single(await scene.Hub.ToldAsync("F012", "PersonalTimetableView"));
        Assert.Equal(["student", "sitting", "startsAt", "endsAt", "room", "candidateNumber", "seat", "version"], Fields.Of(told));
        await scene.Hub.DrainAsync("EWP");
        Assert.Equal(OutboxState.Delivered, await StateAsync(told));
    }

    [Fact]
    public async Task Examination_ThatIsMoved_IsToldAnewToWhoeverHasASeat_AndTheOldHallIsNotSentAnyMore()
    {
        await scene.Hub.SaidAsync("F062", "ExamTimetableFinalised", "X-1", new { sitting = "X-1", assessment = "AAA-2", startsAt = "2024-06-20T09:00:00Z", endsAt = "2024-06-20T11:00:00Z", room = "Hall-1" });
        await scene.Hub.SaidAsync("F062", "CandidateNumberAssigned", "X-1/c", new { student = scene.Hub.Who, sitting = "X-1", candidateNumber = "4711" });
        await scene.Hub.SaidAsync("F062", "ExamTimetableFinalised", "X-1", new { sitting = "X-1", assessment = "AAA-2", startsAt = "2024-06-21T09:00:00Z", endsAt = "2024-06-21T11:00:00Z", room = "Hall-2" }, 2);
        await scene.Hub.DrainAsync("EWP");
        var told = await scene.Hub.ToldAsync("F012", "PersonalTimetableView");
        Assert.Equal([("Hall-1", "2", OutboxState.Withdrawn), ("Hall-2", "3", OutboxState.Delivered)], told.Select(m => (Fields.Of(m, "room")!, Fields.Of(m, "version")!, m.State)));
    }

    [Fact]
    public async Task Run_HasASiteAskedFor() => Assert.Equal(["moduleRun", "academicYear", "period", "start", "end"], Fields.Of((await scene.Hub.ToldAsync("F015", "CourseSiteRequired")).Single(m => m.Aggregate == "BBB-2023J")));

    [Fact]
    public async Task Hold_IsToldToWellbeingWithoutItsReason_AndOnlyTheNewestWordGoes()
    {
        var holds = scene.Registry.Get<HoldService>();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Empty((await holds.PlaceAsync(new PlaceHold { PersonId = scene.Hub.Student.Id, Source = "Registry", Reason = "Papers missing", HowToClear = "Bring them", Blocks = Blocks.Registration }, scene.Registry.As(Role.RegistryManager))).Refusals);
        }

        var told = await scene.Hub.ToldAsync("F053", "HoldsChanged");
        Assert.Equal(["student", "owners"], Fields.Of(told[0]));
        await scene.Hub.DrainAsync("WELL");
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], (await scene.Hub.ToldAsync("F053", "HoldsChanged")).Select(m => m.State));
    }

    [Theory]
    [InlineData("F017", "StudentProfileUpdated", "student familyName givenNames email version")]
    [InlineData("F021", "PersonMoved", "person familyName givenNames knownAs version")]
    [InlineData("F043", "CallerContextPublished", "person name status programme username isLocked")]
    public async Task Name_IsToldWithJustTheseFields_AndOnlyTheNewestGoes(string flow, string type, string fields)
    {
        await RenameAsync("Ngo");
        var told = await scene.LastAsync(flow, type);
        Assert.Equal(fields.Split(' '), Fields.Of(told));
        await RenameAsync("Zi");
        await scene.Hub.DrainAsync(told.Destination);
        Assert.Equal(OutboxState.Withdrawn, await StateAsync(told));
        Assert.Equal(OutboxState.Delivered, (await scene.LastAsync(flow, type)).State);
    }

    [Fact]
    public async Task System_ThatIsNotOperated_IsToldNothing()
    {
        await scene.TakeAsync(scene.Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        Assert.Empty(await scene.Hub.ToldAsync("F006"));
        Assert.NotEmpty(await scene.Hub.ToldAsync("F021"));
    }

    private async Task RenameAsync(string knownAs)
    {
        var person = await scene.Registry.ReadAsync(db => db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == scene.Hub.Student.Id));
        var details = ContactDetails.Of(person);
        var saved = await scene.Registry.Get<StudentService>().ChangeContactAsync(new ChangeContact { PersonId = person.Id, Version = person.Version, AsOpened = details, Details = details with { KnownAs = knownAs } }, scene.Registry.As(Role.RegistryOfficer));
        Assert.True(saved.Outcome.Succeeded);
    }

    private Task<OutboxState> StateAsync(OutboxMessage told) => scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Id == told.Id).Select(m => m.State).SingleAsync());

    private static object Event(string room) => new { @event = "TE-1", moduleRun = "AAA-2023J", kind = "Lecture", startsAt = "2024-06-10T09:00:00Z", endsAt = "2024-06-10T10:00:00Z", room, staff = new[] { "S0042" } };
}
