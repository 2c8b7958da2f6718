using System.Text.RegularExpressions;

namespace StudentRecords.Domain.Students;

/// <summary>Who somebody is in law, as one correction of it. It is evidenced, as a deed or a passport says it; how they are called and reached is <see cref="ContactDetails"/>.</summary>
public sealed partial record LegalDetails
{
    private const int LongestName = 100;
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    public string FamilyName { get; init; } = "";

    public string GivenNames { get; init; } = "";

    public DateOnly? DateOfBirth { get; init; }

    /// <summary>HESA SEXID.</summary>
    public string LegalSex { get; init; } = "";

    /// <summary>HESA NATION: two letters; null where it is not known.</summary>
    public string? Nationality { get; init; }

    public static LegalDetails Of(Person person) => new()
    {
        FamilyName = person.FamilyName, GivenNames = person.GivenNames, DateOfBirth = person.DateOfBirth, LegalSex = person.LegalSex, Nationality = person.Nationality,
    };

    /// <summary>Without blanks at the ends; codes in capitals.</summary>
    public LegalDetails Tidied() => this with
    {
        FamilyName = FamilyName.Trim(), GivenNames = GivenNames.Trim(), Nationality = string.IsNullOrWhiteSpace(Nationality) ? null : Nationality.Trim().ToUpperInvariant(),
    };

    /// <summary>Every reason why these cannot be taken on that day.</summary>
    public IReadOnlyList<Refusal> Faults(DateOnly today)
    {
        List<Refusal> faults = [];
        void Wants(bool right, string field, string sentence, string? clause = null)
        {
            if (!right)
            {
                faults.Add(new Refusal("DETAILS_FAULT", sentence, clause, field));
            }
        }

        Wants(FamilyName.Length is > 0 and <= LongestName, nameof(FamilyName), "The family name is needed; who has one name only has it here.");
        Wants(GivenNames.Length <= LongestName, nameof(GivenNames), $"Given names have at most {LongestName} letters.");
        Wants(DateOfBirth is null || (DateOfBirth > Earliest && DateOfBirth < today), nameof(DateOfBirth), "The day of birth is between 1900 and today.");
        Wants(PersonCodes.SexCodes.Contains(LegalSex), nameof(LegalSex), "The legal sex is one of the codes of HESA.", "HESA SEXID");
        Wants(Nationality is null || TwoLetters().IsMatch(Nationality), nameof(Nationality), "The nationality is two letters, such as GB or FR.", "HESA NATION");
        return faults;
    }

    [GeneratedRegex("^[A-Z]{2}$")]
    private static partial Regex TwoLetters();
}
