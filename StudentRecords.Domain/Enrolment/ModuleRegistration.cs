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

    /// <summary>Place of the step of the engagement (<see cref="StatusEntry.Place"/>) that took the registration with it; null for one left by itself.</summary>
    public int? LeftWith { get; private set; }

    /// <summary>A transfer opened another part of the year before the module began.</summary>
    public void MoveTo(CourseSession session)
    {
        Session = session;
        SessionId = session.Id;
    }

    /// <summary>Left because the engagement ended. Refused when already withdrawn.</summary>
    public Outcome LeaveWith(StatusEntry ending, DateOnly on)
    {
        var outcome = Withdraw(on);
        if (outcome.Succeeded)
        {
            LeftWith = ending.Place;
        }

        return outcome;
    }

    /// <summary>The step that took it was corrected: it was left on another day or, with null, not at all.</summary>
    public void LeaveInstead(DateOnly? on)
    {
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
