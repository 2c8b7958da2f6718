using System.Text.Json;

namespace StudentRecords.Domain.Integration;

/// <summary>The one envelope of every message: CloudEvents attributes, and ours for keys and versions.</summary>
public sealed record Envelope
{
    /// <summary>The sender's id of this message; the same id is the same message for ever.</summary>
    public required string Id { get; init; }

    /// <summary>Message name of the flow's contract, such as AssessmentMarkSubmitted.</summary>
    public required string Type { get; init; }

    /// <summary>Contract version.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Business key of the flow: one thing in the sender's world.</summary>
    public required string Key { get; init; }

    /// <summary>Version of that thing at the sender; higher supersedes.</summary>
    public long SourceVersion { get; init; } = 1;

    public DateTimeOffset? Time { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>The flow's own content.</summary>
    public required JsonElement Data { get; init; }
}
