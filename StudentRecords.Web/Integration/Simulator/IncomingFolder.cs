using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StudentRecords.Infrastructure.Integration.Files;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>Drops files as a system does: under another name first, the manifest last.</summary>
internal sealed class IncomingFolder(HubFolders folders)
{
    /// <summary>A message a line.</summary>
    public Task DropAsync(string system, string flow, string batch, IReadOnlyList<Letter> letters, CancellationToken ct) => DropAsync(system, flow, batch, "ndjson", string.Concat(letters.Select(l => l.Text + "\n")), letters.Count, ct);

    public async Task DropAsync(string system, string flow, string batch, string extension, string text, int rows, CancellationToken ct)
    {
        var path = Path.Combine(Directory.CreateDirectory(folders.Of(system).Incoming).FullName, $"{batch}.{extension}");
        var content = Encoding.UTF8.GetBytes(text);
        await File.WriteAllBytesAsync($"{path}.part", content, ct);
        File.Move($"{path}.part", path);
        var manifest = new { flow, sha256 = Convert.ToHexStringLower(SHA256.HashData(content)), rows, batch };
        await File.WriteAllTextAsync($"{path}{DropManifest.Ending}.part", JsonSerializer.Serialize(manifest, JsonSerializerOptions.Web), ct);
        File.Move($"{path}{DropManifest.Ending}.part", path + DropManifest.Ending);
    }

    /// <summary>Whether something lies there that the hub has not dealt with.</summary>
    public bool Waits(string system) => folders.Of(system) is var folder && new[] { folder.Incoming, folder.Claimed }.Any(f => Directory.Exists(f) && Directory.EnumerateFileSystemEntries(f).Any());
}
