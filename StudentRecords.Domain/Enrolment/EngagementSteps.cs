using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Enrolment;

// The steps of an engagement's status; which may be taken when stands in StatusTable.
public sealed partial class Engagement
{
    /// <summary>
    /// Confirms enrolment: the record becomes active. Refused, with every reason, unless identity is verified (F025, F026) and
    /// no hold blocks it (F010 among others).
    /// </summary>
    public Outcome Confirm(bool identityVerified, IEnumerable<Hold> openHolds, DateOnly effective, DateTimeOffset recordedAt) =>
        Confirm(new EnrolmentStanding { IdentityVerified = identityVerified, OpenHolds = [.. openHolds] }, effective, recordedAt);

    /// <summary>Confirms enrolment. Every reason against it is given at once, with who owns it: see <see cref="Obstacles"/>.</summary>
    public Outcome Confirm(EnrolmentStanding standing, DateOnly effective, DateTimeOffset recordedAt)
    {
        var refusals = Obstacles.ToConfirming(this, standing, effective);
        if (refusals.Count == 0)
        {
            Enter(EngagementStatus.Enrolled, EnrolmentStep.Confirm, effective, recordedAt, "Enrolment confirmed");
        }

        return Outcome.From([.. refusals]);
    }

    /// <summary>Ends the engagement before completion, with HESA's RSNENGEND as reason code.</summary>
    public Outcome Withdraw(DateOnly effective, string reasonCode, string reason, DateTimeOffset recordedAt) =>
        Finish(EnrolmentStep.Withdraw, effective, reasonCode, reason, recordedAt);

    /// <summary>Ends the engagement with what it was for.</summary>
    public Outcome Complete(DateOnly effective, DateTimeOffset recordedAt, string reason = "Completed") =>
        Finish(EnrolmentStep.Complete, effective, "01", reason, recordedAt);

    /// <summary>Ends the engagement with what it was for. Every hold on graduation stands in its way, with who owns it.</summary>
    public Outcome Complete(EnrolmentStanding standing, DateOnly effective, DateTimeOffset recordedAt, string reason = "Completed")
    {
        var refusals = Obstacles.ToGraduating(standing);
        return refusals.Count > 0 ? Outcome.From(refusals) : Complete(effective, recordedAt, reason);
    }

    /// <summary>Was expected and never came: the engagement ends with the day that it would have begun, and is not returned.</summary>
    public Outcome NoShow(DateOnly effective, string reason, DateTimeOffset recordedAt) => Finish(EnrolmentStep.NoShow, effective, null, reason, recordedAt);

    /// <summary>Ends the engagement with the student's death (HESA RSNENGEND 05).</summary>
    public Outcome RecordDeath(DateOnly diedOn, string reason, DateTimeOffset recordedAt) => Finish(EnrolmentStep.RecordDeath, diedOn, "05", reason, recordedAt);

    public Outcome Interrupt(DateOnly effective, string reason, DateTimeOffset recordedAt) => Move(EnrolmentStep.Interrupt, effective, reason, recordedAt);

    public Outcome Return(DateOnly effective, string reason, DateTimeOffset recordedAt) => Move(EnrolmentStep.Return, effective, reason, recordedAt);

    public Outcome TakeUp(DateOnly effective, string reason, DateTimeOffset recordedAt) => Move(EnrolmentStep.TakeUp, effective, reason, recordedAt);

