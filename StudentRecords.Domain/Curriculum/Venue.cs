namespace StudentRecords.Domain.Curriculum;

/// <summary>A place where courses are delivered (HESA Venue).</summary>
public sealed class Venue : IVersioned
{
    private Venue() { }

    public Venue(string key, string name, string postcode, string ukprn)
    {
        Key = key;
        Describe(name, postcode, ukprn);
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    /// <summary>HESA VENUEID.</summary>
    public string Key { get; private set; } = "";

    /// <summary>HESA VENUENAME.</summary>
    public string Name { get; private set; } = "";

    /// <summary>HESA POSTCODE, upper case with a space before the last three characters.</summary>
    public string Postcode { get; private set; } = "";

    /// <summary>HESA VENUEUKPRN: who runs the venue.</summary>
    public string Ukprn { get; private set; } = "";

    public void Describe(string name, string postcode, string ukprn)
    {
        Name = name;
        Postcode = postcode;
        Ukprn = ukprn;
    }
}
