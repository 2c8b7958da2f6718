namespace StudentRecords.Domain.Enrolment;

/// <summary>Study or work away from the institution: a placement, a term abroad (HESA OffVenueActivity).</summary>
public sealed class ActivityAway : ReturnedFact, IAboutPerson, INumberedFact
{
    private ActivityAway() { }

    public ActivityAway(Engagement engagement, DateOnly from, int ordinal, string kind, string country, string host, string scheme, int days)
    {
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        From = from;
        Ordinal = ordinal;
        Kind = kind;
        Country = country;
        Host = host;
        Scheme = scheme;
        Days = days;
    }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    /// <summary>1, 2, 3 … within the engagement; the sequence of OVAID.</summary>
    public int Ordinal { get; private set; }

    /// <summary>HESA ACTTYPEID.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>HESA COUNTRY.</summary>
    public string Country { get; private set; } = "";

    /// <summary>HESA HOSTID: the host organisation.</summary>
    public string Host { get; private set; } = "";

    /// <summary>HESA MOBSCHEME.</summary>
    public string Scheme { get; private set; } = "";

    /// <summary>HESA ACTDURATION, in days.</summary>
    public int Days { get; private set; }
}
