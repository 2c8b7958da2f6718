using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo;

/// <summary>Posts messages as the demo's other systems would, through the hub's door. The same letter twice is a repeat.</summary>
internal sealed class DemoPost(HubDoor door, IDbContextFactory<RegistryDbContext> store)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Leaves out letters whose ids have come before: whom they are about may have been chosen from a record that has moved on since.</summary>
    public async Task SendOnceAsync(string flow, string source, string batch, IEnumerable<DemoLetter> letters, CancellationToken ct)
    {
        var all = letters.ToList();
        var ids = all.ConvertAll(l => l.Id);
        await using var db = await store.CreateDbContextAsync(ct);
        var known = await db.Set<InboxMessage>().Where(m => m.Source == source && ids.Contains(m.MessageId)).Select(m => m.MessageId).ToHashSetAsync(ct);
        await SendAsync(flow, source, batch, all.Where(l => !known.Contains(l.Id)), ct);
    }

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
