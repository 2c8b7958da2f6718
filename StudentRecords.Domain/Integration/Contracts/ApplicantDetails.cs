using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>Who an applicant is, as admissions or UCAS tell it (F005, F045).</summary>
public sealed record ApplicantDetails
{
    public required string FamilyName { get; init; }
    public required string GivenNames { get; init; }
    public string? KnownAs { get; init; }

    /// <summary>The sender has no name and made one up.</summary>
    public bool NameIsInvented { get; init; }
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>HESA SEXID.</summary>
    public string? LegalSex { get; init; }

    /// <summary>HESA NATION.</summary>
    public string? Nationality { get; init; }
    public string? Email { get; init; }
    public string? HomePostcode { get; init; }

    /// <summary>HESA PERMADDCOUNTRY.</summary>
    public string? HomeCountry { get; init; }

    /// <summary>HESA HIGHESTQOE: highest qualification on entry.</summary>
    public string? HighestQualification { get; init; }

    /// <summary>HESA ETHNIC (special category).</summary>
    public string? Ethnicity { get; init; }

    /// <summary>HESA DISABILITY codes (special category).</summary>
    public IReadOnlyList<string>? Disabilities { get; init; }

    /// <summary>Student Support Number, where the applicant has one.</summary>
    public string? SupportNumber { get; init; }
    public string? Uln { get; init; }

    public PersonName Name => new(FamilyName, GivenNames, KnownAs, NameIsInvented);

    public PersonDetails Personal => new()
    {
        DateOfBirth = DateOfBirth,
        LegalSex = LegalSex,
        Nationality = Nationality,
        Email = Email,
        HomePostcode = HomePostcode,
        HomeCountry = HomeCountry,
    };

    internal void Check(Checks checks, string at) => checks.Text($"{at}/familyName", FamilyName, 100).Text($"{at}/givenNames", GivenNames, 100)
        .That(LegalSex is null or "10" or "11" or "12" or "96" or "99", $"{at}/legalSex", "must be a HESA SEXID: 10, 11, 12, 96 or 99.")
        .That(DateOfBirth is null || DateOfBirth > new DateOnly(1900, 1, 1), $"{at}/dateOfBirth", "must be after 1900.")
        .That(Disabilities is null || Disabilities.Count <= 9, $"{at}/disabilities", "may hold nine codes at most.");
}
