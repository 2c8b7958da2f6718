namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>
/// F024 DocumentArchived, DocumentLinkIssued, RetentionApplied, DocumentAccessLogged: what the archive says of a document that the record
/// filed. Business key: document and the archive's own version.
/// </summary>
public sealed record DocumentAnswered
{
    /// <summary>The record's own key of the document, as F023 named it.</summary>
    public required string Document { get; init; }

    /// <summary>The archive's version of it: 1, 2, 3 …</summary>
    public required int EdrmsVersion { get; init; }

    /// <summary>Of the bytes that the archive holds; needed when it confirms them.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Where its copy is opened.</summary>
    public string? Link { get; init; }

    public string? RetentionClass { get; init; }

    /// <summary>The last day on which it is kept; null is for good.</summary>
    public DateOnly? RetainUntil { get; init; }

    /// <summary>When somebody opened its copy.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Who opened it, or what system, as the archive names them.</summary>
    public string? OpenedBy { get; init; }

    /// <summary>Whatever is there must be right; what a message must bring besides depends on its name.</summary>
    public void Check(Checks checks) => checks.Text("/document", Document, 40)
        .That(EdrmsVersion >= 1, "/edrmsVersion", "counts from 1.")
        .That(Sha256 is null || (Sha256.Length == 64 && Sha256.All(char.IsAsciiHexDigit)), "/sha256", "must be the SHA-256 of the archived bytes, 64 hexadecimal digits.")
        .That(Link is null || (Link.Length <= 500 && Uri.TryCreate(Link, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps), "/link", "must be an absolute https address of at most 500 characters.")
        .That(RetentionClass is null or { Length: <= 60 }, "/retentionClass", "is longer than 60 characters.")
        .That(OpenedBy is null or { Length: > 0 and <= 100 }, "/openedBy", "must have 1 to 100 characters.");
}
