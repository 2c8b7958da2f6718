namespace StudentRecords.Domain.Enrolment;

/// <summary>An initiative that a student is on (HESA StudentInitiative).</summary>
public sealed class EngagementInitiative : ReturnedFact, IAboutPerson
{
    private EngagementInitiative() { }

    public EngagementInitiative(Engagement engagement, DateOnly from, string code)
    {
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        From = from;
        Code = code;
    }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    /// <summary>HESA STUINITID.</summary>
    public string Code { get; private set; } = "";
}
