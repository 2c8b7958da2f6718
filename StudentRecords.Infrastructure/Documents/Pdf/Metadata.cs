using System.Globalization;
using System.Security;
using System.Text;

namespace StudentRecords.Infrastructure.Documents.Pdf;

/// <summary>What the file says of itself: title, language, date and that it follows PDF/UA-1 (ISO 14289-1 clause 5).</summary>
internal sealed record Metadata(string Title, string Institution, string Language, DateTimeOffset DatedAt)
{
    private const string Producer = "StudentRecords";

    /// <returns>The number of the XMP stream, written uncompressed so that any tool may read it.</returns>
    public int WriteXmp(PdfFile file)
    {
        var number = file.Reserve();
        var moment = DatedAt.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);
        var xmp = $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{SecurityElement.Escape(Institution)}</rdf:li></rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>{SecurityElement.Escape(Language)}</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>{moment}</xmp:CreateDate>
            <xmp:ModifyDate>{moment}</xmp:ModifyDate>
            <pdf:Producer>{Producer}</pdf:Producer>
            <pdfuaid:part>1</pdfuaid:part>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>
            """;
        file.WriteStream(number, "/Type /Metadata /Subtype /XML ", Encoding.UTF8.GetBytes(xmp));
        return number;
    }

    /// <returns>The number of the information dictionary, for readers that do not know XMP.</returns>
    public int WriteInformation(PdfFile file)
    {
        var number = file.Reserve();
        var moment = DatedAt.ToUniversalTime().ToString("'(D:'yyyyMMddHHmmss'Z)'", CultureInfo.InvariantCulture);
        file.Begin(number).Add("<</Title ").TextString(Title).Add("/Author ").TextString(Institution)
            .Add($"/Producer ({Producer}) /CreationDate {moment} /ModDate {moment}>>");
        return number;
    }
}
