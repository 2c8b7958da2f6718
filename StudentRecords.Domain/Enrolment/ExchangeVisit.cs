namespace StudentRecords.Domain.Enrolment;

/// <summary>Somebody who studies here as an incoming exchange or visiting student (HESA INCOMINGEXCHANGE): their return is a reduced one.</summary>
public sealed class ExchangeVisit : ReturnedFact, IAboutPerson
{
    private ExchangeVisit() { }

    public ExchangeVisit(Engagement engagement, DateOnly from, string kind)
    {
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        From = from;
        Kind = kind;
    }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    /// <summary>HESA INCOMINGEXCHANGE: 01 Erasmus+, 02 other, 03 Turing.</summary>
    public string Kind { get; private set; } = "";
}
