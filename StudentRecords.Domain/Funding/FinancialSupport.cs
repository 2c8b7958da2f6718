namespace StudentRecords.Domain.Funding;

/// <summary>Support that a student is given for a year of study (HESA StudentFinancialSupport).</summary>
public sealed class FinancialSupport : ReturnedFact, IAboutPerson
{
    private FinancialSupport() { }

    public FinancialSupport(Enrolment.Engagement engagement, DateOnly from, string kind, int? pounds)
    {
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        From = from;
        Kind = kind;
        Pounds = pounds;
    }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    /// <summary>HESA FINSUPTYPE: 001 cash, 002 near-cash, 003 accommodation, 004 other, 100 Disabled Students' Allowance.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>HESA FINSUPAMOUNT, whole pounds; null for 100.</summary>
    public int? Pounds { get; private set; }
}
