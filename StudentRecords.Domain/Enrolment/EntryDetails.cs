namespace StudentRecords.Domain.Enrolment;

/// <summary>What is known of a student at entry, in HESA codes; null means "not said".</summary>
public sealed record EntryDetails
{
    public string? HighestQualification { get; init; }
    public string? HomeCountry { get; init; }
    public string? HomePostcode { get; init; }
    public string? CareLeaver { get; init; }
    public string? ParentalEducation { get; init; }
    public string? SocioEconomicClass { get; init; }
    public string? Occupation { get; init; }
    public string? PreviousProvider { get; init; }
    public string? UcasScheme { get; init; }
}
