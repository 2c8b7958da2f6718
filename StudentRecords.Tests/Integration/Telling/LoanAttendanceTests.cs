using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Funding;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>F049 at liability points: after the registration, by what attendance monitoring saw, and never beside a change of circumstance that is on its way.</summary>
public sealed class LoanAttendanceTests : IAsyncLifetime
{
    private TellingScene scene = null!;
    private Engagement engagement = null!;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("SLC");
        engagement = await scene.AcceptedAsync();
        await using (var db = scene.Registry.CreateDbContext())
        {
            var person = await db.Set<Person>().Include(p => p.Identifiers).SingleAsync(p => p.Id == engagement.PersonId);
            db.Add(person.Identify("SLC", IdentifierKinds.SupportNumber, "ABCD12345678K", new DateOnly(2023, 9, 1)));
            await db.SaveAsync(scene.Registry.AsSystem());
        }

        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
    }

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Attendance_IsConfirmedOnce_WithJustTheseFields_AndNotWhenTheStudentHasLeftBeforeItWent()
    {
        Assert.Equal(new LoanAttendance(1, 0, 0), await ConfirmAsync(1));
        Assert.Equal(new LoanAttendance(0, 0, 0), await ConfirmAsync(1));
        Assert.Equal(["supportNumber", "engagement", "academicYear", "liabilityPoint", "attends", "confirmedOn"], Fields.Of(await scene.LastAsync("F049", "SlcAttendanceConfirmed")));
        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await scene.Hub.DrainAsync("SLC");
        Assert.Equal(OutboxState.Withdrawn, (await scene.LastAsync("F049", "SlcAttendanceConfirmed")).State);
    }

    [Fact]
    [ExactFields("F049")]
    [RefusedAtSend("F049")]
    public async Task Registration_IsConfirmedWithJustTheseFields_AndNotWhenTheStudentHasLeftBeforeItWent()
    {
        Assert.Equal(["supportNumber", "engagement", "academicYear", "confirmedOn"], Fields.Of(await scene.LastAsync("F049", "SlcRegistrationConfirmed")));
        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await scene.Hub.DrainAsync("SLC");
        var told = await scene.LastAsync("F049", "SlcRegistrationConfirmed");
        Assert.Equal((OutboxState.Withdrawn, "The engagement is Withdrawn now."), (told.State, told.LastError));
    }

    [Fact]
    public async Task Registration_OfWhoIsEnrolled_IsDelivered()
    {
        await scene.Hub.DrainAsync("SLC");
        Assert.Equal(OutboxState.Delivered, (await scene.LastAsync("F049", "SlcRegistrationConfirmed")).State);
    }

    [Fact]
    public async Task WhoWasSeenAtNothing_IsNotConfirmed_AndWhoWasSeenIs()
    {
        var student = new { system = "SIS", id = await scene.Registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == engagement.PersonId).Select(p => p.StudentNumber).SingleAsync()) };
        await scene.Hub.SaidAsync("F004", "TeachingEventScheduled", "TE-1", new { @event = "TE-1", moduleRun = "AAA-2023J", kind = "Lecture", startsAt = "2024-05-20T09:00:00Z", endsAt = "2024-05-20T10:00:00Z" });
        await scene.Hub.SaidAsync("F013", "AttendanceRecorded", "1", new { student, @event = "TE-1", mark = "Absent" });
        Assert.Equal(new LoanAttendance(0, 1, 0), await ConfirmAsync(2));
        Assert.Equal("False", Fields.Of(await scene.LastAsync("F049", "SlcAttendanceRefused"), "attends"));
        await scene.Hub.SaidAsync("F013", "AttendanceCorrected", "1", new { student, @event = "TE-1", mark = "Late" }, 2);
        Assert.Equal(new LoanAttendance(1, 0, 0), await ConfirmAsync(3));
    }

    [Fact]
    public async Task ChangeOfCircumstanceOnItsWay_HoldsItBack_UntilTheLoansCompanyHasIt()
    {
        await scene.TakeAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 4, 1));
        await scene.TakeAsync(engagement, EnrolmentStep.Return, new DateOnly(2024, 5, 1));
        Assert.Equal(new LoanAttendance(0, 0, 1), await ConfirmAsync(3));
        await scene.Hub.DrainAsync("SLC");
        Assert.Equal(new LoanAttendance(1, 0, 0), await ConfirmAsync(3));
    }

    [Fact]
    public async Task FinanceThatHasStopped_HoldsItBack_UntilANewerWordSaysThatItRuns()
    {
        await StatusAsync("S1", "2024-05-01", "Suspended");
        Assert.Equal(new LoanAttendance(0, 0, 1), await ConfirmAsync(3));
        await StatusAsync("S2", "2024-05-20", "Payable");
        await StatusAsync("S0", "2024-04-01", "Not eligible");
        Assert.Equal(new LoanAttendance(1, 0, 0), await ConfirmAsync(3));
    }

    [Fact]
    public async Task FinanceStoppedInAnotherYear_HoldsNothingBack()
    {
        await StatusAsync("S1", "2024-05-01", "Suspended", "2022/23");
        Assert.Equal(new LoanAttendance(1, 0, 0), await ConfirmAsync(3));
    }

    private Task StatusAsync(string notice, string noticeOn, string status, string academicYear = "2023/24") =>
        scene.Hub.SaidAsync("F050", "StudentFinanceStatusChanged", notice, new { supportNumber = "ABCD12345678K", academicYear, notice, noticeOn, status });

    [Fact]
    public async Task YearOrPointThatIsNone_IsRefused()
    {
        var outcome = await scene.Registry.Get<LoanAttendanceService>().ConfirmAsync(new ConfirmLoanAttendance { AcademicYear = "2023", Point = 4 }, scene.Registry.As(Role.FeesOfficer));
        Assert.Equal(["ACADEMIC_YEAR", "LIABILITY_POINT"], outcome.Refusals.Select(r => r.Code));
    }

    private async Task<LoanAttendance> ConfirmAsync(int point) =>
        (await scene.Registry.Get<LoanAttendanceService>().ConfirmAsync(new ConfirmLoanAttendance { AcademicYear = "2023/24", Point = point }, scene.Registry.As(Role.FeesOfficer))).Value!;
}
