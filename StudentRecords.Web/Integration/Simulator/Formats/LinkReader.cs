using System.Xml.Linq;

namespace StudentRecords.Web.Integration.Simulator.Formats;

/// <summary>UCAS's side of the link: a transaction a choice, each taken under its reference, and the file that says so.</summary>
internal sealed class LinkReader : IFileReader
{
    public FileRead Read(FetchedFile file)
    {
        var root = XmlContent.Root(file, "UcasLinkTransactions");
        var transactions = root.Elements("Transaction").ToList();
        XmlContent.CheckHead(root, file, transactions.Count);
        foreach (var transaction in transactions)
        {
            var (reference, type, reason) = ((string?)transaction.Attribute("ref"), (string?)transaction.Attribute("type"), (string?)transaction.Element("Reason"));
            FormatCheck.That(reference is not null && file.Note.Messages.Contains(reference), $"the reference {reference} is of no message in its manifest");
            FormatCheck.That(type is "EC" or "RA" or "RW" && (reason is null || (type, reason) is ("RW", "NS")), $"{reference} is a transaction {type} {reason}");
            FormatCheck.That(transaction.Needed("PersonalID").Length > 0 && transaction.Needed("ChoiceNo").All(char.IsAsciiDigit), $"{reference} names no choice");
            FormatCheck.That(type != "RA" || (transaction.Needed("EntryYear").Length == 4 && transaction.Needed("EntryMonth").Length == 2), $"{reference} amends to no month");
        }

        FormatCheck.That(transactions.Select(t => (string?)t.Attribute("ref")).Distinct().Count() == transactions.Count, "a reference stands in it twice");
        var answers = new XElement("UcasLinkAnswers", transactions.Select(t => new XElement("Answer", new XAttribute("ref", (string)t.Attribute("ref")!), new XAttribute("errorCode", "0"))));
        return new FileRead { Answer = new FileAnswer("xml", answers.ToString(), transactions.Count) };
    }
}
