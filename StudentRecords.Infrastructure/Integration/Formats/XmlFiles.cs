using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>F008 as user XML in the shape that library systems synchronise: one user a student, matched by the primary id; whoever lost access is inactive, and a borrower with a hold elsewhere has a block without words.</summary>
internal sealed class LibraryUsers() : NamedFormat("xml")
{
    public override bool Writes(OutboxMessage message) => message is { Flow: "F008", Type: "LibraryPatronUpserted" or "LibraryAccessRevoked" };

    public override Task<FormatFile> WriteAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, FileTurn turn, CancellationToken ct) => Task.FromResult(new FormatFile(XmlText.Write(xml =>
    {
        xml.WriteStartElement("users");
        foreach (var message in messages.OrderBy(m => m.Aggregate, StringComparer.Ordinal).ThenBy(m => m.Sequence))
        {
            User(xml, message);
        }

        xml.WriteEndElement();
    }), messages.Count));

    private static void User(XmlWriter xml, OutboxMessage message)
    {
        var (body, isIn) = (message.Content(), message.Type == "LibraryPatronUpserted");
        xml.WriteStartElement("user");
        xml.Element("record_type", "PUBLIC");
        xml.Element("primary_id", body.Text("student"));
        if (isIn)
        {
            xml.Element("first_name", body.Text("givenNames"));
            xml.Element("last_name", body.Text("familyName"));
            xml.Element("user_group", body.GetProperty("isResearch").GetBoolean() ? "RESEARCH" : "STUDENT");
        }

        // nobody knows yet when some studies end
        xml.Element("expiry_date", body.Text(isIn ? "expiresOn" : "effectiveOn") is { } day ? $"{day}Z" : null);
        xml.Element("account_type", "EXTERNAL");
        xml.Element("external_id", "SIS");
        xml.Element("status", isIn ? "ACTIVE" : "INACTIVE");
        if (isIn && body.Text("email") is { } email)
        {
            xml.WriteStartElement("contact_info");
            xml.WriteStartElement("emails");
            xml.WriteStartElement("email");
            xml.WriteAttributeString("preferred", "true");
            xml.Element("email_address", email);
            xml.WriteStartElement("email_types");
            xml.Element("email_type", "school");
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        if (isIn && body.TryGetProperty("isBlocked", out var blocked) && blocked.GetBoolean())
        {
            xml.WriteStartElement("user_blocks");
            xml.WriteStartElement("user_block");
            xml.WriteAttributeString("segment_type", "External");
            xml.Element("block_type", "GENERAL");
            xml.Element("block_status", "ACTIVE");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}

/// <summary>F051 as bulk XML: a header that counts, then an element for each request or report, its fields in the order of the contract.</summary>
internal sealed class SponsorshipBulk() : NamedFormat("xml")
{
    public override bool Writes(OutboxMessage message) => message.Flow == "F051";

    public override Task<FormatFile> WriteAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, FileTurn turn, CancellationToken ct) => Task.FromResult(new FormatFile(XmlText.Write(xml =>
    {
        xml.WriteStartElement("SponsorshipBulkData");
        xml.WriteAttributeString("version", "1");
        xml.WriteAttributeString("number", turn.Number.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("createdAt", turn.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("count", messages.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var message in messages.OrderBy(m => m.Aggregate, StringComparer.Ordinal).ThenBy(m => m.Sequence))
        {
            xml.WriteStartElement(message.Type);
            xml.WriteAttributeString("reference", XmlText.Clean(message.Key));
            foreach (var field in message.Content().EnumerateObject().Where(f => f.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array)))
            {
                xml.Element(XmlConvert.EncodeLocalName(field.Name), field.Value.ToString());
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }), messages.Count));
}

/// <summary>Writes XML in UTF-8 that is the same for the same content.</summary>
internal static class XmlText
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };

    public static byte[] Write(Action<XmlWriter> content)
    {
        using var whole = new MemoryStream();
        using (var xml = XmlWriter.Create(whole, Settings))
        {
            content(xml);
        }

        return whole.ToArray();
    }

    /// <summary>Nothing where there is no value.</summary>
    public static void Element(this XmlWriter xml, string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteElementString(name, Clean(value));
        }
    }

    /// <summary>Without what XML has no way to hold; letters beyond the first plane come in pairs and stay.</summary>
    public static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(r => r.Value >= 0x10000 || XmlConvert.IsXmlChar((char)r.Value)));
}
