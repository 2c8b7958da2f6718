using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Students;

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
        await AbsentAsync();
        Assert.Equal(new LoanAttendance(0, 1, 0), await ConfirmAsync(2));
        Assert.Equal("False", Fields.Of(await scene.LastAsync("F049", "SlcAttendanceRefused"), "attends"));
        await scene.Hub.SaidAsync("F013", "AttendanceCorrected", "1", new { student = await StudentAsync(), @event = "TE-1", mark = "Late" }, 2);
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

    [Theory]
    [InlineData("SlcAttendanceConfirmed", false)]
    [InlineData("SlcAttendanceRefused", true)]
    public async Task AnswerThatWaits_IsWithdrawnWhenFinanceHasStopped_AndLetsTheChangeOfCircumstanceBehindItGo(string type, bool wasAbsent)
    {
        if (wasAbsent)
        {
            await AbsentAsync();
        }

        await ConfirmAsync(3);
        await StatusAsync("S1", "2024-05-21", "On hold");
        await scene.TakeAsync(engagement, EnrolmentStep.Interrupt, new DateOnly(2024, 6, 1));
        await scene.TakeAsync(engagement, EnrolmentStep.Return, new DateOnly(2024, 6, 2));
        await scene.Hub.DrainAsync("SLC");
        var told = await scene.LastAsync("F049", type);
        Assert.Equal((OutboxState.Withdrawn, "The loans company said on 21 May 2024 that the student's finance of 2023/24 is 'On hold'; attendance is confirmed anew when it goes on."), (told.State, told.LastError));
        Assert.All(await scene.Hub.ToldAsync("F049", "SlcChangeOfCircumstance"), m => Assert.Equal(OutboxState.Delivered, m.State));
    }

    [Fact]
    public async Task AttendanceThatWasWithdrawn_IsConfirmedAnewWhenFinanceGoesOn_OnceAndUnderAnotherKey()
    {
        await ConfirmAsync(2);
        await StatusAsync("S1", "2024-05-21", "Suspended");
        await scene.Hub.DrainAsync("SLC");
        Assert.Equal(new LoanAttendance(0, 0, 1), await ConfirmAsync(2));
        await StatusAsync("S2", "2024-05-28", "Payable");
        await StatusAsync("S3", "2024-05-29", "Payable");
        Assert.Equal(new LoanAttendance(0, 0, 0), await ConfirmAsync(2));
        await scene.Hub.DrainAsync("SLC");
        var told = await scene.Hub.ToldAsync("F049", "SlcAttendanceConfirmed");
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Delivered], told.ConvertAll(m => m.State));
        Assert.Equal($"{told[0].Key}/again/2", told[1].Key);
        Assert.Equal(told[0].Body, told[1].Body);
    }

    /// <summary>The hub died with both in hand, so that the company may have them: the same words under the same keys, and not a second time under others.</summary>
    [Fact]
    public async Task ConfirmationsThatMayHaveGone_AreSentAsTheyStandWhenFinanceGoesOn()
    {
        await ConfirmAsync(2);
        await StatusAsync("S1", "2024-05-21", "Not eligible");
        foreach (var type in (string[])["SlcRegistrationConfirmed", "SlcAttendanceConfirmed"])
        {
            await using var dying = scene.Registry.CreateDbContext();
            Assert.Equal([type], (await OutboxClaims.TakeAsync(dying, "SLC", 10, scene.Registry.Clock.Now, default)).ConvertAll(m => m.Type));
            scene.Registry.Clock.Advance(OutboxClaims.Length + TimeSpan.FromSeconds(1));
            await scene.Registry.Get<OutboxDispatcher>().PassAsync("SLC", default);
        }

        var withdrawn = await scene.Hub.ToldAsync("F049");
        Assert.Equal([(OutboxState.Withdrawn, true), (OutboxState.Withdrawn, true)], withdrawn.ConvertAll(m => (m.State, m.MayHaveLeft)));

        await StatusAsync("S2", "2024-05-28", "Payable");
        await scene.Hub.DrainAsync("SLC");
        var told = await scene.Hub.ToldAsync("F049");
        Assert.Equal(withdrawn.ConvertAll(m => (m.Id, m.Key, m.Body, OutboxState.Delivered)), told.ConvertAll(m => (m.Id, m.Key, m.Body, m.State)));
    }

    [Fact]
    public async Task ConfirmationThatMayHaveGoneUnderAnEarlierNumber_IsMadeAnewUnderTheNewOne()
    {
        await StatusAsync("S1", "2024-05-21", "Not eligible");
        await using (var dying = scene.Registry.CreateDbContext())
        {
            Assert.Single(await OutboxClaims.TakeAsync(dying, "SLC", 10, scene.Registry.Clock.Now, default));
        }

        scene.Registry.Clock.Advance(OutboxClaims.Length + TimeSpan.FromSeconds(1));
        await scene.Hub.DrainAsync("SLC");
        Assert.Empty((await scene.Registry.Get<StudentService>().RecordNumberAsync(engagement.PersonId, NumberKind.Support, "WXYZ12345678P", scene.Registry.As(Role.RegistryOfficer))).Refusals);
        await scene.Hub.DrainAsync("SLC");
        await StatusAsync("S2", "2024-05-28", "Payable", supportNumber: "WXYZ12345678P");
        await scene.Hub.DrainAsync("SLC");
        Assert.Equal(
            [("ABCD12345678K", OutboxState.Withdrawn), ("WXYZ12345678P", OutboxState.Withdrawn), ("WXYZ12345678P", OutboxState.Delivered)],
            (await scene.Hub.ToldAsync("F049", "SlcRegistrationConfirmed")).Select(m => (Fields.Of(m, "supportNumber")!, m.State)));
    }

    [Fact]
    public async Task PointThatWasAnsweredWhileFinanceHadStopped_IsAnsweredWhenItGoesOn_ByWhatIsKnownThen()
    {
        var other = await scene.Hub.Registry.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == scene.Hub.Student.Id));
        await scene.Registry.SaveAsync(db =>
        {
            db.Attach(other);
            db.Add(other.Identify("SLC", IdentifierKinds.SupportNumber, "WXYZ12345678K", new DateOnly(2023, 9, 1)));
            db.Add(new OutboxMessage("F049", "SLC", "SlcRegistrationConfirmed", "other", other.StudentNumber, """{"academicYear":"2023/24"}""", other.Id, scene.Registry.Clock.Now, null, "c"));
        });
        await StatusAsync("S1", "2024-05-01", "Stopped");
        Assert.Equal(new LoanAttendance(1, 0, 1), await ConfirmAsync(1));
        await AbsentAsync();
        await StatusAsync("S2", "2024-05-21", "Payable");
        var told = Assert.Single(await scene.Hub.ToldAsync("F049", "SlcAttendanceRefused"));
        Assert.Equal(engagement.PersonId, told.PersonId);
        Assert.Equal(new LoanAttendance(0, 0, 0), await ConfirmAsync(1));
    }

    [Fact]
    public async Task StatusThatIsCorrected_CountsAsCorrected_WhateverDayTheCorrectionBears()
    {
        await ConfirmAsync(2);
        await StatusAsync("S1", "2024-05-21", "Suspended");
        await scene.Hub.DrainAsync("SLC");
        await StatusAsync("S1", "2024-05-20", "Payable", version: 2);
        Assert.Equal(OutboxState.Unsent, (await scene.LastAsync("F049", "SlcAttendanceConfirmed")).State);
    }

    [Fact]
    public async Task Registration_GoesWhileFinanceIsPaused_BecauseTheCompanyMayBeWaitingForIt()
    {
        await StatusAsync("S1", "2024-05-01", "On hold");
        await scene.Hub.DrainAsync("SLC");
        Assert.Equal(OutboxState.Delivered, (await scene.LastAsync("F049", "SlcRegistrationConfirmed")).State);
    }

    [Fact]
    public async Task Registration_IsWithdrawnWhenThereIsNoLoanAnyMore_AndConfirmedAnewBeforeAttendanceWhenThereIs()
    {
        await ConfirmAsync(1);
        await StatusAsync("S1", "2024-05-02", "Not eligible");
        await scene.Hub.DrainAsync("SLC");
        var told = await scene.LastAsync("F049", "SlcRegistrationConfirmed");
        Assert.Equal((OutboxState.Withdrawn, "The loans company said on 2 May 2024 that the student's finance of 2023/24 is 'Not eligible'; the registration is confirmed anew when it goes on."), (told.State, told.LastError));
        Assert.Equal(new LoanAttendance(0, 0, 1), await ConfirmAsync(2));
        await StatusAsync("S2", "2024-05-03", "Payable");
        await scene.Hub.DrainAsync("SLC");
        var (registered, attends) = (await scene.LastAsync("F049", "SlcRegistrationConfirmed"), await scene.LastAsync("F049", "SlcAttendanceConfirmed"));
        Assert.Equal((OutboxState.Delivered, $"{told.Key}/again/2", told.Body), (registered.State, registered.Key, registered.Body));
        Assert.Equal(OutboxState.Delivered, attends.State);
        Assert.True(registered.Sequence < attends.Sequence);
    }

    [Fact]
    public async Task WhoHasLeftMeanwhile_IsNotConfirmedWhenFinanceGoesOn()
    {
        await ConfirmAsync(1);
        await StatusAsync("S1", "2024-05-02", "Suspended");
        await scene.Hub.DrainAsync("SLC");
        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await StatusAsync("S2", "2024-05-20", "Payable");
        Assert.Equal(OutboxState.Withdrawn, Assert.Single(await scene.Hub.ToldAsync("F049", "SlcAttendanceConfirmed")).State);
    }

    private async Task AbsentAsync()
    {
        await scene.Hub.SaidAsync("F004", "TeachingEventScheduled", "TE-1", new { @event = "TE-1", moduleRun = "AAA-2023J", kind = "Lecture", startsAt = "2024-05-20T09:00:00Z", endsAt = "2024-05-20T10:00:00Z" });
        await scene.Hub.SaidAsync("F013", "AttendanceRecorded", "1", new { student = await StudentAsync(), @event = "TE-1", mark = "Absent" });
    }

    private async Task<object> StudentAsync() => new { system = "SIS", id = await scene.Registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == engagement.PersonId).Select(p => p.StudentNumber).SingleAsync()) };

    private Task StatusAsync(string notice, string noticeOn, string status, string academicYear = "2023/24", long version = 1, string supportNumber = "ABCD12345678K") =>
        scene.Hub.SaidAsync("F050", "StudentFinanceStatusChanged", notice, new { supportNumber, academicYear, notice, noticeOn, status }, version);

    [Fact]
    public async Task YearOrPointThatIsNone_IsRefused()
    {
        var outcome = await scene.Registry.Get<LoanAttendanceService>().ConfirmAsync(new ConfirmLoanAttendance { AcademicYear = "2023", Point = 4 }, scene.Registry.As(Role.FeesOfficer));
        Assert.Equal(["ACADEMIC_YEAR", "LIABILITY_POINT"], outcome.Refusals.Select(r => r.Code));
    }

    private async Task<LoanAttendance> ConfirmAsync(int point) =>
        (await scene.Registry.Get<LoanAttendanceService>().ConfirmAsync(new ConfirmLoanAttendance { AcademicYear = "2023/24", Point = point }, scene.Registry.As(Role.FeesOfficer))).Value!;
}
