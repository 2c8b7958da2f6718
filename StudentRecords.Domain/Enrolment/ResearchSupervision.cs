namespace StudentRecords.Domain.Enrolment;

/// <summary>Who supervises a research student (HESA SupervisorAllocation): an organisation and its unit of assessment, never a person.</summary>
public sealed class ResearchSupervision : ReturnedFact, IAboutPerson, INumberedFact
{
    private ResearchSupervision() { }

    public ResearchSupervision(Engagement engagement, DateOnly from, int ordinal, string organisation, string unit, decimal percent)
    {
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        From = from;
        Ordinal = ordinal;
        Organisation = organisation;
        Unit = unit;
        Percent = percent;
    }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    /// <summary>1, 2, 3 … within the engagement; the sequence of SUPALLID.</summary>
    public int Ordinal { get; private set; }

    /// <summary>HESA SAHESAID: UKPRN or HESA organisation code.</summary>
    public string Organisation { get; private set; } = "";

    /// <summary>HESA REF2021UNITOFASSESSMENT: 05A and the like.</summary>
    public string Unit { get; private set; } = "";

    /// <summary>HESA SAPROPORTION; the shares of a session make 100.</summary>
    public decimal Percent { get; private set; }
}
