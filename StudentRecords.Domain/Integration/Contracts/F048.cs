namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F048 ValidationReportReceived, SubmissionErrorNotified: what the authority says of one submission.</summary>
public sealed record SubmissionReported
{
    /// <summary>Collection code: 24056.</summary>
    public required string CollectionRef { get; init; }

    public required int SubmissionNo { get; init; }

    /// <summary>The authority's own reference, where it holds the submission; without one the report is of a file that it does not take.</summary>
    public string? Reference { get; init; }

    /// <summary>What is wrong with the whole file; null where nothing is.</summary>
    public string? Error { get; init; }

    public IReadOnlyList<RuleFailure> Failures { get; init; } = [];

    public void Check(Checks checks)
    {
        checks.Text("/collectionRef", CollectionRef, 5).That(SubmissionNo > 0, "/submissionNo", "must be 1 or more.");
        for (var i = 0; i < Failures.Count; i++)
        {
            checks.Text($"/failures/{i}/rule", Failures[i].Rule, 80).Text($"/failures/{i}/entity", Failures[i].Entity, 300).Text($"/failures/{i}/message", Failures[i].Message, 1000);
        }
    }
}

/// <summary>One entity that a rule of the authority fails.</summary>
/// <param name="Entity">Its keys from the top: SID=…/NUMHUS=….</param>
public sealed record RuleFailure(string Rule, string Entity, string Message);

/// <summary>F048 StudentIdentifierAssigned: the authority's identifier of a person, written once.</summary>
public sealed record StudentIdentifierAssigned
{
    public required PersonRef Student { get; init; }
    public required string Sid { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).That(Students.Sid.TryParse(Sid, out _), "/sid", "must be a SID of 17 digits or a HUSID of 13 with its check digit.");
}
