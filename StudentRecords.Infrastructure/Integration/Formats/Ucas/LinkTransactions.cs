using System.Globalization;
using System.Xml;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Formats.Ucas;

/// <summary>
/// F046 as transactions of the link, one a choice: RW withdraws a firm and unconditional place, RA amends it. The link has no word for an enrolment and none for who never came; EC is this adapter's own, and
/// a no-show is a withdrawal that says so. UCAS answers by the reference (<see cref="LinkAnswers"/>).
/// </summary>
internal sealed class LinkTransactions() : NamedFormat("xml")
{
    private static readonly Dictionary<string, (string Code, string? Reason)> Codes = new(StringComparer.Ordinal)
    {
        ["UcasEnrolmentConfirmed"] = ("EC", null), ["UcasWithdrawalNotified"] = ("RW", null), ["UcasNoShowNotified"] = ("RW", "NS"), ["UcasDeferralNotified"] = ("RA", null),
    };

    public override bool Writes(OutboxMessage message) => message.Flow == "F046" && Codes.ContainsKey(message.Type);

    public override Task<FormatFile> WriteAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, FileTurn turn, CancellationToken ct) => Task.FromResult(new FormatFile(XmlText.Write(xml =>
    {
        xml.WriteStartElement("UcasLinkTransactions");
        xml.WriteAttributeString("number", turn.Number.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("createdAt", turn.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("count", messages.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var message in messages.OrderBy(m => m.Aggregate, StringComparer.Ordinal).ThenBy(m => m.Sequence))
        {
            Transaction(xml, message);
        }

        xml.WriteEndElement();
    }), messages.Count));

    private static void Transaction(XmlWriter xml, OutboxMessage message)
    {
        var (body, code) = (message.Content(), Codes[message.Type]);
        string[] choice = (body.Text("choice") ?? message.Aggregate).Split('/');
        xml.WriteStartElement("Transaction");
        xml.WriteAttributeString("ref", OutboundEnvelope.Id(message));
        xml.WriteAttributeString("type", code.Code);
        xml.Element("PersonalID", body.Text("personalId") ?? choice[0]);
        xml.Element("Cycle", choice.Length > 2 ? choice[1] : null);
        xml.Element("ChoiceNo", choice.Length > 1 ? choice[^1] : null);
        xml.Element("Reason", code.Reason);
        xml.Element("EffectiveDate", body.Text("effectiveOn"));
        if (code.Code == "RA" && body.Text("entryOn") is { Length: 10 } entry)
        {
            xml.Element("EntryYear", entry[..4]);
            xml.Element("EntryMonth", entry[5..7]);
        }

        xml.WriteEndElement();
    }
}
