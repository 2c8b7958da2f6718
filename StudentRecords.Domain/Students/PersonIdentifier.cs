namespace StudentRecords.Domain.Students;

/// <summary>What one system calls a person, and since when. A value is never given to somebody else.</summary>
public sealed class PersonIdentifier : IAboutPerson
{
    private PersonIdentifier() { }

    internal PersonIdentifier(Person person, string system, string kind, string value, DateOnly from)
    {
        Person = person;
        PersonId = person.Id;
        System = system;
        Kind = kind;
        Value = value;
        From = from;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>Code of the system of the reference model that uses the identifier: UCAS, CRM, VLE, HESA.</summary>
    public string System { get; private set; } = "";

    /// <summary>One of <see cref="IdentifierKinds"/> or the system's own word.</summary>
    public string Kind { get; private set; } = "";

    public string Value { get; private set; } = "";

    public DateOnly From { get; private set; }

    public DateOnly? To { get; private set; }

    public void EndOn(DateOnly day) => To = day;
}
