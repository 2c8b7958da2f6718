namespace StudentRecords.Domain.Students;

/// <summary>Contact and personal details; null means "not said", never "empty it".</summary>
public sealed record PersonDetails
{
    public DateOnly? DateOfBirth { get; init; }
    public string? LegalSex { get; init; }
    public string? Nationality { get; init; }
    public string? Email { get; init; }
    public string? Telephone { get; init; }
    public string? TermPostcode { get; init; }
    public string? HomeAddress { get; init; }
    public string? HomePostcode { get; init; }
    public string? HomeCountry { get; init; }
}
