using System.Text.RegularExpressions;

namespace StudentRecords.Domain.Students;

/// <summary>How a person is called and reached, as one edit of it: unlike <see cref="PersonDetails"/>, null empties a value.</summary>
public sealed partial record ContactDetails
{
    /// <summary>What the person is called, where it is not the first given name.</summary>
    public string? KnownAs { get; init; }

    public string? Email { get; init; }

    public string? Telephone { get; init; }

    /// <summary>HESA TTPCODE.</summary>
    public string? TermPostcode { get; init; }

    public string? HomeAddress { get; init; }

    /// <summary>HESA PERMADDPOSTCODE.</summary>
    public string? HomePostcode { get; init; }

    /// <summary>HESA PERMADDCOUNTRY: two letters of ISO 3166, or one of HESA's additions (XF England, XG Northern Ireland, XH Scotland, XI Wales).</summary>
    public string? HomeCountry { get; init; }

    public static ContactDetails Of(Person person) => new()
    {
        KnownAs = person.KnownAs, Email = person.Email, Telephone = person.Telephone, TermPostcode = person.TermPostcode,
        HomeAddress = person.HomeAddress, HomePostcode = person.HomePostcode, HomeCountry = person.HomeCountry,
    };

    /// <summary>Without blanks at the ends; an empty value is none, codes are in capitals.</summary>
    public ContactDetails Tidied() => new()
    {
        KnownAs = Tidy(KnownAs), Email = Tidy(Email), Telephone = Tidy(Telephone), TermPostcode = Tidy(TermPostcode)?.ToUpperInvariant(),
        HomeAddress = Tidy(HomeAddress), HomePostcode = Tidy(HomePostcode)?.ToUpperInvariant(), HomeCountry = Tidy(HomeCountry)?.ToUpperInvariant(),
    };

    /// <summary>Every reason why these cannot be taken.</summary>
    public IReadOnlyList<Refusal> Faults()
    {
        List<Refusal> faults = [];
        void Wants(bool right, string field, string sentence, string? clause = null)
        {
            if (!right)
            {
                faults.Add(new Refusal("CONTACT_FAULT", sentence, clause, field));
            }
        }

        Wants(Email is null || Mailbox().IsMatch(Email), nameof(Email), "The e-mail address needs a name, an @ and a domain, such as a.student@example.ac.uk.");
        Wants(Telephone is null || Digits().IsMatch(Telephone), nameof(Telephone), "The telephone number may hold digits, spaces, brackets, hyphens and a leading +.");
        Wants(TermPostcode is null || Postcode().IsMatch(TermPostcode), nameof(TermPostcode), "The term-time postcode is not a UK postcode such as LS2 9JT.", "HESA TTPCODE");
        Wants(HomeCountry is null || TwoLetters().IsMatch(HomeCountry), nameof(HomeCountry), "The country is two letters, such as XF for England or FR for France.", "HESA PERMADDCOUNTRY");
        Wants(HomePostcode is null || !IsInUk(HomeCountry) || Postcode().IsMatch(HomePostcode), nameof(HomePostcode), "The home postcode is not a UK postcode such as LS2 9JT.", "HESA PERMADDPOSTCODE");
        return faults;
    }

    private static bool IsInUk(string? country) => country is null or "GB" or "XF" or "XG" or "XH" or "XI" or "XK";

    private static string? Tidy(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+\.[^\s@]+$")]
    private static partial Regex Mailbox();

    [GeneratedRegex(@"^\+?[0-9 ()\-]{5,30}$")]
    private static partial Regex Digits();

    [GeneratedRegex("^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$")]
    private static partial Regex Postcode();

    [GeneratedRegex("^[A-Z]{2}$")]
    private static partial Regex TwoLetters();
}
