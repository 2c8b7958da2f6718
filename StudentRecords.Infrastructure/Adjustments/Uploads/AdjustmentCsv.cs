using System.Globalization;
using CsvHelper;
using StudentRecords.Domain;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.Adjustments.Uploads;

/// <summary>A row of an upload: an adjustment under the contract of F063, or why it is none.</summary>
internal sealed record AdjustmentCsvRow(int Line, string Adjustment, AdjustmentOutcome? Outcome, Refusal? Refusal);

/// <summary>Adjustments as a table: the header names the contract's fields, and no field beside them is taken, so that nobody uploads a story.</summary>
internal static class AdjustmentCsv
{
    public const int MostRows = 5000;

    private static readonly string[] Needed = ["student", "case", "adjustment", "category", "from"];
    private static readonly string[] Known = [.. Needed, "scope", "scopeKey", "to", "reviewOn", "amount", "need"];

    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',', HasHeader = false, DetectSeparatorHint = false, AllowLineBreaksInQuotes = false, MaxRecordSize = 1 << 14, TrackLineNumbers = true,
        IncludeValuesInExceptions = false, MalformedData = CsvMalformedDataHandling.Throw, FieldCountMismatch = CsvFieldCountHandling.Allow,
    };

    public static string Head => string.Join(',', Known);

    public static async Task<Outcome<IReadOnlyList<AdjustmentCsvRow>>> ReadAsync(string text, CancellationToken ct)
    {
        using var reader = new StringReader(text);
        using var csv = CsvReader.Create(reader, Options, leaveOpen: true);
        try
        {
            string[] header = await csv.ReadAsync(ct) ? [.. Fields(csv).Select(h => h.Trim('\uFEFF', ' '))] : [];
            if (Needed.Except(header).Any() || header.Except(Known).Any() || header.Distinct().Count() < header.Length)
            {
                return Outcome<IReadOnlyList<AdjustmentCsvRow>>.Refused(new Refusal("HEADER_WRONG", $"The first line must name these fields, each once: {string.Join(", ", Needed)}; and may name {string.Join(", ", Known.Except(Needed))}. No other field is taken.", "F063", "File"));
            }

            var rows = new List<AdjustmentCsvRow>();
            while (await csv.ReadAsync(ct))
            {
                var fields = Fields(csv);
                rows.Add(fields.Length == header.Length
                    ? Read((int)csv.LineNumber, header.Zip(fields).ToDictionary(f => f.First, f => f.Second.Trim()))
                    : new AdjustmentCsvRow((int)csv.LineNumber, "", null, new Refusal("FIELDS", $"The row has {fields.Length} fields; the header has {header.Length}.", "F063")));
            }

            return rows.Count is 0 or > MostRows ? Outcome<IReadOnlyList<AdjustmentCsvRow>>.Refused(new Refusal("ROWS", $"A file holds 1 to {MostRows} rows; this one has {rows.Count}.", "F063", "File")) : rows;
        }
        catch (CsvFormatException e)
        {
            return Outcome<IReadOnlyList<AdjustmentCsvRow>>.Refused(new Refusal("CSV_UNREADABLE", $"Line {csv.LineNumber} is not CSV: {e.Message}", "F063", "File"));
        }
    }

    private static string[] Fields(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    private static AdjustmentCsvRow Read(int line, Dictionary<string, string> row)
    {
        List<string> wrong = [];
        string Text(string field) => row.GetValueOrDefault(field) ?? "";
        T Word<T>(string field, T otherwise)
            where T : struct, Enum => Text(field).Length == 0 ? otherwise : Enum.TryParse<T>(Text(field), true, out var word) && Enum.IsDefined(word) ? word : Wrong(field, otherwise);
        DateOnly? Day(string field) => Text(field).Length == 0 ? null : DateOnly.TryParseExact(Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Wrong<DateOnly?>(field, null);
        decimal? Number(string field) => Text(field).Length == 0 ? null : decimal.TryParse(Text(field), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : Wrong<decimal?>(field, null);
        T Wrong<T>(string field, T value)
        {
            wrong.Add(field);
            return value;
        }

        if (!Enum.TryParse<AdjustmentCategory>(Text("category"), true, out var category) || !Enum.IsDefined(category))
        {
            wrong.Add("category");
        }

        var outcome = new AdjustmentOutcome
        {
            Student = new PersonRef("SIS", Text("student")), Case = Text("case"), Adjustment = Text("adjustment"), Category = category, Scope = Word("scope", AdjustmentReach.All),
            ScopeKey = Text("scopeKey").Length > 0 ? Text("scopeKey") : null, From = Day("from") ?? Wrong("from", default(DateOnly)), To = Day("to"), ReviewOn = Day("reviewOn"), Amount = Number("amount"), Need = Word("need", AdjustmentNeed.None),
        };
        return wrong.Count > 0
            ? new AdjustmentCsvRow(line, outcome.Adjustment, null, new Refusal("CONTRACT", $"{string.Join(", ", wrong.Distinct())} cannot be read; days are written 2026-10-03, categories and needs as in the contract.", "F063"))
            : new AdjustmentCsvRow(line, outcome.Adjustment, outcome, null);
    }
}
