using System.Security.Cryptography;
using System.Text.Json;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Files;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>Fetches what the record has written for a system: a file a message, or many messages in a file of a named format with its manifest.</summary>
internal sealed class OutgoingFolder(HubFolders folders, Losses losses)
{
    private readonly HashSet<string> fetched = [];

    /// <summary>What lies there from before is not this run's.</summary>
    public void Begin(FarSide side) => fetched.UnionWith(Lying(side));

    public async Task<IReadOnlyList<Heard>> FetchAsync(FarSide side, CancellationToken ct)
    {
        List<Heard> heard = [];
        foreach (var manifest in Lying(side).Where(fetched.Add))
        {
            var (path, said) = (manifest[..^DropManifest.Ending.Length], JsonDocument.Parse(await File.ReadAllBytesAsync(manifest, ct)).RootElement);
            var content = await File.ReadAllBytesAsync(path, ct);
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != said.GetProperty("sha256").GetString() || content.Length != said.GetProperty("bytes").GetInt64())
            {
                side.Amiss.Enqueue($"{Path.GetFileName(path)} is not what its manifest says.");
            }
            else if (!path.EndsWith(".json", StringComparison.Ordinal))
            {
                var count = said.GetProperty("messages").GetArrayLength();
                side.Held.AddUnnamed(said.GetProperty("flow").GetString()!, count);
                side.CountReceipt(count);
            }
            else if (Told.Read(content) is not { } told)
            {
                side.Amiss.Enqueue($"{Path.GetFileName(path)} holds no message.");
            }
            else if (!losses.Takes(side.System, told.Flow) && side.Held.Add(told.Flow, told.Key, told.Sequence, HashTotal.OfText(content), told.Time))
            {
                side.CountReceipt();
                heard.Add(new Heard(side.System, told.Flow, told.Type, told.Data));
            }
        }

        return heard;
    }

    /// <summary>Manifests: what has none is not whole.</summary>
    private List<string> Lying(FarSide side)
    {
        var outgoing = folders.Of(side.System).Outgoing;
        return !Directory.Exists(outgoing) ? [] : [.. Directory.EnumerateFiles(outgoing, $"*{DropManifest.Ending}").Order(StringComparer.Ordinal)];
    }
}
