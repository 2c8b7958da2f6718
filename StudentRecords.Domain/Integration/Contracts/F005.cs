namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F005 ApplicationRecorded, OfferIssued, AdmissionDecisionRecorded: how far an application has come.</summary>
public sealed record ApplicationProgressed : IMayEnd
{
    public required string Application { get; init; }
    public required PersonRef Applicant { get; init; }
    public ApplicantDetails? Details { get; init; }
    public required string Programme { get; init; }
    public required DateOnly EntryOn { get; init; }

    /// <summary>For a decision: true when the applicant has accepted, false when declined.</summary>
    public bool? Accepted { get; init; }

    /// <summary>A decision that declines.</summary>
    public bool Ends(string message, DateOnly today) => message == "AdmissionDecisionRecorded" && Accepted == false;

    public void Check(Checks checks)
    {
        checks.Text("/application", Application).Who("/applicant", Applicant).Text("/programme", Programme);
        Details?.Check(checks, "/details");
    }
}

/// <summary>F005 ApplicantHandedOver: admissions is done; an engagement is expected.</summary>
public sealed record ApplicantHandedOver
{
    public required string Application { get; init; }
    public required PersonRef Applicant { get; init; }
    public required string Programme { get; init; }
    public required DateOnly EntryOn { get; init; }
    public DateOnly? ExpectedEnd { get; init; }

    /// <summary>HESA SCSMODE: 01 full time, 31 part time.</summary>
    public string Mode { get; init; } = "01";

    /// <summary>The institution is to sponsor the visa: enrolment then needs a permission to study (F052).</summary>
    public bool Sponsored { get; init; }

    /// <summary>Sets apart engagements of one person on one programme that run beside each other.</summary>
    public string? Stream { get; init; }

    public void Check(Checks checks) => checks.Text("/application", Application).Who("/applicant", Applicant).Text("/programme", Programme)
        .That(Mode is "01" or "02" or "03" or "31", "/mode", "must be 01, 02, 03 or 31.")
        .That(ExpectedEnd is null || ExpectedEnd > EntryOn, "/expectedEnd", "must be after the entry date.");
}
