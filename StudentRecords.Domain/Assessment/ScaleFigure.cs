using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudentRecords.Domain.Assessment;

/// <summary>What the components of one scale come to.</summary>
/// <param name="Scale">The scale's name in the rule.</param>
/// <param name="Mark">0 to 100, rounded as the rule says; null when it could not be worked.</param>
/// <param name="State">Whether it was worked and, if not, why.</param>
/// <param name="Passes">Against the scale's pass mark; null without a mark.</param>
public sealed record ScaleFigure(string Scale, decimal? Mark, ScaleState State, bool? Passes)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    public static IReadOnlyList<ScaleFigure> Read(string json) => JsonSerializer.Deserialize<List<ScaleFigure>>(json, Options) ?? [];

    public static string Write(IReadOnlyList<ScaleFigure> scales) => JsonSerializer.Serialize(scales, Options);
}

/// <summary>Whether a scale has a figure.</summary>
public enum ScaleState
{
    Worked,

    /// <summary>At least one mark that counts is missing: an error in the result, never a number.</summary>
    MarksMissing,

    /// <summary>No component of this scale has weight, and the rule does not say to take a plain mean.</summary>
    NotCounted,
}
