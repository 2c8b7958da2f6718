namespace StudentRecords.Domain.Enrolment;

/// <summary>A partner that takes part in somebody's studies (HESA CollaborativeProvision), and who registers the student there (RegistrationRole from 25056).</summary>
public sealed class PartnerArrangement : ReturnedFact, IAboutPerson
{
    private PartnerArrangement() { }

    public PartnerArrangement(Engagement engagement, DateOnly from, string kind, string? ukprn, string? partnerSid, string? partnerNumhus, string? registeringBody)
    {
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        From = from;
        Kind = kind;
        Ukprn = ukprn;
        PartnerSid = partnerSid;
        PartnerNumhus = partnerNumhus;
        RegisteringBody = registeringBody;
    }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    /// <summary>HESA COLPROVTYPEID.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>HESA PARTNERUKPRN; null for a partner abroad.</summary>
    public string? Ukprn { get; private set; }

    /// <summary>HESA PARTNERSID.</summary>
    public string? PartnerSid { get; private set; }

    /// <summary>HESA PARTNERNUMHUS.</summary>
    public string? PartnerNumhus { get; private set; }

    /// <summary>HESA REGBODYID: who registers the student, where that is not the institution.</summary>
    public string? RegisteringBody { get; private set; }
}
