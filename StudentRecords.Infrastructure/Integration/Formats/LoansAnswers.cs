using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>
/// What the loans company says of the rows of a file (F049): <c>H|SLC|F049|number of our file|day|errors</c>, a line <c>E|row|FORMAT or RULE|code|text</c> for each row that it refused, and <c>F|errors</c>. A refused row waits for a
/// person of Student Funding, and what comes after it for the same student waits with it; the other rows were taken.
/// </summary>
internal sealed class LoansAnswers(IDbContextFactory<RegistryDbContext> store, HubFolders folders) : IFileAnswers
{
    public const string Flow = "F049";

    private const string Company = "SLC";

    /// <summary>How the receipt of a refused row begins.</summary>
    public const string Refused = "Refused by the loans company";

    private const int LongestText = 500;

    /// <summary>An answer to what is older than a year and a summer is to nothing that stands.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(460);

    /// <summary>Whether the message's row was refused in this file, and is not in a later one.</summary>
    public static bool IsRefused(OutboxMessage message, string file) => message.Receipt?.StartsWith($"{Refused} in {file}, ", StringComparison.Ordinal) == true;

    public bool Takes(string system, string path, string flow) => (system, flow) == (Company, Flow) && Path.GetExtension(path).Equals(".txt", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<DropRow> Rows(string text) => [.. Read(text).Errors.Select(e => e.Fault is null ? new DropRow(e.Line, e.Text) : new DropRow(e.Line, null, e.Fault))];

    public async Task<IReadOnlyList<Receipt>> TakeAsync(string text, CancellationToken ct)
    {
        var (number, all) = Read(text);
        var errors = all.Where(e => e.Fault is null).ToList();
        var file = await FileAsync(number, ct);
        await using var db = await store.CreateDbContextAsync(ct);
        var sent = file is null ? [] : await SentAsync(db, file, [.. errors.Select(e => Id(file, e.Row)).OfType<string>()], ct);
        List<Receipt> receipts = [];
        foreach (var error in errors)
        {
            receipts.Add(file is null ? Unknown(error, $"No file {number} was written for the loans company.")
                : Id(file, error.Row) is { } id && sent.TryGetValue(id, out var message) ? Tell(error, file.File, message)
                : Unknown(error, $"{file.File} has no row {error.Row}."));
        }

        await db.SaveChangesAsync(ct);
        return receipts;
    }

    private static string? Id(WrittenFile file, int row) => row >= 1 && row <= file.Messages.Count ? file.Messages[row - 1] : null;

    private static Receipt Unknown(RowError error, string reason) => new() { Line = error.Line, Code = "UNKNOWN_REFERENCE", Reason = reason };

    private static Receipt Tell(RowError error, string file, OutboxMessage message)
    {
        var receipt = new Receipt { Line = error.Line, MessageId = OutboundEnvelope.Id(message), State = InboxState.Applied };
        // the answer may be there before the sender of the file has told that it wrote it, or instead of that when it died
        var isWritten = message.IsInHand ? !IsRefused(message, file) : message.State == OutboxState.Delivered && message.Receipt?.EndsWith($" in {file}", StringComparison.Ordinal) == true;
        if (!isWritten)
        {
            return receipt with { State = InboxState.Stale, Code = "ANSWERED", Reason = "The row had its answer, or stands in another file by now." };
        }

        message.Refused($"{Refused} in {file}, row {error.Row}: {(error.IsRule ? "business rule" : "format of the row")} {error.Code}{(error.Text.Length == 0 ? "" : $", {error.Text}")}");
        return receipt with { Reason = message.LastError };
    }

    /// <summary>By the keys that the file's note names, however old a message is that was sent again.</summary>
    private static async Task<Dictionary<string, OutboxMessage>> SentAsync(RegistryDbContext db, WrittenFile file, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        if (file.Items.Count != file.Messages.Count)
        {
            return await SearchAsync(db, file, ids, ct);
        }

        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        List<OutboxMessage> messages = [];
        foreach (var keys in file.Messages.Zip(file.Items).Where(m => wanted.Contains(m.First)).Select(m => m.Second.Key).Chunk(1000))
        {
            messages.AddRange(await db.Set<OutboxMessage>().Where(m => m.Flow == Flow && keys.Contains(m.Key)).ToListAsync(ct));
        }

        return messages.ToDictionary(OutboundEnvelope.Id);
    }

    /// <summary>Of a file whose note names no keys: a message's id is made from its key and cannot be asked for, so that those of the time are gone through.</summary>
    private static async Task<Dictionary<string, OutboxMessage>> SearchAsync(RegistryDbContext db, WrittenFile file, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var (wanted, since, until) = (ids.ToHashSet(StringComparer.Ordinal), file.CreatedAt - Longest, file.CreatedAt);
        List<long> found = [];
        await foreach (var sent in db.Set<OutboxMessage>().Where(m => m.Flow == Flow && m.CreatedAt > since && m.CreatedAt <= until).Select(m => new { m.Id, m.Key }).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (wanted.Contains(OutboundEnvelope.Id(Flow, sent.Key)))
            {
                found.Add(sent.Id);
            }
        }

        List<OutboxMessage> messages = [];
        foreach (var part in found.Chunk(1000))
        {
            messages.AddRange(await db.Set<OutboxMessage>().Where(m => part.Contains(m.Id)).ToListAsync(ct));
        }

        return messages.ToDictionary(OutboundEnvelope.Id);
    }

    /// <summary>Null when no file of the number was written.</summary>
    private async Task<WrittenFile?> FileAsync(int number, CancellationToken ct)
    {
        var notes = Path.Combine(folders.Of(Company).Path, WrittenFiles.Notes);
        var name = Directory.Exists(notes) ? Directory.EnumerateFiles(notes, string.Create(CultureInfo.InvariantCulture, $"{Flow}_*_{number:D6}_v1.json")).FirstOrDefault() : null;
        return name is null ? null : JsonSerializer.Deserialize<WrittenFile>(await File.ReadAllTextAsync(name, ct), JsonSerializerOptions.Web);
    }

    private static (int Number, IReadOnlyList<RowError> Errors) Read(string text)
    {
        var lines = text.Split('\n').Select((l, i) => (Line: i + 1, Fields: l.TrimEnd('\r').Split('|'))).Where(l => l.Fields is not [""]).ToList();
        if (lines.Count < 2 || lines[0].Fields is not ["H", Company, Flow, var number, _, var count] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var of))
        {
            throw new UnreadableFileException("WRONG_HEADER", "The first line is to be H|SLC|F049|number of the file|day|errors.");
        }

        var errors = lines.GetRange(1, lines.Count - 2).ConvertAll(l => RowError.Of(l.Line, l.Fields));
        return lines[^1].Fields is ["F", var last] && last == count && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var told) && told == errors.Count
            ? (of, errors)
            : throw new UnreadableFileException("NOT_WHOLE", $"The header tells of {count} errors and {errors.Count} lines stand between it and the last one, which is to say the same.");
    }

    private sealed record RowError(int Line, int Row, bool IsRule, string Code, string Text, string? Fault = null)
    {
        public static RowError Of(int line, string[] fields) => fields is ["E", var row, "FORMAT" or "RULE", { Length: > 0 and <= 40 } code, var text] && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new RowError(line, number, fields[2] == "RULE", code.Trim(), text.Trim() is { Length: > LongestText } longer ? longer[..LongestText] : text.Trim())
            : new RowError(line, 0, false, "", "", "A line is to be E|row|FORMAT or RULE|code|text.");
    }
}
