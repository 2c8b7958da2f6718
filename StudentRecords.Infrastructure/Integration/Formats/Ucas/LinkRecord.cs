using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace StudentRecords.Infrastructure.Integration.Formats.Ucas;

/// <summary>One record of a link file: an element named for the view that it is of, with an element for each field.</summary>
internal sealed class LinkRecord(XElement element, string? cycle)
{
    /// <summary>Versions are counted in half seconds from here: a change of a choice, and the reply that came with it. They last to 2044.</summary>
    private static readonly DateTimeOffset Beginning = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string View => element.Name.LocalName;

    public int Line => element is IXmlLineInfo line ? line.LineNumber : 0;

    /// <summary>The record as it came.</summary>
    public string Raw => element.ToString(SaveOptions.DisableFormatting);

    public string? PersonalId => Text("PersonalID");

    /// <summary>The record's own, or its file's.</summary>
    public string? Cycle => Text("Cycle") ?? cycle;

    public string Choice => $"{PersonalId}/{Cycle}/{Text("ChoiceNo")}";

    /// <summary>Null where the field is not there or empty.</summary>
    public string? Text(string field) => element.Elements().FirstOrDefault(e => string.Equals(e.Name.LocalName, field, StringComparison.OrdinalIgnoreCase))?.Value.Trim() is { Length: > 0 } text ? text : null;

    public int? Whole(string field) => int.TryParse(Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public bool Says(string field, string word) => string.Equals(Text(field), word, StringComparison.OrdinalIgnoreCase);

    /// <summary>A moment with its zone; one without is told apart by nobody and is not taken.</summary>
    public DateTimeOffset? Moment(string field) => Text(field) is { } text && (text.EndsWith('Z') || (text.Length > 19 && text[^6] is '+' or '-'))
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    public DateOnly? Day(string field) => DateOnly.TryParseExact(Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The version that its last change gives; null when it does not say when it was changed.</summary>
    public long? Version => Moment("LastChange") is { } changed && changed > Beginning ? (long)(changed - Beginning).TotalSeconds * 2 : null;
}
