namespace StudentRecords.Domain.Students;

/// <summary>How far a check of identity has come (F025 asks, F026 answers).</summary>
public enum VerificationState
{
    Requested,
    Pending,
    Passed,
    Failed,
    FraudSuspected,
}

/// <summary>One identity verification of a person. Until one has passed, no engagement is activated.</summary>
public sealed class IdentityVerification : IVersioned, IAboutPerson
{
    private IdentityVerification() { }

    public IdentityVerification(Person person, string caseReference, DateTimeOffset requestedAt)
    {
        Person = person;
        PersonId = person.Id;
        CaseReference = caseReference;
        RequestedAt = requestedAt;
    }

    /// <summary>A new check of somebody who has had so many.</summary>
    public static IdentityVerification Next(Person person, int before, DateTimeOffset requestedAt) => new(person, $"{person.StudentNumber}-V{before + 1}", requestedAt);

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>Our case id, given to the verifier with F025 and given back with F026.</summary>
    public string CaseReference { get; private set; } = "";

    public VerificationState State { get; private set; }

    public int ResultVersion { get; private set; }

    /// <summary>The verifier's confidence, 0 to 100.</summary>
    public decimal? Confidence { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Where the verifier keeps its documents; images are not stored here.</summary>
    public string? EvidenceLink { get; private set; }

    public bool IsFinal => State is VerificationState.Passed or VerificationState.Failed or VerificationState.FraudSuspected;

    /// <summary>Takes a newer result. False when it is older than the one held, or a pending that comes after a final one.</summary>
    public bool Receive(VerificationState result, int resultVersion, decimal? confidence, string? evidenceLink, DateTimeOffset at)
    {
        if (resultVersion <= ResultVersion || (IsFinal && result == VerificationState.Pending))
        {
            return false;
        }

        State = result;
        ResultVersion = resultVersion;
        Confidence = confidence;
        EvidenceLink = evidenceLink ?? EvidenceLink;
        DecidedAt = IsFinal ? at : null;
        return true;
    }
}
