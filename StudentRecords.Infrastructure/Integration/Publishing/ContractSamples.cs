using System.Text.Json;

namespace StudentRecords.Infrastructure.Integration.Publishing;

/// <summary>Sample messages of what is taken, the same that the tests send: good ones, and ones that are refused.</summary>
public static class ContractSamples
{
    /// <summary>The flow's samples as texts; none where it takes nothing.</summary>
    public static IReadOnlyList<string> Of(string flow, bool good)
    {
        using var file = typeof(ContractSamples).Assembly.GetManifestResourceStream($"Samples.{flow}.{(good ? "good" : "bad")}.json");
        if (file is null)
        {
            return [];
        }

        using var samples = JsonDocument.Parse(file);
        return [.. samples.RootElement.EnumerateArray().Select(s => s.GetRawText())];
    }
}
