using StudentRecords.Domain.Sponsorship;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F052 CasAssigned, VisaGranted, VisaRefused, LeaveCurtailed: what UK Visas &amp; Immigration says of a student's permission to study.</summary>
public sealed record PermissionTold
{
    public required PersonRef Student { get; init; }

    /// <summary>Number of the Confirmation of Acceptance for Studies.</summary>
    public required string Cas { get; init; }
    public required DateOnly DecidedOn { get; init; }

    /// <summary>First and last day of the leave, where it is granted or cut short.</summary>
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Key of the request (F051) that it answers; null: the student's oldest that waits.</summary>
    public string? Request { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/cas", Cas, PermissionToStudy.LongestCas).Past("/decidedOn", DecidedOn)
        .That(ValidUntil is null || ValidFrom is null || ValidUntil >= ValidFrom, "/validUntil", "must not be before validFrom.")
        .That(Request is null || Request.Length is > 0 and <= 200, "/request", "must have 1 to 200 characters.");
}
