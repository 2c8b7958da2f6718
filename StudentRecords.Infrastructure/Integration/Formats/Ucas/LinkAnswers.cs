using System.Xml;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Formats.Ucas;

/// <summary>
/// What UCAS says of transactions that it was sent (F046), in a file that is dropped beside F045's: a transaction that it took is noted on the message, and one that it refused stops the choice for a
/// person to look at, among the messages that could not be delivered.
/// </summary>
internal sealed class LinkAnswers(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IFileAnswers
{
    public const string Flow = "F046";

    /// <summary>How the receipt of what UCAS took begins.</summary>
    public const string Taken = "Taken by UCAS";

    /// <summary>An answer to what is older than a cycle is to nothing that stands.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    public bool Takes(string system, string path, string flow) => (system, flow) == ("UCAS", Flow) && Path.GetExtension(path).Equals(".xml", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<DropRow> Rows(string text) => [.. Read(text).Select(a => a.Ref is null ? new DropRow(a.Line, null, "The answer needs the ref of its transaction.") : new DropRow(a.Line, a.Ref))];

    public async Task<IReadOnlyList<Receipt>> TakeAsync(string text, CancellationToken ct)
    {
        var answers = Read(text).Where(a => a.Ref is not null).ToList();
        await using var db = await store.CreateDbContextAsync(ct);
        // a reference is made from the key and cannot be asked for; what a year sends to UCAS is little
        var since = clock.GetUtcNow() - Longest;
        var sent = (await db.Set<OutboxMessage>().Where(m => m.Flow == Flow && m.CreatedAt > since && (m.State == OutboxState.Delivered || m.State == OutboxState.Dead)).ToListAsync(ct)).ToDictionary(OutboundEnvelope.Id);
        List<Receipt> receipts = [];
        foreach (var answer in answers)
        {
            receipts.Add(sent.TryGetValue(answer.Ref!, out var message)
                ? Tell(answer, message, clock.GetUtcNow())
                : new Receipt { Line = answer.Line, MessageId = answer.Ref, Code = "UNKNOWN_REFERENCE", Reason = $"No transaction {answer.Ref} was sent." });
        }

        await db.SaveChangesAsync(ct);
        return receipts;
    }

    private static Receipt Tell(Answer answer, OutboxMessage message, DateTimeOffset now)
    {
        var receipt = new Receipt { Line = answer.Line, MessageId = answer.Ref, State = InboxState.Applied };
        if (answer.Error is null)
        {
            message.Answered($"{Taken}, {answer.Ref}", now);
            return receipt;
        }

        if ((message.State == OutboxState.Delivered || message.IsInHand) && message.Receipt?.StartsWith(Taken, StringComparison.Ordinal) != true)
        {
            message.Refused($"UCAS refused the transaction: {answer.Error} {answer.Text}".Trim());
            return receipt with { Reason = message.LastError };
        }

        return receipt with { State = InboxState.Stale, Code = "ANSWERED", Reason = "The transaction had its answer." };
    }

    private static List<Answer> Read(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            return root.Name.LocalName == "UcasLinkAnswers"
                ? [.. root.Elements("Answer").Select(e => new Answer(((IXmlLineInfo)e).LineNumber, Said(e, "ref"), Said(e, "errorCode") is { } error && error.Trim('0').Length > 0 ? error : null, Said(e, "text")))]
                : throw new UnreadableFileException("WRONG_ROOT", $"The file's root is {root.Name.LocalName}; answers stand in UcasLinkAnswers.");
        }
        catch (XmlException e)
        {
            throw new UnreadableFileException("XML_UNREADABLE", $"The file is not well-formed XML: {e.Message}");
        }
    }

    private static string? Said(XElement answer, string name) => ((string?)answer.Attribute(name))?.Trim() is { Length: > 0 and <= 200 } text ? text : null;

    private sealed record Answer(int Line, string? Ref, string? Error, string? Text);
}
