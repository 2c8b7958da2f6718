using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Enrolment;

/// <summary>A person's time on one programme (HESA Engagement, NUMHUS), from expected to ended. One person may have several.</summary>
public sealed class Engagement : IVersioned, IAboutPerson
{
    private readonly List<CourseSession> sessions = [];
    private readonly List<StatusEntry> statuses = [];

    private Engagement() { }

    public Engagement(Person person, Programme programme, ProgrammeVersion version, string numhus, DateOnly start, DateOnly? expectedEnd, string mode, DateTimeOffset recordedAt)
    {
        Person = person;
        PersonId = person.Id;
        Programme = programme;
        ProgrammeVersion = version;
        Numhus = numhus;
        Start = start;
        ExpectedEnd = expectedEnd;
        Mode = mode;
        Enter(EngagementStatus.Expected, start, recordedAt, "Handed over by admissions");
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    public long ProgrammeId { get; private set; }

    public Programme Programme { get; private set; } = null!;

    public long ProgrammeVersionId { get; private set; }

    public ProgrammeVersion ProgrammeVersion { get; private set; } = null!;

    /// <summary>HESA engagement number, unique with the SID and the same in every year.</summary>
    public string Numhus { get; private set; } = "";

    /// <summary>HESA SCSMODE of its sessions unless one says otherwise: 01 full time, 31 part time.</summary>
    public string Mode { get; private set; } = "01";

    /// <summary>HESA ENGSTARTDATE.</summary>
    public DateOnly Start { get; private set; }

    /// <summary>HESA ENGEXPECTEDENDDATE.</summary>
    public DateOnly? ExpectedEnd { get; private set; }

    /// <summary>HESA ENGENDDATE.</summary>
    public DateOnly? End { get; private set; }

    /// <summary>HESA RSNENGEND.</summary>
    public string? EndReason { get; private set; }

    public EngagementStatus Status { get; private set; }

    public IReadOnlyList<CourseSession> Sessions => sessions;

    /// <summary>Every status the engagement has had, each with the day it took effect and the moment it was recorded.</summary>
    public IReadOnlyList<StatusEntry> Statuses => statuses;

    /// <summary>
    /// Confirms enrolment: the record becomes active. Refused, with every reason, unless identity is verified (F025, F026) and
    /// no hold blocks it (F010 among others).
    /// </summary>
    public Outcome Confirm(bool identityVerified, IEnumerable<Hold> openHolds, DateOnly effective, DateTimeOffset recordedAt)
    {
        List<Refusal> refusals = [];
        if (Status != EngagementStatus.Expected)
        {
            refusals.Add(new("NOT_EXPECTED", $"The engagement is {Word(Status)}; only an expected one can be enrolled.", "Enrolment status table"));
        }

        if (!identityVerified)
        {
            refusals.Add(new("IDENTITY_NOT_VERIFIED", "Identity verification has not passed; Admissions Compliance owns the check.", "F026"));
        }

        refusals.AddRange(openHolds.Where(h => h.IsOpen && h.Blocks.HasFlag(Blocks.Enrolment))
            .Select(h => new Refusal("HOLD", $"{h.Source} has placed a hold since {h.PlacedOn:d MMM yyyy}: {h.Reason}. {h.HowToClear}", h.Clause)));
        if (refusals.Count == 0)
        {
            Enter(EngagementStatus.Enrolled, effective, recordedAt, "Enrolment confirmed");
        }

        return Outcome.From(refusals);
    }

    /// <summary>Ends the engagement before completion, with HESA's RSNENGEND as reason code. Refused when it has already ended.</summary>
    public Outcome Withdraw(DateOnly effective, string reasonCode, string reason, DateTimeOffset recordedAt)
    {
        if (Status is not (EngagementStatus.Expected or EngagementStatus.Enrolled or EngagementStatus.Interrupted))
        {
            return Outcome.Refused("ALREADY_ENDED", $"The engagement is {Word(Status)} and cannot be withdrawn.", "Enrolment status table");
        }

        End = effective < Start ? Start : effective;
        EndReason = reasonCode;
        Enter(EngagementStatus.Withdrawn, effective, recordedAt, reason);
        foreach (var session in sessions.Where(s => s.End is null || s.End > effective))
        {
            session.EndOn(effective < session.Start ? session.Start : effective, reasonCode);
        }

        return Outcome.Done;
    }

    /// <summary>Ends the engagement with what it was for.</summary>
    public Outcome Complete(DateOnly effective, DateTimeOffset recordedAt)
    {
        if (Status is not EngagementStatus.Enrolled)
        {
            return Outcome.Refused("NOT_ENROLLED", $"The engagement is {Word(Status)}; only an enrolled one can be completed.", "Enrolment status table");
        }

        End = effective;
        EndReason = "01";
        Enter(EngagementStatus.Completed, effective, recordedAt, "Completed");
        return Outcome.Done;
    }

    public Outcome Interrupt(DateOnly effective, string reason, DateTimeOffset recordedAt)
    {
        if (Status is not EngagementStatus.Enrolled)
        {
            return Outcome.Refused("NOT_ENROLLED", $"The engagement is {Word(Status)}; only an enrolled one can be interrupted.", "Enrolment status table");
        }

        Enter(EngagementStatus.Interrupted, effective, recordedAt, reason);
        return Outcome.Done;
    }

    public Outcome Return(DateOnly effective, string reason, DateTimeOffset recordedAt)
    {
        if (Status is not EngagementStatus.Interrupted)
        {
            return Outcome.Refused("NOT_INTERRUPTED", $"The engagement is {Word(Status)}; only an interrupted one can be returned from.", "Enrolment status table");
        }

        Enter(EngagementStatus.Enrolled, effective, recordedAt, reason);
        return Outcome.Done;
    }

    /// <summary>The course session that the day falls in, opened when there is none yet.</summary>
    public CourseSession SessionFor(DateOnly day)
    {
        var year = SessionYear.For(Start, day);
        if (sessions.Find(s => s.SessionYear == year.Id) is { } open)
        {
            return open;
        }

        var session = new CourseSession(this, year.Id, year.Start < Start ? Start : year.Start, year.End, sessions.Count + 1, Mode);
        sessions.Add(session);
        return session;
    }

    private void Enter(EngagementStatus status, DateOnly effective, DateTimeOffset recordedAt, string reason)
    {
        Status = status;
        statuses.Add(new StatusEntry(this, statuses.Count + 1, status, effective, recordedAt, reason));
    }

    private static string Word(EngagementStatus status) => status == EngagementStatus.NoShow ? "a no-show" : status.ToString().ToLowerInvariant();
}
