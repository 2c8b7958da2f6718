namespace StudentRecords.Infrastructure;

/// <summary>Who the institution is; set in configuration under <c>Institution</c>.</summary>
public sealed class InstitutionProfile
{
    public string Name { get; set; } = "University of Wexmoor";

    /// <summary>UK provider reference number, eight digits.</summary>
    public string Ukprn { get; set; } = "10099999";

    /// <summary>The venue at which courses are delivered unless one says otherwise.</summary>
    public string VenueName { get; set; } = "Main campus";

    public string VenuePostcode { get; set; } = "WX1 1AA";
}
