using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace StudentRecords.Web.Integration.Simulator.Formats;

/// <summary>XML as a careful receiver reads it: no document types, nothing from elsewhere.</summary>
internal static class XmlContent
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <exception cref="InvalidDataException">It is no XML, or has another root.</exception>
    public static XElement Root(FetchedFile file, string name)
    {
        try
        {
            using var xml = Open(file);
            var root = XDocument.Load(xml).Root!;
            FormatCheck.That(root.Name.LocalName == name, $"its root is {root.Name.LocalName} and not {name}");
            return root;
        }
        catch (XmlException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    public static XmlReader Open(FetchedFile file) => XmlReader.Create(new MemoryStream(file.Content), Settings);

    /// <summary>Number and count stand in the root as attributes, and agree with the manifest.</summary>
    public static void CheckHead(XElement root, FetchedFile file, int count)
    {
        FormatCheck.That((string?)root.Attribute("number") == file.Note.Number.ToString(CultureInfo.InvariantCulture), $"it has the number {(string?)root.Attribute("number")}, its manifest {file.Note.Number}");
        FormatCheck.That((string?)root.Attribute("count") == count.ToString(CultureInfo.InvariantCulture) && count == file.Note.Rows && count == file.Note.Items.Count,
            $"it says {(string?)root.Attribute("count")} and its manifest {file.Note.Rows} rows of {file.Note.Items.Count} messages, and {count} stand in it");
    }

    /// <exception cref="InvalidDataException">The field is not there or empty.</exception>
    public static string Needed(this XElement element, string field) => (string?)element.Element(field) is { Length: > 0 } text ? text : throw new InvalidDataException($"a {element.Name.LocalName} has no {field}");

    public static bool IsDay(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
