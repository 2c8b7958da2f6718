namespace StudentRecords.Domain;

/// <summary>Who keeps this record: facts about the institution itself that returns and identifiers are made of. Configured under <c>Institution</c>.</summary>
public sealed record InstitutionProfile
{
    /// <summary>UK Provider Reference Number, eight digits. The default belongs to the demo institution and to nobody else.</summary>
    public string Ukprn { get; init; } = "10099999";

    public string Name { get; init; } = "Demo University";

    /// <summary>Where it lies: XF England, XG Northern Ireland, XH Scotland, XI Wales. What is returned differs; a Welsh return has every entity, and so the demo institution lies in Wales.</summary>
    public string Nation { get; init; } = "XI";

    /// <summary>Main venue (HESA VENUEID), used where the record holds no venue.</summary>
    public string VenueId { get; init; } = "MAIN";

    public string VenueName { get; init; } = "Main campus";

    /// <summary>HESA POSTCODE of the main venue.</summary>
    public string Postcode { get; init; } = "ZZ99 9ZZ";
}
