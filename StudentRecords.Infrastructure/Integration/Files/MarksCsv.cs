using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CsvHelper;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>
/// F016 as a table: the header row names the contract's fields. What cannot be read as a number or a day goes on as it stands, so
/// that the contract's check says what is wrong and the row is kept.
/// </summary>
internal sealed class MarksCsv(string system, DropManifest manifest)
{
    public const string Flow = "F016";

    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',', HasHeader = false, DetectSeparatorHint = false, AllowLineBreaksInQuotes = false, MaxRecordSize = 1 << 16, TrackLineNumbers = true,
        IncludeValuesInExceptions = false, MalformedData = CsvMalformedDataHandling.Throw, FieldCountMismatch = CsvFieldCountHandling.Allow,
    };

    private static readonly string[] Needed = ["student.id", "assessment", "score"];
    private static readonly string[] Known = [.. Needed, "student.system", "attempt", "submittedOn", "submittedAt", "dueAt", "banked", "sourceVersion", "type"];

    public async IAsyncEnumerable<DropRow> ReadAsync(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = DropRows.Open(path);
        using var csv = CsvReader.Create(reader, Options, leaveOpen: true);
        var header = await ReadRowAsync(csv, ct) ? Fields(csv) : [];
        Check(header = [.. header.Select(h => h.Trim('\uFEFF', ' '))]);
        while (await ReadRowAsync(csv, ct))
        {
            var fields = Fields(csv);
            yield return fields.Length == header.Length
                ? new DropRow((int)csv.LineNumber, Envelope(header.Zip(fields).ToDictionary(f => f.First, f => f.Second.Trim())))
                : new DropRow((int)csv.LineNumber, null, $"The row has {fields.Length} fields; the header has {header.Length}.");
        }
    }

    private static async Task<bool> ReadRowAsync(CsvReader csv, CancellationToken ct)
    {
        try
        {
            return await csv.ReadAsync(ct);
        }
        catch (CsvFormatException e)
        {
            throw new UnreadableFileException("CSV_UNREADABLE", $"Line {csv.LineNumber} is not CSV: {e.Message}");
        }
    }

    private static string[] Fields(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    private static void Check(string[] header)
    {
        var missing = Needed.Except(header).ToList();
        var strange = header.Except(Known).ToList();
        if (missing.Count > 0 || strange.Count > 0 || header.Distinct().Count() < header.Length)
        {
            throw new UnreadableFileException("HEADER_WRONG", $"The header must name the fields of the contract, each once: {string.Join(", ", Known)}."
                + (missing.Count > 0 ? $" Missing: {string.Join(", ", missing)}." : "") + (strange.Count > 0 ? $" Not known: {string.Join(", ", strange)}." : ""));
        }
    }

    private string Envelope(Dictionary<string, string> row)
    {
        string? Text(string field) => row.GetValueOrDefault(field) is { Length: > 0 } text ? text : null;
        object? Number(string field) => Text(field) is not { } text ? null : decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : text;
        var attempt = Number("attempt") ?? 1;
        var version = long.TryParse(Text("sourceVersion"), NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : 1;
        var key = $"{Text("student.id")}|{Text("assessment")}|{attempt}";
        return JsonSerializer.Serialize(new
        {
            id = $"{manifest.Batch}/{key}/{version}",
            type = Text("type") ?? "AssessmentMarkSubmitted",
            version = manifest.Contract,
            key,
            sourceVersion = version,
            data = new
            {
                student = new { system = Text("student.system") ?? system, id = Text("student.id") },
                assessment = Text("assessment"),
                attempt,
                score = Number("score"),
                submittedOn = Text("submittedOn"),
                submittedAt = Text("submittedAt"),
                dueAt = Text("dueAt"),
                banked = Text("banked") switch { null or "false" or "0" => false, "true" or "1" => (object)true, var other => other },
            },
        });
    }
}
