using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Students.Identity;

/// <summary>An applicant (F005, F045) who has the name and birth date of somebody in the record, or a number: a steward says whether it is the same person.</summary>
public sealed record IdentityQuestion
{
    /// <summary>Of the message that waits in quarantine.</summary>
    public required long MessageId { get; init; }

    public required string Flow { get; init; }

    /// <summary>The sender's id of the applicant.</summary>
    public required PersonRef Applicant { get; init; }

    public required ApplicantDetails Details { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string Name => $"{Details.GivenNames} {Details.FamilyName}";

    /// <summary>Null when the message does not say who the applicant is.</summary>
    internal static IdentityQuestion? Read(InboxMessage message)
    {
        if (!RawEnvelope.TryRead(message.Raw, out var envelope, out _) || envelope.Data.Deserialize<Content>(ContractJson.Lenient) is not { Applicant: { } applicant, Details: { } details })
        {
            return null;
        }

        return new IdentityQuestion { MessageId = message.Id, Flow = message.Flow, Applicant = applicant, Details = details, ReceivedAt = message.ReceivedAt };
    }

    private sealed record Content(PersonRef? Applicant, ApplicantDetails? Details);
}

/// <summary>Somebody in the record who may be the applicant.</summary>
public sealed record IdentityCandidate
{
    public required long PersonId { get; init; }
    public required string StudentNumber { get; init; }
    public required string Name { get; init; }
    public DateOnly? DateOfBirth { get; init; }
    public string? Email { get; init; }
    public string? HomePostcode { get; init; }

    /// <summary>Ids at other systems: "UCAS 1234567890, CRM A-17".</summary>
    public required string Identifiers { get; init; }

    /// <summary>What they study or studied here.</summary>
    public required string Studies { get; init; }
}

/// <summary>A question with those whom it may be.</summary>
public sealed record IdentityDetail(IdentityQuestion Question, IReadOnlyList<IdentityCandidate> Candidates);
