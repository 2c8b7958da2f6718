using System.Text.Json.Nodes;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Teaching;

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
        .Select(staff => new Told("InstructorAssigned", $"{s.Run(e.Event.OccurrenceId).Key}/{staff}/{e.Event.Key}/{e.Event.ToldVersion}", $"{s.Run(e.Event.OccurrenceId).Key}/{staff}", new { moduleRun = s.Run(e.Event.OccurrenceId).Key, staff, role = "instructor", version = e.Event.ToldVersion }));

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

/// <summary>
/// F061: who sits which examination. Why somebody sits it, or anything of their circumstances, is not told. Once the examinations of a period are timetabled (F062) its entries
/// are frozen: what comes later says that it amends them (<c>isAmendment</c>), so that nobody schedules anew what was only changed.
/// </summary>
internal sealed class F061Entries() : Listener("F061", "EXAMS")
{
    protected override IEnumerable<Told> On(RegistrationChanged e, ToldSubjects s, DateOnly today) => Entries(e.Registration, s, e.IsOn, e.Version + s.Turns(e.Registration.EngagementId), "");

    /// <summary>Whoever interrupts sits nothing, and is entered again on their return: for what no board has decided, and for a resit that was told.</summary>
    protected override IEnumerable<Told> On(StatusChanged e, ToldSubjects s)
    {
        if (e.Entry.Step is not (EnrolmentStep.Interrupt or EnrolmentStep.Return))
        {
            yield break;
        }

        var turns = s.Turns(e.Engagement.Id);
        foreach (var registration in s.Modules(e.Engagement))
        {
            var told = s.IsDecided(registration) ? s.Resits(registration).Select(r => Resit(r, s, e.IsIn, turns)) : Entries(registration, s, e.IsIn, registration.Version + turns, $"/{e.Entry.Ordinal}");
            foreach (var entry in told)
            {
                yield return entry;
            }
        }
    }

    private static IEnumerable<Told> Entries(ModuleRegistration registration, ToldSubjects s, bool isOn, long version, string because)
    {
        var (run, student, isAmendment) = (s.Run(registration.OccurrenceId).Key, s.Student(registration.PersonId), s.IsTimetabled(s.Run(registration.OccurrenceId)));
        var engagement = s.Engagements(registration.PersonId).First(g => g.Id == registration.EngagementId);
        var (programme, level) = (s.Programme(engagement).Code, s.Level(engagement));
        return s.Examinations(registration.OccurrenceId).Select(c => new Told(isOn ? "ExamEntryPublished" : "ExamEntryWithdrawn", $"{student}/{c.Key}/{registration.Attempt}/{version}{because}", $"{student}/{c.Key}",
            isOn ? new { student, programme, level, assessment = c.Key, moduleRun = run, attempt = registration.Attempt, version, isAmendment } : new { student, assessment = c.Key, moduleRun = run, attempt = registration.Attempt, version, isAmendment }));
    }

    private static Told Resit(OutboxMessage told, ToldSubjects s, bool isOn, int turns)
    {
        var body = JsonNode.Parse(told.Body)!.AsObject();
        body["version"] = (int)body["version"]! + turns;
        var isAmendment = s.IsToBeSat((string)body["assessment"]!);
        body["isAmendment"] = isAmendment;
        var (student, assessment, attempt, version) = ((string)body["student"]!, (string)body["assessment"]!, (int)body["attempt"]!, (int)body["version"]!);
        return new Told(isOn ? "ExamEntryPublished" : "ExamEntryWithdrawn", $"{told.Key}/{turns}", told.Aggregate, isOn ? body : new { student, assessment, moduleRun = (string)body["occurrence"]!, attempt, version, isAmendment });
    }
}

/// <summary>F012 PersonalTimetableView: the student's own timetable in the portal, event by event, once timetabling has finalised it (F004), and examinations once they are (F062).</summary>
internal sealed class F012Timetables() : Listener("F012", "EWP")
{
    protected override IEnumerable<Told> On(TaughtOtherwise e, ToldSubjects s)
    {
        var lesson = new Lesson(e.Event, s.Run(e.Event.OccurrenceId).Key);
        return s.Students(e.Event).Select(r => View(lesson, s.Student(r.PersonId), r.PersonId));
    }

    /// <summary>Whoever comes to a module after its timetable was published hears what is still to come of it.</summary>
    protected override IEnumerable<Told> On(RegistrationChanged e, ToldSubjects s, DateOnly today) => e.IsOn ? Late(s.Lessons.Of(e.Registration), s, e.Registration.PersonId) : [];

    /// <summary>The same of a group.</summary>
    protected override IEnumerable<Told> On(MembershipChanged e, ToldSubjects s) => e.Joins ? Late(s.Lessons.Of(e.Membership), s, e.Membership.PersonId) : [];

    protected override IEnumerable<Told> On(SeatGiven e, ToldSubjects s) => [Exam(e.Seat, s.Sitting(e.Seat.SittingId), s)];

    protected override IEnumerable<Told> On(SittingMoved e, ToldSubjects s) => s.Seats(e.Sitting).Select(seat => Exam(seat, e.Sitting, s));

    private static IEnumerable<Told> Late(IEnumerable<Lesson> lessons, ToldSubjects s, long person) =>
        lessons.Select(l => View(l, s.Student(person), person)).Select(v => s.Lessons.KeyOf(v.Aggregate, v.Key) is { } key ? v with { Key = key } : null).OfType<Told>();

    private static Told View(Lesson lesson, string student, long person)
    {
        var taught = lesson.Event;
        return new("PersonalTimetableView", $"{student}/timetable/{taught.Key}/{taught.ToldVersion}", $"{student}/timetable/{taught.Key}",
            new { student, @event = taught.Key, moduleRun = lesson.Run, kind = taught.Kind, startsAt = taught.StartsAt, endsAt = taught.EndsAt, room = taught.Room, state = taught.State, version = taught.ToldVersion }, person);
    }

    /// <summary>The version rises with the seat's and with the sitting's.</summary>
    private static Told Exam(ExamSeat seat, ExamSitting sitting, ToldSubjects s)
    {
        var student = s.Student(seat.PersonId);
        return new("PersonalTimetableView", $"{student}/exam/{sitting.Key}/{seat.SourceVersion}/{sitting.SourceVersion}", $"{student}/exam/{sitting.Key}",
            new { student, sitting = sitting.Key, startsAt = sitting.StartsAt, endsAt = sitting.EndsAt, room = sitting.Room, candidateNumber = seat.CandidateNumber, seat = seat.Seat, version = seat.SourceVersion + sitting.SourceVersion }, seat.PersonId);
    }
}
