using System.Text.Json;

namespace StudentRecords.Domain.Assessment;

/// <summary>How a result was worked, read back from what was stored with it.</summary>
/// <param name="Rule">Code of the mark rule.</param>
/// <param name="Version">Its version; 0 where nothing was worked.</param>
/// <param name="Steps">Every clause that fired, in order.</param>
public sealed record ResultTrace(string Rule, int Version, IReadOnlyList<TraceStep> Steps)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static readonly ResultTrace Nothing = new("", 0, []);

    /// <param name="json">As <see cref="ModuleResultFigure.TraceJson"/> wrote it; empty is a trace of nothing.</param>
    public static ResultTrace Read(string json) => json.Length == 0 ? Nothing : JsonSerializer.Deserialize<ResultTrace>(json, Options) ?? Nothing;
}
