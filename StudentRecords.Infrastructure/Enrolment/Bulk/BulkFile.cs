using System.Text;
using CsvHelper;
using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>Reads an uploaded table: UTF-8 CSV with a header row. A file that cannot be trusted is refused whole, before any line is looked at.</summary>
internal static class BulkFile
{
    public const int MostLines = 50_000;

    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',', HasHeader = false, DetectSeparatorHint = false, AllowLineBreaksInQuotes = false, MaxRecordSize = 1 << 16, TrackLineNumbers = true,
        IncludeValuesInExceptions = false, MalformedData = CsvMalformedDataHandling.Throw, FieldCountMismatch = CsvFieldCountHandling.Allow,
    };

    public static async Task<Outcome<(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyDictionary<string, string>> Lines)>> ReadAsync(Stream file, IReadOnlyList<BulkColumn> columns, CancellationToken ct)
    {
        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
            using var csv = CsvReader.Create(reader, Options, leaveOpen: true);
            string[] header = await csv.ReadAsync(ct) ? [.. Fields(csv).Select(h => h.Trim('\uFEFF', ' '))] : [];
            var faults = HeaderFaults(header, columns);
            if (faults.Count > 0)
            {
                return Outcome<(IReadOnlyList<string>, IReadOnlyList<IReadOnlyDictionary<string, string>>)>.Refused(faults);
            }

            List<IReadOnlyDictionary<string, string>> lines = [];
            while (await csv.ReadAsync(ct))
            {
                var fields = Fields(csv);
                if (fields.Length != header.Length)
                {
                    return Refused("ROW_WRONG", $"Line {csv.LineNumber} has {fields.Length} fields; the header has {header.Length}.");
                }

                lines.Add(header.Zip(fields).ToDictionary(f => f.First, f => f.Second.Trim()));
                if (lines.Count > MostLines)
                {
                    return Refused("TOO_MANY_LINES", $"A file has at most {MostLines} lines; divide it.");
                }
            }

            return lines.Count == 0 ? Refused("NO_LINES", "The file has a header and no lines.") : (header, lines);
        }
        catch (CsvFormatException e)
        {
            return Refused("CSV_UNREADABLE", $"The file is not CSV: {e.Message}");
        }
        catch (DecoderFallbackException)
        {
            return Refused("NOT_UTF8", "The file is not UTF-8; save it as CSV UTF-8.");
        }
    }

    private static Outcome<(IReadOnlyList<string>, IReadOnlyList<IReadOnlyDictionary<string, string>>)> Refused(string code, string sentence) =>
        Outcome<(IReadOnlyList<string>, IReadOnlyList<IReadOnlyDictionary<string, string>>)>.Refused(new Refusal(code, sentence, "Bulk change", "File"));

    private static string[] Fields(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    private static List<Refusal> HeaderFaults(string[] header, IReadOnlyList<BulkColumn> columns)
    {
        List<Refusal> faults = [];
        void Fault(string code, string sentence) => faults.Add(new Refusal(code, $"{sentence} The columns are {string.Join(", ", columns.Select(c => c.Name))}.", "Bulk change", "File"));
        if (columns.Where(c => c.IsNeeded && !header.Contains(c.Name)).Select(c => c.Name).ToList() is { Count: > 0 } missing)
        {
            Fault("COLUMN_MISSING", $"The header lacks {string.Join(", ", missing)}.");
        }

        if (header.Where(h => !columns.Any(c => c.Name == h)).ToList() is { Count: > 0 } strange)
        {
            Fault("COLUMN_UNKNOWN", $"The header has {string.Join(", ", strange)}, which is not known.");
        }

        if (header.Distinct(StringComparer.Ordinal).Count() < header.Length)
        {
            Fault("COLUMN_TWICE", "The header names a column twice.");
        }

        return faults;
    }
}