    /// <summary>The place is kept for a later start; the expected end moves with it.</summary>
    public Outcome Defer(DateOnly newStart, DateOnly effective, string reason, DateTimeOffset recordedAt)
    {
        List<Refusal> refusals = StatusTable.Illegal(Status, EnrolmentStep.Defer) is { } illegal ? [illegal] : [];
        if (newStart <= Start)
        {
            refusals.Add(new("NOT_LATER", $"The place begins on {Start:d MMM yyyy}; a deferral is to a later day.", StatusTable.Clause, "NewStart"));
        }

        if (sessions.Count > 0)
        {
            refusals.Add(new("SESSION_OPEN", "The student has a course session already and is interrupted instead of deferred.", StatusTable.Clause));
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        ExpectedEnd = ExpectedEnd?.AddDays(newStart.DayNumber - Start.DayNumber);
        Start = newStart;
        return Move(EnrolmentStep.Defer, effective, reason, recordedAt);
    }

    /// <summary>To another programme, mode or venue. Within a session year the running session ends and another takes its place.</summary>
    public Outcome Transfer(TransferTo to, DateOnly effective, string reason, DateTimeOffset recordedAt)
    {
        List<Refusal> refusals = StatusTable.Illegal(Status, EnrolmentStep.Transfer) is { } illegal ? [illegal] : [];
        refusals.AddRange(to.Faults(this, effective));
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        if (to.Programme is { } programme && programme.Id != ProgrammeId)
        {
            (Programme, ProgrammeId) = (programme, programme.Id);
            ProgrammeVersion = TransferTo.VersionIn(programme, effective)!;
            ProgrammeVersionId = ProgrammeVersion.Id;
        }

        Mode = to.Mode ?? Mode;
        if (to.Venue is not null)
        {
            StudyAt(to.Venue);
        }

        foreach (var later in sessions.Where(s => s.Start >= effective))
        {
            later.Follow(this);
        }

        if (sessions.Find(s => s.Start < effective && (s.End ?? s.ExpectedEnd) >= effective) is { } running)
        {
            sessions.Add(running.GiveWay(effective));
        }

        Enter(Status, EnrolmentStep.Transfer, effective, recordedAt, reason);
        return Outcome.Done;
    }

    /// <summary>Opens the session of the next year. Refused, with every reason and who owns it; the year that is over is closed.</summary>
    /// <param name="into">The academic year in which the session begins.</param>
    /// <param name="standing">What the decision looks at.</param>
    /// <param name="yearOfProgramme">HESA YEARPRG; null is the next one.</param>
    /// <param name="load">Planned load, per cent of a full-time year; null is a full one for those who study full time.</param>
    public Outcome<CourseSession> ReEnrol(AcademicYear into, EnrolmentStanding standing, int? yearOfProgramme = null, decimal? load = null)
    {
        var year = SessionYear.For(Start, into.End);
        List<Refusal> refusals = [.. Obstacles.ToReEnrolling(this, standing, year)];
        if (load is <= 0 or > 200)
        {
            refusals.Add(new("LOAD_OUT_OF_RANGE", "The planned load is more than 0 and at most 200 per cent of a full-time year.", "HESA RPSTULOAD", "Load"));
        }

        if (refusals.Count > 0)
        {
            return Outcome<CourseSession>.Refused(refusals);
        }

        foreach (var over in sessions.Where(s => s.End is null && s.ExpectedEnd < year.Start))
        {
            over.EndOn(over.ExpectedEnd, "04");
        }

        var session = Open(year, yearOfProgramme ?? sessions.Select(s => s.YearOfProgramme).DefaultIfEmpty().Max() + 1);
        if (load is { } planned)
        {
            session.Plan(planned);
        }

        return session;
    }

    private Outcome Move(EnrolmentStep step, DateOnly effective, string reason, DateTimeOffset recordedAt)
    {
        if (StatusTable.Illegal(Status, step) is { } illegal)
        {
            return Outcome.Refused(illegal);
        }

        Enter(StatusTable.Find(Status, step)!.Value, step, effective, recordedAt, reason);
        return Outcome.Done;
    }

    private Outcome Finish(EnrolmentStep step, DateOnly effective, string? reasonCode, string reason, DateTimeOffset recordedAt)
    {
        var outcome = Move(step, effective, reason, recordedAt);
        if (outcome.Succeeded)
        {
            statuses[^1].EndReason = reasonCode;
            Close(statuses[^1]);
        }

        return outcome;
    }

    /// <summary>What an ending does to the engagement and to the sessions that it cuts short.</summary>
    private void Close(StatusEntry ending)
    {
        var day = ending.Status == EngagementStatus.NoShow || ending.EffectiveOn < Start ? Start : ending.EffectiveOn;
        (End, EndReason) = (day, ending.EndReason);
        if (ending.Status == EngagementStatus.Completed)
        {
            return;
        }

        foreach (var session in sessions.Where(s => s.End is null || s.End > day))
        {
            session.EndOn(day < session.Start ? session.Start : day, ending.EndReason);
        }
    }

    private void Enter(EngagementStatus status, EnrolmentStep? step, DateOnly effective, DateTimeOffset recordedAt, string reason)
    {
        Status = status;
        statuses.Add(new StatusEntry(this, statuses.Count + 1, status, effective, recordedAt, reason) { Step = step });
    }
}
