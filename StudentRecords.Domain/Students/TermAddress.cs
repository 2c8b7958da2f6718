namespace StudentRecords.Domain.Students;

/// <summary>Where a student lived in term, from when to when, and which system or office said so (F011, F018): HESA TTPCODE of a year is the last that stood in it.</summary>
public sealed class TermAddress : IAboutPerson
{
    private TermAddress() { }

    /// <param name="booking">Key of the residence booking that it comes from; null for any other.</param>
    public TermAddress(long personId, string postcode, DateOnly from, string source, string? booking = null) =>
        (PersonId, Postcode, From, Source, Booking) = (personId, postcode, from, source, booking);

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public string Postcode { get; private set; } = "";

    public DateOnly From { get; private set; }

    /// <summary>Last day; null while it stands.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Code of the system, or the registry's own.</summary>
    public string Source { get; private set; } = "";

    public string? Booking { get; private set; }

    /// <summary>One that ends before it began has stood for its first day.</summary>
    public void End(DateOnly last) => To = last < From ? From : last;

    /// <summary>The postcode that a year's return gives; null where none stood in it.</summary>
    public static string? In(IEnumerable<TermAddress> addresses, DateOnly first, DateOnly last) =>
        addresses.Where(a => a.From <= last && !(a.To < first)).OrderBy(a => a.From).ThenBy(a => a.Id).LastOrDefault()?.Postcode;
}
