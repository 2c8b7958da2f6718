namespace StudentRecords.Domain.Curriculum;

/// <summary>What of a programme is shared.</summary>
public enum ProgrammeShareOf
{
    /// <summary>HESA CourseRole 202: an organisation that delivers a part; the institution delivers the rest.</summary>
    Delivery,

    /// <summary>HESA AwardingBodyRole: who awards beside the institution.</summary>
    Award,

    /// <summary>HESA QualificationSubject; where there are any they stand in the place of the catalogue's one.</summary>
    Subject,
}

/// <summary>A share in a programme that the catalogue does not tell: of a deliverer, an awarding body or a subject.</summary>
public sealed class ProgrammeShare : ReturnedFact
{
    private ProgrammeShare() { }

    public ProgrammeShare(Programme programme, DateOnly from, ProgrammeShareOf of, string code, decimal percent, string? specialism)
    {
        ProgrammeId = programme.Id;
        From = from;
        Of = of;
        Code = code;
        Percent = percent;
        Specialism = specialism;
    }

    public long ProgrammeId { get; private set; }

    public ProgrammeShareOf Of { get; private set; }

    /// <summary>UKPRN or HESA organisation code, or HECoS code.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Per cent, one decimal; 100 of an awarding body.</summary>
    public decimal Percent { get; private set; }

    /// <summary>HESA QUALITT of a subject of teacher training.</summary>
    public string? Specialism { get; private set; }
}
