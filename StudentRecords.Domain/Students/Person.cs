namespace StudentRecords.Domain.Students;

/// <summary>
/// One human being, once: applicant, student, returner, staff. Everything else hangs on the inner id, never on the student
/// number alone; what other systems call this person is in the identity map (<see cref="PersonIdentifier"/>).
/// </summary>
public sealed class Person : IVersioned, IAboutPerson
{
    private readonly List<PersonIdentifier> identifiers = [];

    private Person() { }

    public Person(StudentNumber number, PersonName name, DateOnly? dateOfBirth)
    {
        StudentNumber = number.Value;
        DateOfBirth = dateOfBirth;
        Rename(name);
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    long IAboutPerson.PersonId => Id;

    /// <summary>The institution's own number, minted once (HESA OWNSTU).</summary>
    public string StudentNumber { get; private set; } = "";

    /// <summary>HESA SURNAME.</summary>
    public string FamilyName { get; private set; } = "";

    /// <summary>HESA FNAMES.</summary>
    public string GivenNames { get; private set; } = "";

    /// <summary>What the person is called, where it is not the first given name.</summary>
    public string? KnownAs { get; private set; }

    /// <summary>The source brought no name and one was made up, so that screens and documents can be read.</summary>
    public bool NameIsInvented { get; private set; }

    /// <summary>Lower-case family and given names, for searching.</summary>
    public string SearchName { get; private set; } = "";

    /// <summary>HESA BIRTHDTE.</summary>
    public DateOnly? DateOfBirth { get; private set; }

    /// <summary>HESA SEXID: 10 female, 11 male, 12 other, 96 refused, 99 not available.</summary>
    public string LegalSex { get; private set; } = "99";

    /// <summary>HESA NATION, ISO 3166 alpha-2 with HESA's additions.</summary>
    public string? Nationality { get; private set; }

    public string? Email { get; private set; }

    public string? Telephone { get; private set; }

    /// <summary>HESA TTPCODE.</summary>
    public string? TermPostcode { get; private set; }

    public string? HomeAddress { get; private set; }

    /// <summary>HESA PERMADDPOSTCODE.</summary>
    public string? HomePostcode { get; private set; }

    /// <summary>HESA PERMADDCOUNTRY.</summary>
    public string? HomeCountry { get; private set; }

    /// <summary>The day the person died; contact is suppressed from when it is recorded.</summary>
    public DateOnly? DiedOn { get; private set; }

    public IReadOnlyList<PersonIdentifier> Identifiers => identifiers;

    public string DisplayName => $"{KnownAs ?? GivenNames} {FamilyName}";

    public void Rename(PersonName name)
    {
        FamilyName = name.Family.Trim();
        GivenNames = name.Given.Trim();
        KnownAs = string.IsNullOrWhiteSpace(name.KnownAs) ? null : name.KnownAs.Trim();
        NameIsInvented = name.IsInvented;
        SearchName = $"{FamilyName} {GivenNames} {KnownAs}".Trim().ToLowerInvariant();
    }

    /// <summary>What the source says about the person, beyond the name; null leaves a value as it is.</summary>
    public void Describe(PersonDetails details)
    {
        DateOfBirth = details.DateOfBirth ?? DateOfBirth;
        LegalSex = details.LegalSex ?? LegalSex;
        Nationality = details.Nationality ?? Nationality;
        Email = details.Email ?? Email;
        Telephone = details.Telephone ?? Telephone;
        TermPostcode = details.TermPostcode ?? TermPostcode;
        HomeAddress = details.HomeAddress ?? HomeAddress;
        HomePostcode = details.HomePostcode ?? HomePostcode;
        HomeCountry = details.HomeCountry ?? HomeCountry;
    }

    /// <summary>The term-time address has ended, and no other is known.</summary>
    public void LeavesTermAddress() => TermPostcode = null;

    /// <summary>Takes an edit of the contact details whole; refused, with every reason, when one of them cannot be.</summary>
    public Outcome ChangeContact(ContactDetails details)
    {
        var tidy = details.Tidied();
        var faults = tidy.Faults();
        if (faults.Count > 0)
        {
            return Outcome.From([.. faults]);
        }

        if (tidy.KnownAs != KnownAs)
        {
            Rename(new PersonName(FamilyName, GivenNames, tidy.KnownAs, NameIsInvented));
        }

        (Email, Telephone, TermPostcode) = (tidy.Email, tidy.Telephone, tidy.TermPostcode);
        (HomeAddress, HomePostcode, HomeCountry) = (tidy.HomeAddress, tidy.HomePostcode, tidy.HomeCountry);
        return Outcome.Done;
    }

    /// <summary>Takes a correction of who the person is in law whole; refused, with every reason, when a part of it cannot be, or nothing is corrected.</summary>
    public Outcome Correct(LegalDetails details, DateOnly today)
    {
        var tidy = details.Tidied();
        if (tidy.Faults(today) is { Count: > 0 } faults)
        {
            return Outcome.From([.. faults]);
        }

        if (tidy == LegalDetails.Of(this))
        {
            return Outcome.Refused("NOTHING_CHANGED", "These are the details that the record has.");
        }

        Rename(new PersonName(tidy.FamilyName, tidy.GivenNames, KnownAs));
        (DateOfBirth, LegalSex, Nationality) = (tidy.DateOfBirth, tidy.LegalSex, tidy.Nationality);
        return Outcome.Done;
    }

    /// <summary>Records the day of death; null takes a mistake back.</summary>
    public void Died(DateOnly? on) => DiedOn = on;

    public PersonIdentifier Identify(string system, string kind, string value, DateOnly from)
    {
        var identifier = new PersonIdentifier(this, system, kind, value, from);
        identifiers.Add(identifier);
        return identifier;
    }

    /// <summary>Gives the person a number of which there is one at a time: the earlier one ends that day.</summary>
    public PersonIdentifier Renumber(NumberKind kind, string value, DateOnly day)
    {
        identifiers.FindAll(i => i.Kind == kind.Kind && i.To is null).ForEach(i => i.EndOn(day));
        return Identify(kind.System, kind.Kind, value, day);
    }
}
