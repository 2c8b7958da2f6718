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
public sealed record UcasApplicationSettled : IMayEnd
{
    public required string Application { get; init; }

    /// <summary>For a reply: whether the applicant accepted.</summary>
    public bool? Accepted { get; init; }

    /// <summary>For a reply: the offer still has conditions; nobody has a place yet.</summary>
    public bool Conditional { get; init; }

    /// <summary>For a reply: accepted as insurance, behind another choice; nobody has a place here yet.</summary>
    public bool Insurance { get; init; }

    /// <summary>For a reply: whether the institution sponsors the visa, where the sender knows it.</summary>
    public bool? Sponsored { get; init; }

    /// <summary>Whether the reply gives the applicant a place.</summary>
    public bool GivesPlace() => Accepted == true && !Conditional && !Insurance;

    /// <summary>A cancelled application, or a reply that declines.</summary>
    public bool Ends(string message, DateOnly today) => message == "ApplicationCancelled" || Accepted == false;

    public void Check(Checks checks) => checks.Text("/application", Application)
        .That(Accepted != false || !Insurance, "/insurance", "cannot be said of an offer that was declined.");
}

/// <summary>F045 QualificationResultsReceived: results that an awarding body gave of an applicant. Under embargo until their release; a later version of the same sitting takes the place of the earlier.</summary>
public sealed record UcasResults
{
    public required PersonRef Applicant { get; init; }

    /// <summary>The sitting or series that they are of, such as 2024-06.</summary>
    public required string Sitting { get; init; }

    /// <summary>The moment before which nobody may learn of them.</summary>
    public required DateTimeOffset ReleaseAt { get; init; }
    public required IReadOnlyList<UcasResult> Results { get; init; }

    public void Check(Checks checks)
    {
        checks.Who("/applicant", Applicant).Text("/sitting", Sitting, 40)
            .That(ReleaseAt.Year is > 2000 and < 2100, "/releaseAt", "must be the moment of release.")
            .That(Results.Count is > 0 and <= 60, "/results", "must hold 1 to 60 results.");
        for (var i = 0; i < Results.Count; i++)
        {
            Results[i].Check(checks, $"/results/{i}");
        }
    }
}

/// <summary>One result of a sitting.</summary>
public sealed record UcasResult
{
    /// <summary>HESA QUALTYPEID.</summary>
    public required string Type { get; init; }
    public required string Subject { get; init; }

    /// <summary>As the awarding body gives it; null for one that was withheld or is not there yet.</summary>
    public string? Grade { get; init; }
    public required int Year { get; init; }
    public string? AwardingBody { get; init; }

    internal void Check(Checks checks, string at) => checks.Text($"{at}/type", Type, 5).Text($"{at}/subject", Subject, 40)
        .That(Grade is null || Grade.Length <= 11, $"{at}/grade", "is longer than 11 characters.")
        .Between($"{at}/year", Year, 1950, 2100)
        .That(AwardingBody is null || AwardingBody.Length <= 40, $"{at}/awardingBody", "is longer than 40 characters.");
}
