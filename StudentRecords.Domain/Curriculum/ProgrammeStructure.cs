using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudentRecords.Domain.Curriculum;

/// <summary>What a programme version asks of each of its years (F001). Kept with the version as JSON; a year that is not named asks nothing.</summary>
public sealed record ProgrammeStructure
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public IReadOnlyList<StageRules> Stages { get; init; } = [];

    /// <summary>Null where the version says nothing of its structure.</summary>
    public static ProgrammeStructure? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<ProgrammeStructure>(json, Options);

    public string Write() => JsonSerializer.Serialize(this, Options);

    /// <summary>The rules of a year of the programme; null where it has none.</summary>
    public StageRules? Stage(int year) => Stages.FirstOrDefault(s => s.Year == year);

    /// <summary>Every module code that it names.</summary>
    public IEnumerable<string> Modules() => Stages.SelectMany(s => s.Modules()).Distinct(StringComparer.Ordinal);
}
