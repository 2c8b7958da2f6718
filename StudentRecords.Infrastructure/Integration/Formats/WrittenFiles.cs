using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Outbound;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>What the manifest of a written file says, and of which messages it is made.</summary>
internal sealed record WrittenFile
{
    public required string File { get; init; }
    public required int Number { get; init; }
    public required string Flow { get; init; }
    public int Contract { get; init; } = 1;
    public string Source { get; init; } = "SIS";
    public required string Batch { get; init; }

    /// <summary>The batch before it, so that a gap is seen; null for the first.</summary>
    public string? Previous { get; init; }
    public required long Bytes { get; init; }
    public required string Sha256 { get; init; }
    public required int Rows { get; init; }
    public long? Pence { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required IReadOnlyList<string> Messages { get; init; }

    /// <summary>The same messages by name, in the same order, where the content names none: by this the receiver tells what it holds.</summary>
    public IReadOnlyList<WrittenItem> Items { get; init; } = [];
}

/// <summary>A message of a file as both sides name it when they compare.</summary>
internal sealed record WrittenItem(string Key, long Sequence, DateTimeOffset Time);

/// <summary>
/// One system's files in a named format. A file is first written aside and flushed, then noted under <c>written</c> with the ids of its messages, then moved into
/// place, and <c>NAME.done</c> is written last. Whatever a kill cuts in half is finished or begun anew, and no message is in two files unless somebody sends it again.
/// Several processes may write for one system: each holds the folder while it looks and writes, and reads first what the others wrote.
/// </summary>
internal sealed class WrittenFiles
{
    /// <summary>Folder of the notes, a file each.</summary>
    public const string Notes = "written";

    private readonly string outgoing;
    private readonly string notes;
    private readonly Dictionary<string, string> fileOf = [];
    private readonly HashSet<string> read = [];
    private WrittenFile? last;

    public WrittenFiles(SystemFolder folder)
    {
        outgoing = Directory.CreateDirectory(folder.Outgoing).FullName;
        notes = Directory.CreateDirectory(Path.Combine(folder.Path, Notes)).FullName;
    }

    /// <summary>Keeps the folder until it is disposed of; what is asked and written in between is so for every process.</summary>
    /// <exception cref="IOException">Another process has it.</exception>
    public IDisposable Hold()
    {
        var hold = new FileStream(Path.Combine(notes, "hold"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            CatchUp();
            return hold;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    private void CatchUp()
    {
        foreach (var note in Directory.EnumerateFiles(notes, "*.json").Where(f => !read.Contains(f)).Select(f => JsonSerializer.Deserialize<WrittenFile>(File.ReadAllText(f), JsonSerializerOptions.Web)!).OrderBy(n => n.Number).ToList())
        {
            Finish(note);
            Remember(note);
        }

        foreach (var part in Directory.EnumerateFiles(outgoing, "*_v1.*.part"))
        {
            // it was not noted: its messages come again
            File.Delete(part);
        }
    }

    /// <summary>Number of the file that comes next.</summary>
    public int Next => (last?.Number ?? 0) + 1;

    /// <summary>The file that holds the message; null when none does.</summary>
    public string? Find(string messageId) => fileOf.GetValueOrDefault(messageId);

    /// <summary>Writes the file whole, in place when it returns; gives its name.</summary>
    /// <exception cref="InvalidOperationException">It is not what was signed.</exception>
    public async Task<string> WriteAsync(FileTurn turn, string extension, FormatFile file, IReadOnlyList<OutboxMessage> messages, CancellationToken ct)
    {
        var batch = string.Create(CultureInfo.InvariantCulture, $"{turn.Flow}_{turn.System}_{turn.Now.UtcDateTime:yyyyMMdd'T'HHmm'Z'}_{turn.Number:D6}_v1");
        var name = $"{batch}.{extension}";
        var (bytes, digest) = await FlushAsync(Aside(name), file.WriteAsync, ct, file.Signed);
        var note = new WrittenFile
        {
            File = name, Number = turn.Number, Flow = turn.Flow, Batch = batch, Previous = last?.Batch, Bytes = bytes, Sha256 = digest, Rows = file.Rows, Pence = file.Pence, CreatedAt = turn.Now,
            Messages = [.. messages.Select(OutboundEnvelope.Id)], Items = [.. messages.Select(m => new WrittenItem(m.Key, m.Sequence, m.CreatedAt))],
        };
        var noted = Path.Combine(notes, $"{note.Batch}.json");
        await FlushAsync($"{noted}.part", (to, stop) => JsonSerializer.SerializeAsync(to, note, JsonSerializerOptions.Web, stop), ct);
        File.Move($"{noted}.part", noted, overwrite: true);
        try
        {
            // fails when it was taken away meanwhile, or another file has its name
            File.Move(Aside(name), Path.Combine(outgoing, name));
        }
        catch
        {
            File.Delete(noted);
            throw;
        }

        Remember(note);
        Finish(note);
        return note.File;
    }

    private void Remember(WrittenFile note)
    {
        last = note;
        read.Add(Path.Combine(notes, $"{note.Batch}.json"));
        foreach (var message in note.Messages)
        {
            fileOf[message] = note.File;
        }
    }

    /// <summary>Moves what was written aside into place; the manifest comes last. What lies there, or was fetched, is left alone.</summary>
    private void Finish(WrittenFile note)
    {
        var (path, done) = (Path.Combine(outgoing, note.File), Path.Combine(outgoing, note.File + DropManifest.Ending));
        if (File.Exists(Aside(note.File)))
        {
            File.Move(Aside(note.File), path, overwrite: true);
        }

        if (File.Exists(path) && !File.Exists(done))
        {
            File.WriteAllText($"{done}.part", JsonSerializer.Serialize(note, JsonSerializerOptions.Web));
            File.Move($"{done}.part", done);
        }
    }

    private string Aside(string name) => Path.Combine(outgoing, $"{name}.part");

    /// <summary>Gives length and SHA-256 of what is on the disk now; nothing stays there of what is not as signed.</summary>
    private static async Task<(long Bytes, string Digest)> FlushAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken ct, string? signed = null)
    {
        try
        {
            await using var file = File.Create(path);
            using var sha = SHA256.Create();
            await using (var through = new CryptoStream(file, sha, CryptoStreamMode.Write, leaveOpen: true))
            {
                await write(through, ct);
            }

            var digest = Convert.ToHexStringLower(sha.Hash!);
            if (signed is not null && signed != digest)
            {
                throw new InvalidOperationException($"The file would have the digest {digest}, and {signed} was signed.");
            }

            file.Flush(flushToDisk: true);
            return (file.Length, digest);
        }
        catch
        {
            // half a file of people's data is left to nobody
            File.Delete(path);
            throw;
        }
    }
}
