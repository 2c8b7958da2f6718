using System.Text.Json;
using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>What the sender says of a file, in <c>NAME.done</c>, written last: without it the file is not looked at.</summary>
public sealed record DropManifest
{
    public const string Ending = ".done";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    public required string Flow { get; init; }

    /// <summary>Contract version of the rows.</summary>
    public int Contract { get; init; } = 1;

    /// <summary>SHA-256 of the file, hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Rows of content, without a header.</summary>
    public required int Rows { get; init; }

    /// <summary>The sender's id of the batch; never used for another content.</summary>
    public required string Batch { get; init; }

    /// <summary>Length of the file; null where the sender does not say.</summary>
    public long? Bytes { get; init; }

    /// <summary>Control totals: what a number of the content comes to over all rows, by the field's name.</summary>
    public IReadOnlyDictionary<string, decimal> Totals { get; init; } = new Dictionary<string, decimal>();

    /// <summary>The batch that the sender sent before this one on the flow, so that a missing one shows; null where it does not say.</summary>
    public string? Previous { get; init; }

    /// <summary>The same content is sent again on purpose.</summary>
    public bool Replay { get; init; }

    /// <summary>The file is not of messages: it tells what the sender holds of the flow, to be compared (<see cref="Domain.Integration.Reconciling.PartnerFigure"/>).</summary>
    public bool Figure { get; init; }

    /// <summary>Null when the text is no manifest.</summary>
    public static DropManifest? Read(string text, out Refusal? refusal)
    {
        refusal = null;
        try
        {
            var manifest = JsonSerializer.Deserialize<DropManifest>(text, Json);
            refusal = manifest switch
            {
                null => Bad("it is empty"),
                { Batch: var b } when string.IsNullOrWhiteSpace(b) || b.Length > 100 => Bad("batch must have 1 to 100 characters"),
                { Sha256: var h } when h.Length != 64 || !h.All(char.IsAsciiHexDigit) => Bad("sha256 must be 64 hexadecimal digits"),
                { Rows: < 0 } => Bad("rows must not be negative"),
                _ => null,
            };
            return refusal is null ? manifest! with { Flow = manifest.Flow.ToUpperInvariant(), Sha256 = manifest.Sha256.ToLowerInvariant() } : null;
        }
        catch (JsonException e)
        {
            refusal = Bad(e.Message);
            return null;
        }
    }

    private static Refusal Bad(string because) => new("MANIFEST_UNREADABLE", $"The manifest cannot be read: {because}.", "Drop folder");
}
