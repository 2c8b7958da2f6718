namespace StudentRecords.Domain.Funding;

/// <summary>
/// A tuition fee liability assessed by the record and told to Finance (F009). Never edited or deleted: a wrong one is reversed
/// by another that names it.
/// </summary>
public sealed class FeeCharge : IAboutPerson
{
    /// <summary>Elements that begin so are rooms (F018): notified, never assessed from a fee rule.</summary>
    public const string Room = "ACCOMMODATION/";

    private FeeCharge() { }

    public FeeCharge(long personId, long engagementId, string academicYear, string element, int assessmentNo, decimal amount, string rule, string triggeringStatus, string correlationId, DateTimeOffset assessedAt, string sponsor = Payers.Student)
    {
        PersonId = personId;
        EngagementId = engagementId;
        AcademicYear = academicYear;
        Element = element;
        AssessmentNo = assessmentNo;
        Amount = amount;
        Rule = rule;
        TriggeringStatus = triggeringStatus;
        CorrelationId = correlationId;
        AssessedAt = assessedAt;
        Sponsor = sponsor;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public string AcademicYear { get; private set; } = "";

    /// <summary>What is charged for: the occurrence key of a module, TUITION, or a room.</summary>
    public string Element { get; private set; } = "";

    /// <summary>1, 2 … for the same engagement, year and element; a reversal bears the number of what it takes back.</summary>
    public int AssessmentNo { get; private set; }

    /// <summary>Pounds; negative in a reversal.</summary>
    public decimal Amount { get; private set; }

    /// <summary>Code and version of the fee rule.</summary>
    public string Rule { get; private set; } = "";

    /// <summary>Who is billed.</summary>
    public string Sponsor { get; private set; } = Payers.Student;

    public string TriggeringStatus { get; private set; } = "";

    public long? ReversesId { get; private set; }

    public string CorrelationId { get; private set; } = "";

    public DateTimeOffset AssessedAt { get; private set; }

    /// <summary>The charge that takes this one back.</summary>
    public FeeCharge Reverse(string triggeringStatus, string correlationId, DateTimeOffset at) =>
        new(PersonId, EngagementId, AcademicYear, Element, AssessmentNo, -Amount, Rule, triggeringStatus, correlationId, at, Sponsor) { ReversesId = Id };
}
