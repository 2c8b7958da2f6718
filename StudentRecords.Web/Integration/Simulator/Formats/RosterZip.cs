using System.IO.Compression;
using System.Text;
using CsvHelper;

namespace StudentRecords.Web.Integration.Simulator.Formats;

/// <summary>The tables of a OneRoster file by name, each row by its columns.</summary>
internal sealed class RosterZip(byte[] content) : IDisposable
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',', HasHeader = false, DetectSeparatorHint = false, AllowLineBreaksInQuotes = true, TrackLineNumbers = true, IncludeValuesInExceptions = false,
        MalformedData = CsvMalformedDataHandling.Throw, FieldCountMismatch = CsvFieldCountHandling.Allow,
    };

    private readonly ZipArchive zip = new(new MemoryStream(content), ZipArchiveMode.Read);
    private readonly Dictionary<string, List<Dictionary<string, string>>> read = new(StringComparer.Ordinal);

    /// <summary>Without <c>.csv</c>.</summary>
    public IReadOnlyList<string> Names => [.. zip.Entries.Select(e => Path.GetFileNameWithoutExtension(e.FullName))];

    public void Dispose() => zip.Dispose();

    /// <exception cref="InvalidDataException">It is not there, or is no table.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Table(string name) => read.TryGetValue(name, out var rows) ? rows : read[name] = Read(name);

    private List<Dictionary<string, string>> Read(string name)
    {
        var entry = zip.GetEntry($"{name}.csv") ?? throw new InvalidDataException($"{name}.csv is not in it");
        try
        {
            using var text = new StreamReader(entry.Open(), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
            using var csv = CsvReader.Create(text, Options, leaveOpen: true);
            var header = csv.Read() ? Fields(csv) : [];
            List<Dictionary<string, string>> rows = [];
            while (csv.Read())
            {
                var fields = Fields(csv);
                FormatCheck.That(fields.Length == header.Length, $"line {csv.LineNumber} of {name}.csv has {fields.Length} fields, its header {header.Length}");
                rows.Add(header.Zip(fields).ToDictionary(f => f.First, f => f.Second, StringComparer.Ordinal));
            }

            return rows;
        }
        catch (Exception e) when (e is CsvFormatException or DecoderFallbackException)
        {
            throw new InvalidDataException($"{name}.csv is no table: {e.Message}", e);
        }
    }

    private static string[] Fields(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
}
