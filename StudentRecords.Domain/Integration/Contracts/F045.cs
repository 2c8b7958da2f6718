namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F045 UcasApplicationReceived, ApplicantDetailsAmended, ClearingChoiceAdded: an application through UCAS and who makes it.</summary>
public sealed record UcasApplication
{
    public required string Application { get; init; }
    public required PersonRef Applicant { get; init; }
    public required ApplicantDetails Details { get; init; }
    public required string Programme { get; init; }
    public required DateOnly EntryOn { get; init; }

    public void Check(Checks checks)
    {
        checks.Text("/application", Application).Who("/applicant", Applicant).Text("/programme", Programme);
        Details.Check(checks, "/details");
    }
}

/// <summary>F045 OfferReplyRecorded, ApplicationCancelled: what became of an application.</summary>
public sealed record UcasApplicationSettled
{
    public required string Application { get; init; }

    /// <summary>For a reply: whether the applicant accepted.</summary>
    public bool? Accepted { get; init; }

    public void Check(Checks checks) => checks.Text("/application", Application);
}
