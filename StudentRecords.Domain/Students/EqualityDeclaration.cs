namespace StudentRecords.Domain.Students;

/// <summary>
/// What the person declared about themselves under equality law (special category): HESA codes only, never a story. Seen by
/// the few, and every read is written down.
/// </summary>
public sealed class EqualityDeclaration : IVersioned, IAboutPerson
{
    private EqualityDeclaration() { }

    public EqualityDeclaration(Person person)
    {
        Person = person;
        PersonId = person.Id;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>HESA ETHNIC; 997 not known.</summary>
    public string? Ethnicity { get; private set; }

    /// <summary>HESA RELIGION; 99 not available.</summary>
    public string? Religion { get; private set; }

    /// <summary>HESA SEXORT.</summary>
    public string? SexualOrientation { get; private set; }

    /// <summary>HESA GENDERID.</summary>
    public string? GenderIdentity { get; private set; }

    /// <summary>HESA DISABILITY codes, at most nine, separated by spaces in code order; 95 none known.</summary>
    public string? Disabilities { get; private set; }

    public IReadOnlyList<string> DisabilityCodes => Disabilities?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public void Declare(string? ethnicity, string? religion, string? sexualOrientation, string? genderIdentity, IEnumerable<string>? disabilities)
    {
        Ethnicity = ethnicity ?? Ethnicity;
        Religion = religion ?? Religion;
        SexualOrientation = sexualOrientation ?? SexualOrientation;
        GenderIdentity = genderIdentity ?? GenderIdentity;
        if (disabilities is not null)
        {
            Disabilities = string.Join(' ', disabilities.Distinct().Order(StringComparer.Ordinal).Take(9));
        }
    }
}
