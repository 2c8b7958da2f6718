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

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/cas", Cas, PermissionToStudy.LongestCas).Past("/decidedOn", DecidedOn)
        .That(ValidUntil is null || ValidFrom is null || ValidUntil >= ValidFrom, "/validUntil", "must not be before validFrom.");
}
