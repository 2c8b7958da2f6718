using System.Xml;

namespace StudentRecords.Web.Integration.Simulator.Formats;

/// <summary>The sponsor's bulk XML: a request or report an element, each with the reference by which it is answered.</summary>
internal sealed class SponsorshipReader : IFileReader
{
    public FileRead Read(FetchedFile file)
    {
        var root = XmlContent.Root(file, "SponsorshipBulkData");
        var elements = root.Elements().ToList();
        FormatCheck.That((string?)root.Attribute("version") == "1", "it is of an unknown version");
        XmlContent.CheckHead(root, file, elements.Count);
        Dictionary<int, RowTold> told = [];
        foreach (var element in elements)
        {
            var reference = (string?)element.Attribute("reference");
            FormatCheck.That(reference is not null && file.Places.ContainsKey(reference), $"the reference {reference} is of no message in its manifest");
            FormatCheck.That(element.Elements().Any(), $"{reference} is empty");
            FormatCheck.That(told.TryAdd(file.Places[reference!], RowTold.Of(element.Name.LocalName, element.Elements().ToDictionary(f => XmlConvert.DecodeName(f.Name.LocalName), f => f.Value))), $"{reference} stands in it twice");
        }

        return new FileRead { Told = told };
    }
}
