namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F026 IdentityVerified, IdentityVerificationFailed, IdentityVerificationPending, FraudSuspected: the answer to F025.</summary>
public sealed record IdentityVerificationAnswered
{
    /// <summary>The case reference that F025 gave.</summary>
    public required string Case { get; init; }

    /// <summary>Per cent.</summary>
    public decimal? Confidence { get; init; }
    public string? EvidenceLink { get; init; }

    public void Check(Checks checks) => checks.Text("/case", Case, 60).Between("/confidence", Confidence, 0, 100);
}
