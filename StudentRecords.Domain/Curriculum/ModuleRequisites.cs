using System.Text.Json;

namespace StudentRecords.Domain.Curriculum;

/// <summary>What must come before a module, go with it, or not be taken beside it (F001). Kept with the module's version as JSON.</summary>
public sealed record ModuleRequisites
{
    public static readonly ModuleRequisites None = new();

    /// <summary>Each line is met by any one of its modules; all lines must be met.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Prerequisites { get; init; } = [];

    /// <summary>Modules that must be taken in the same year or have been passed.</summary>
    public IReadOnlyList<string> Corequisites { get; init; } = [];

    /// <summary>Modules that cover so much of the same that nobody has both.</summary>
    public IReadOnlyList<string> Exclusions { get; init; } = [];

    /// <summary>None where the version names none.</summary>
    public static ModuleRequisites Read(string? json) => json is null ? None : JsonSerializer.Deserialize<ModuleRequisites>(json, ProgrammeStructure.Options) ?? None;

    public string Write() => JsonSerializer.Serialize(this, ProgrammeStructure.Options);

    /// <summary>Every module that comes before, whichever line it stands in.</summary>
    public IEnumerable<string> Before() => Prerequisites.SelectMany(p => p).Distinct(StringComparer.Ordinal);
}
