using System.Runtime.CompilerServices;
using System.Text;
using StudentRecords.Infrastructure.Integration.Formats;
using StudentRecords.Infrastructure.Integration.Formats.Ucas;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>Reads a dropped file row by row: an envelope a line (NDJSON), CSV where the flow has a table of its own, an iCalendar event each, or link records of UCAS.</summary>
internal static class DropRows
{
    private const int LongestLine = 1 << 20;

    /// <summary>Null when the flow takes no file of this kind.</summary>
    public static IAsyncEnumerable<DropRow>? Read(string path, string system, DropManifest manifest, CancellationToken ct) => (Path.GetExtension(path).ToLowerInvariant(), manifest.Flow) switch
    {
        (".ndjson", _) => LinesAsync(path, ct),
        (".ics", var flow) when CalendarMessages.Takes(flow) => WholeAsync(path, text => CalendarMessages.Read(flow, text), ct),
        (".csv", MarksCsv.Flow) => new MarksCsv(system, manifest).ReadAsync(path, ct),
        (".xml", var flow) when LinkRecords.Takes(system, flow) => WholeAsync(path, LinkRecords.Read, ct),
        _ => null,
    };

    /// <summary>UTF-8 or nothing: a file in another encoding is refused and never guessed at.</summary>
    public static StreamReader Open(string path) => new(path, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);

    /// <summary>Rows of a text that is read as one.</summary>
    public static async IAsyncEnumerable<DropRow> WholeAsync(string path, Func<string, IReadOnlyList<DropRow>> read, [EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = Open(path);
        foreach (var row in read((await reader.ReadToEndAsync(ct)).TrimStart('\uFEFF')))
        {
            yield return row;
        }
    }

    private static async IAsyncEnumerable<DropRow> LinesAsync(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = Open(path);
        for (var line = 1; await reader.ReadLineAsync(ct) is { } text; line++)
        {
            if (line == 1)
            {
                text = text.TrimStart('\uFEFF');
            }

            if (text.Length > 0 && !DropFrame.Has(text))
            {
                yield return text.Length > LongestLine ? new DropRow(line, null, $"The line is longer than {LongestLine} characters.") : new DropRow(line, text);
            }
        }
    }
}
