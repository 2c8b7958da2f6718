using System.Reflection;
using System.Text.Json;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment.Awards;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>The award regulations that come with the product, as data: shapes that universities practise, to begin from. An institution publishes its own.</summary>
public static class RegulationShelf
{
    private static readonly Lazy<IReadOnlyList<PublishRegulation>> Regulations = new(Load);

    public static IReadOnlyList<PublishRegulation> All() => Regulations.Value;

    /// <exception cref="InvalidOperationException">There is none of that code and version.</exception>
    public static PublishRegulation Get(string code, int version) =>
        Regulations.Value.FirstOrDefault(r => r.Code == code && r.Version == version) ?? throw new InvalidOperationException($"No regulation {code} version {version} comes with the product.");

    private static List<PublishRegulation> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(n => n.Contains(".Assessment.Regulations.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(n => Read(assembly, n))];
    }

    private static PublishRegulation Read(Assembly assembly, string name)
    {
        using var file = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return RegulationFile.Read(file.ReadToEnd()).Value ?? throw new InvalidOperationException($"{name} is no regulation.");
    }
}

/// <summary>A regulation as a file: code, version, title, first year of entry, and the clauses.</summary>
public static class RegulationFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>Reads the file without looking into the clauses; publishing does.</summary>
    public static Outcome<PublishRegulation> Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Form>(json, Options) is { Clauses.ValueKind: JsonValueKind.Object } file
                ? new PublishRegulation { Code = file.Code, Version = file.Version, Title = file.Title, FromEntryYear = file.FromEntryYear, Clauses = file.Clauses.GetRawText() }
                : Outcome<PublishRegulation>.Refused("REGULATION_UNREADABLE", "The file has no clauses.", null);
        }
        catch (JsonException fault)
        {
            return Outcome<PublishRegulation>.Refused("REGULATION_UNREADABLE", $"The file cannot be read: {fault.Message}", fault.Path);
        }
    }

    private sealed record Form
    {
        public required string Code { get; init; }
        public required int Version { get; init; }
        public required string Title { get; init; }
        public required string FromEntryYear { get; init; }
        public required JsonElement Clauses { get; init; }
    }
}
