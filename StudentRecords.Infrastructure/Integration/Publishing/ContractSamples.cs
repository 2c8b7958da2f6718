using System.Text.Json;

namespace StudentRecords.Infrastructure.Integration.Publishing;

/// <summary>Sample messages, the same that the tests use. Of what is taken or keyed: good ones, and ones that are refused; of what is sent: one of each kind as it goes out, and ones that do not fit what is published.</summary>
public static class ContractSamples
{
    /// <summary>The flow's samples as texts.</summary>
    public static IReadOnlyList<string> Of(string flow, bool good)
    {
        using var file = typeof(ContractSamples).Assembly.GetManifestResourceStream($"Samples.{flow}.{(good ? "good" : "bad")}.json")!;
        using var samples = JsonDocument.Parse(file);
        return [.. samples.RootElement.EnumerateArray().Select(s => s.GetRawText())];
    }
}
