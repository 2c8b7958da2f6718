namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F055, F056, F057: a batch of figures between two other systems. The record passes it on and keeps nothing of it but the message.</summary>
public sealed record AnalyticsBatch
{
    public required string Dataset { get; init; }
    public required string Batch { get; init; }
    public required DateOnly AsOf { get; init; }
    public required int Rows { get; init; }

    /// <summary>SHA-256 of the rows, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where the receiver fetches the rows.</summary>
    public required string Link { get; init; }

    public void Check(Checks checks) => checks.Text("/dataset", Dataset, 60).Text("/batch", Batch, 60).Past("/asOf", AsOf).Between("/rows", Rows, 0, 1_000_000_000)
        .That(Sha256.Length == 64 && Sha256.All(Uri.IsHexDigit), "/sha256", "must be 64 hexadecimal digits.").That(Uri.TryCreate(Link, UriKind.Absolute, out var uri) && uri.Scheme == "https", "/link", "must be an https address.");
}

/// <summary>F058 TargetedMessagePublished, CampaignContentPublished: content of a campaign on its way to the portal.</summary>
public sealed record CampaignContent
{
    public required string Campaign { get; init; }
    public required string Audience { get; init; }
    public required string Text { get; init; }

    /// <summary>Whom it is for, where it goes to persons.</summary>
    public PersonRef? Student { get; init; }

    /// <summary>What the text says of the student's status; null where it says nothing. It must be what the record says.</summary>
    public string? StatusClaim { get; init; }

    public void Check(Checks checks) => checks.Text("/campaign", Campaign, 60).Text("/audience", Audience, 60).Text("/text", Text, 4000)
        .That(StatusClaim is null || Student is not null, "/student", "is needed where a status is claimed.")
        .That(StatusClaim is null || Enum.TryParse<Enrolment.EngagementStatus>(StatusClaim, out _), "/statusClaim", "is no status of an engagement.");
}
