using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Enrolment;

/// <summary>Whether a student is on a module.</summary>
public enum RegistrationStatus
{
    Registered,
    Withdrawn,
}

/// <summary>A student on a module occurrence (HESA ModuleInstance). Withdrawn is a state, never a deletion.</summary>
public sealed class ModuleRegistration : IVersioned, IAboutPerson
{
    private ModuleRegistration() { }

    public ModuleRegistration(Engagement engagement, CourseSession session, ModuleOccurrence occurrence, DateOnly? registeredOn, int attempt)
    {
        Engagement = engagement;
        EngagementId = engagement.Id;
        Session = session;
        SessionId = session.Id;
        PersonId = engagement.PersonId;
        OccurrenceId = occurrence.Id;
        RegisteredOn = registeredOn;
        Attempt = attempt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public Engagement Engagement { get; private set; } = null!;

    public long SessionId { get; private set; }

    public CourseSession Session { get; private set; } = null!;

    public long OccurrenceId { get; private set; }

    public ModuleOccurrence Occurrence { get; private set; } = null!;

    public RegistrationStatus Status { get; private set; }

    /// <summary>Null where the source does not say when.</summary>
    public DateOnly? RegisteredOn { get; private set; }

    public DateOnly? WithdrawnOn { get; private set; }

    /// <summary>1 for the first time on this module, 2 for the second …</summary>
    public int Attempt { get; private set; }

    /// <summary>When the record learnt of the registration; null for those from before the record kept it.</summary>
    public DateTimeOffset? RecordedAt { get; private set; }

    /// <summary>When the record learnt that the module was given up.</summary>
    public DateTimeOffset? WithdrawalRecordedAt { get; private set; }

    /// <summary>Codes of the rules that were set aside for it, parted by spaces; null where none was.</summary>
    public string? SetAside { get; private set; }

    /// <summary>Why they were set aside.</summary>
    public string? SetAsideReason { get; private set; }

    /// <summary>Writes down when the record learnt of it, and what was set aside by whom it may be.</summary>
    public void Record(DateTimeOffset at, IEnumerable<string> setAside, string reason)
    {
        RecordedAt = at;
        SetAside = string.Join(' ', setAside.Distinct(StringComparer.Ordinal)) is { Length: > 0 } codes ? codes : null;
        SetAsideReason = SetAside is null ? null : reason;
    }

    /// <summary>Back on a module that was given up: the same registration, registered anew from the day. Refused when it was never given up.</summary>
    public Outcome Resume(DateOnly? on, int attempt)
    {
        if (Status == RegistrationStatus.Registered)
        {
            return Outcome.Refused("ALREADY_REGISTERED", "The student already has this registration.");
        }

        Status = RegistrationStatus.Registered;
        RegisteredOn = on;
        WithdrawnOn = null;
        WithdrawalRecordedAt = null;
        LeftWith = null;
        Attempt = attempt;
        return Outcome.Done;
    }

    /// <summary>Refused when already withdrawn.</summary>
    public Outcome Withdraw(DateOnly? on, DateTimeOffset recordedAt)
    {
        var outcome = Withdraw(on);
        WithdrawalRecordedAt = outcome.Succeeded ? recordedAt : WithdrawalRecordedAt;
        return outcome;
    }

    /// <summary>Place of the step of the engagement (<see cref="StatusEntry.Place"/>) that took the registration with it; null for one left by itself.</summary>
    public int? LeftWith { get; private set; }

    /// <summary>A transfer opened another part of the year before the module began.</summary>
    public void MoveTo(CourseSession session)
    {
        Session = session;
        SessionId = session.Id;
    }

    /// <summary>Left because the engagement ended. Refused when already withdrawn.</summary>
    public Outcome LeaveWith(StatusEntry ending, DateOnly on, DateTimeOffset recordedAt)
    {
        var outcome = Withdraw(on, recordedAt);
        if (outcome.Succeeded)
        {
            LeftWith = ending.Place;
        }

        return outcome;
    }

    /// <summary>The step that took it was corrected: it was left on another day or, with null, not at all.</summary>
    public void LeaveInstead(DateOnly? on, DateTimeOffset recordedAt)
    {
        WithdrawalRecordedAt = on is null ? null : recordedAt;
        (Status, WithdrawnOn) = (on is null ? RegistrationStatus.Registered : RegistrationStatus.Withdrawn, on);
        LeftWith = on is null ? null : LeftWith;
    }

    /// <summary>Refused when already withdrawn.</summary>
    public Outcome Withdraw(DateOnly? on)
    {
        if (Status == RegistrationStatus.Withdrawn)
        {
            return Outcome.Refused("ALREADY_WITHDRAWN", "The registration has already been withdrawn.");
        }

        Status = RegistrationStatus.Withdrawn;
        WithdrawnOn = on;
        return Outcome.Done;
    }
}
