using System.Security.Cryptography;
using System.Text.Json;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Web.Integration.Simulator.Formats;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>Fetches what the record has written for a system: a file a message, or many messages in a file of the format of the system's field, whose manifest names them.</summary>
/// <param name="folders">Where files lie.</param>
/// <param name="losses">Messages that get lost.</param>
/// <param name="readers">Knows the formats.</param>
/// <param name="incoming">Takes files that answer files; null where nobody fetches them.</param>
/// <param name="mark">Stands in the name of every answer.</param>
internal sealed class OutgoingFolder(HubFolders folders, Losses losses, FieldReaders readers, IncomingFolder? incoming, string mark)
{
    private readonly HashSet<string> fetched = [];
    private readonly List<(FarSide By, string Batch, int Rows)> answered = [];

    /// <summary>Files that went back, with the number of their answers.</summary>
    public IReadOnlyList<(FarSide By, string Batch, int Rows)> Answered => answered;

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
                heard.AddRange(await ReadAsync(side, Path.GetFileName(path), new FetchedFile(said.Deserialize<FileNote>(JsonSerializerOptions.Web)!, content), ct));
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

    private async Task<IReadOnlyList<Heard>> ReadAsync(FarSide side, string name, FetchedFile file, CancellationToken ct)
    {
        try
        {
            var read = readers[side.System].Read(file);
            if (incoming is not null && read.Answer is { } answer)
            {
                var batch = $"{mark}-{file.Note.Batch}-answer";
                await incoming.DropAsync(side.System, file.Note.Flow, batch, answer.Extension, answer.Text, answer.Rows, ct);
                answered.Add((side, batch, answer.Rows));
            }

            return Take(side, file.Note, read);
        }
        catch (InvalidDataException e)
        {
            side.Amiss.Enqueue($"{name} is not as its format says: {e.Message}.");
            return [];
        }
    }

    /// <summary>Keeps the messages by their names; one that came before, in whatever file, is known again.</summary>
    private List<Heard> Take(FarSide side, FileNote note, FileRead read)
    {
        List<Heard> heard = [];
        foreach (var (item, place) in note.Items.Select((i, place) => (i, place)).Where(i => !read.Refused.Contains(i.place)))
        {
            // the bytes of a message are not known from a row
            if (!losses.Takes(side.System, note.Flow) && side.Held.Add(note.Flow, item.Key, item.Sequence, null, item.Time))
            {
                side.CountReceipt();
                if (read.Told.TryGetValue(place, out var told))
                {
                    heard.Add(new Heard(side.System, note.Flow, told.Type, told.Data));
                }
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
