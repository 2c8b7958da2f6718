using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.Students.Retention;

namespace StudentRecords.Infrastructure.Students.Retention;

/// <summary>The periods that come with the product as data; an institution's own stand above them as soon as they are published.</summary>
public static class RetentionShelf
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
    private static readonly Lazy<IReadOnlyList<RetentionRule>> Rules = new(Load);

    public static IReadOnlyList<RetentionRule> All => Rules.Value;

    private static List<RetentionRule> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(n => n.EndsWith(".Retention.periods.json", StringComparison.Ordinal)))!;
        return JsonSerializer.Deserialize<List<Period>>(stream, Options)!.ConvertAll(p => new RetentionRule { Class = p.Class, RuleVersion = 0, Years = p.Years, Basis = p.Basis, ValidFrom = DateOnly.MinValue });
    }

    private sealed record Period(RecordClass Class, int? Years, string Basis);
}
