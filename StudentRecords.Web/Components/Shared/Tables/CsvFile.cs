using System.Globalization;
using System.Text;

namespace StudentRecords.Web.Components.Shared.Tables;

/// <summary>RFC 4180 with a byte-order mark, so that spreadsheets read it as UTF-8.</summary>
internal sealed class CsvFile(Stream to) : IAsyncDisposable
{
    private static readonly char[] Quoted = ['"', ',', '\r', '\n'];
    private readonly StreamWriter writer = new(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };

    public async Task WriteAsync(IEnumerable<object?> cells, CancellationToken ct) =>
        await writer.WriteLineAsync(string.Join(',', cells.Select(Cell)).AsMemory(), ct);

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            string s => Harmless(s),
            DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset m => m.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            Enum e => Words.Of(e),
            bool b => b ? "Yes" : "No",
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => Harmless(value.ToString() ?? ""),
        };
        return text.IndexOfAny(Quoted) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // A spreadsheet runs text that begins like a formula.
    private static string Harmless(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
}
