namespace StudentRecords.Domain.Enrolment;

/// <summary>What was true of a student when an engagement began (HESA EntryProfile). It does not follow later changes of address.</summary>
public sealed class EntryProfile : IVersioned, IAboutPerson
{
    private EntryProfile() { }

    public EntryProfile(Engagement engagement)
    {
        Engagement = engagement;
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId != 0 ? engagement.PersonId : engagement.Person.Id;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public Engagement Engagement { get; private set; } = null!;

    /// <summary>HESA HIGHESTQOE: highest qualification held at entry.</summary>
    public string? HighestQualification { get; private set; }

    /// <summary>HESA PERMADDCOUNTRY: where the student lived before coming to study.</summary>
    public string? HomeCountry { get; private set; }

    /// <summary>HESA PERMADDPOSTCODE, only for the United Kingdom and the islands.</summary>
    public string? HomePostcode { get; private set; }

    /// <summary>HESA CARELEAVER; 99 not known.</summary>
    public string? CareLeaver { get; private set; }

    /// <summary>HESA PARED: whether a parent has been in higher education.</summary>
    public string? ParentalEducation { get; private set; }

    /// <summary>HESA SEC: socio-economic class.</summary>
    public string? SocioEconomicClass { get; private set; }

    /// <summary>HESA SOC2020: occupation of the higher-earning parent, or the student's own.</summary>
    public string? Occupation { get; private set; }

    /// <summary>HESA PREVIOUSPROVIDER.</summary>
    public string? PreviousProvider { get; private set; }

    /// <summary>HESA UCASSCHEMECODE.</summary>
    public string? UcasScheme { get; private set; }

    /// <summary>Takes what was said; null leaves a value as it is.</summary>
    public void Describe(EntryDetails details)
    {
        HighestQualification = details.HighestQualification ?? HighestQualification;
        HomeCountry = details.HomeCountry ?? HomeCountry;
        HomePostcode = details.HomePostcode ?? HomePostcode;
        CareLeaver = details.CareLeaver ?? CareLeaver;
        ParentalEducation = details.ParentalEducation ?? ParentalEducation;
        SocioEconomicClass = details.SocioEconomicClass ?? SocioEconomicClass;
        Occupation = details.Occupation ?? Occupation;
        PreviousProvider = details.PreviousProvider ?? PreviousProvider;
        UcasScheme = details.UcasScheme ?? UcasScheme;
    }
}
