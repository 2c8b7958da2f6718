using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Infrastructure.Integration;

namespace StudentRecords.Infrastructure.Demo;

/// <summary>Posts messages as the demo's other systems would, through the hub's door. The same letter twice is a repeat.</summary>
internal sealed class DemoPost(HubDoor door)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>In order, in batches of a size that such systems send.</summary>
    public async Task SendAsync(string flow, string source, string batch, IEnumerable<DemoLetter> letters, CancellationToken ct)
    {
        foreach (var some in letters.Chunk(500))
        {
            await door.SubmitAsync(flow, source, some.Select(l => JsonSerializer.Serialize(l, Json)).ToList(), "file", batch, ct);
        }
    }
}

/// <summary>A message of the demo: the envelope as it is written.</summary>
internal sealed record DemoLetter(string Type, string Id, string Key, object Data, long SourceVersion = 1, int Version = 1);
