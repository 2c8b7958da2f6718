using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>F014 RosterDelta: whom attendance monitoring expects where.</summary>
internal sealed class F014Rosters() : Listener("F014", "AM")
{
    protected override IEnumerable<Told> On(RegistrationChanged e, ToldSubjects s, DateOnly today) => [Row(e.Registration, s, e.IsOn, $"{e.Version}")];

    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s) => e.Entry.Step is EnrolmentStep.Interrupt or EnrolmentStep.Return
        ? s.Modules(e.Engagement).Select(r => Row(r, s, e.IsIn, $"{r.Version}/{e.Entry.Ordinal}"))
        : [];

    private static Told Row(ModuleRegistration registration, ToldSubjects s, bool isOn, string version)
    {
        var (run, student) = (s.Run(registration.OccurrenceId).Key, s.Student(registration.PersonId));
        return new("RosterDelta", $"{run}/{student}/{version}", $"{student}/{run}", new { moduleRun = run, student, isOn, effectiveOn = isOn ? registration.RegisteredOn : registration.WithdrawnOn, version });
    }
}

/// <summary>F015: who may enter a module's site, and which sites there are. Whoever interrupts or leaves is out.</summary>
internal sealed class F015Memberships() : Listener("F015", "VLE")
{
    protected override IEnumerable<Told> On(RegistrationChanged e, ToldSubjects s, DateOnly today) => [Membership(e.Registration, s, e.IsOn, $"{e.Version}")];

    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s) => e.Entry.Step is EnrolmentStep.Interrupt or EnrolmentStep.Return
        ? s.Modules(e.Engagement).Select(r => Membership(r, s, e.IsIn, $"{r.Version}/{e.Entry.Ordinal}"))
        : [];

    protected override IEnumerable<Told> On(RunPlanned e) =>
    [
        new("CourseSiteRequired", $"{e.Run.Key}/site", e.Run.Key, new { moduleRun = e.Run.Key, academicYear = e.Run.AcademicYear, period = e.Run.Period, start = e.Run.Start, end = e.Run.End }),
    ];

    protected override IEnumerable<Told> On(TaughtOtherwise e, ToldSubjects s) => e.Event.Staff.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(staff => new Told("InstructorAssigned", $"{s.Run(e.Event.OccurrenceId).Key}/{staff}/{e.Event.Key}/{e.Event.SourceVersion}", $"{s.Run(e.Event.OccurrenceId).Key}/{staff}", new { moduleRun = s.Run(e.Event.OccurrenceId).Key, staff, role = "instructor", version = e.Event.SourceVersion }));

    private static Told Membership(ModuleRegistration registration, ToldSubjects s, bool isIn, string version)
    {
        var (run, student) = (s.Run(registration.OccurrenceId).Key, s.Student(registration.PersonId));
        return new(isIn ? "CourseMembershipGranted" : "CourseMembershipRevoked", $"{run}/{student}/student/{version}", $"{student}/{run}", new { moduleRun = run, person = student, role = "student", version });
    }
}

/// <summary>F031 SurveyCohortAmended: while a survey is open, whoever leaves a module is no longer asked about it.</summary>
internal sealed class F031Surveys() : Listener("F031", "SETS")
{
    protected override IEnumerable<Told> On(RegistrationChanged e, ToldSubjects s, DateOnly today)
    {
        var (run, student) = (s.Run(e.Registration.OccurrenceId), s.Student(e.Registration.PersonId));
        return s.OpenSurveys(run, today).Select(w => new Told("SurveyCohortAmended", $"{w.Code}/{run.Key}/{student}/{e.Version}", $"{w.Code}/{run.Key}/{student}", new { survey = w.Code, moduleRun = run.Key, student, isAsked = e.IsOn, version = e.Version }));
    }
}

/// <summary>F061: who sits which examination. Why somebody sits it, or anything of their circumstances, is not told.</summary>
internal sealed class F061Entries() : Listener("F061", "EXAMS")
{
    protected override IEnumerable<Told> On(RegistrationChanged e, ToldSubjects s, DateOnly today)
    {
        var (run, student) = (s.Run(e.Registration.OccurrenceId).Key, s.Student(e.Registration.PersonId));
        return s.Examinations(e.Registration.OccurrenceId).Select(c => new Told(e.IsOn ? "ExamEntryPublished" : "ExamEntryWithdrawn", $"{student}/{c.Key}/{e.Registration.Attempt}/{e.Version}", $"{student}/{c.Key}",
            new { student, assessment = c.Key, moduleRun = run, attempt = e.Registration.Attempt, version = e.Version }));
    }
}

/// <summary>F012 PersonalTimetableView: the student's own timetable in the portal, event by event, once timetabling has finalised it (F004), and examinations once they are (F062).</summary>
internal sealed class F012Timetables() : Listener("F012", "EWP")
{
    protected override IEnumerable<Told> On(TaughtOtherwise e, ToldSubjects s)
    {
        var (taught, run) = (e.Event, s.Run(e.Event.OccurrenceId).Key);
        return s.Students(taught).Select(r => new Told("PersonalTimetableView", $"{s.Student(r.PersonId)}/timetable/{taught.Key}/{taught.SourceVersion}", $"{s.Student(r.PersonId)}/timetable/{taught.Key}",
            new { student = s.Student(r.PersonId), @event = taught.Key, moduleRun = run, kind = taught.Kind, startsAt = taught.StartsAt, endsAt = taught.EndsAt, room = taught.Room, state = taught.State, version = taught.SourceVersion }, r.PersonId));
    }

    protected override IEnumerable<Told> On(SeatGiven e, ToldSubjects s)
    {
        var (seat, sitting, student) = (e.Seat, s.Sitting(e.Seat.SittingId), s.Student(e.Seat.PersonId));
        yield return new("PersonalTimetableView", $"{student}/exam/{sitting.Key}/{seat.SourceVersion}", $"{student}/exam/{sitting.Key}",
            new { student, sitting = sitting.Key, startsAt = sitting.StartsAt, endsAt = sitting.EndsAt, room = sitting.Room, candidateNumber = seat.CandidateNumber, seat = seat.Seat, version = seat.SourceVersion });
    }
}
