using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Students.Filing;

/// <summary>
/// F024: the archive confirms a filing, says where its copy is, how long it is kept, and that somebody opened it. A copy whose hash is not the
/// one that was sent is not the document: it is quarantined, and the record keeps its bytes.
/// </summary>
internal sealed class F024Documents : InboundFlow<DocumentAnswered>
{
    private readonly LastWords words = new();
    private Dictionary<string, FiledDocument> filed = [];
    private Dictionary<long, StudentDocument> links = [];

    public override string Flow => "F024";

    public override IReadOnlyList<string> Types => ["DocumentArchived", "DocumentLinkIssued", "RetentionApplied", "DocumentAccessLogged"];

    protected override void Check(DocumentAnswered data, Checks checks) => data.Check(checks);

    protected override string Subject(DocumentAnswered data) => data.Document;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<DocumentAnswered>> deliveries, CancellationToken ct)
    {
        var keys = deliveries.Select(d => d.Data.Document).Distinct().ToList();
        filed = await slice.Db.Set<FiledDocument>().Where(d => keys.Contains(d.Key)).ToDictionaryAsync(d => d.Key, ct);
        await words.LoadAsync(slice, deliveries.Select(Word), ct);
        var ids = filed.Values.Select(d => d.StudentDocumentId).OfType<long>().ToList();
        links = ids.Count == 0 ? [] : await slice.Db.Set<StudentDocument>().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = filed.GetValueOrDefault(delivery.Data.Document)?.PersonId;
        }
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<DocumentAnswered> delivery)
    {
        var data = delivery.Data;
        if (!filed.TryGetValue(data.Document, out var document))
        {
            return Disposition.Quarantine("NO_SUCH_DOCUMENT", $"The record has filed no document {data.Document}.");
        }

        // what the archive says of retention does not make an older word of its copy void, nor the other way round
        if (words.IsOlder(Word(delivery), data.EdrmsVersion))
        {
            return Disposition.Stale;
        }

        var answer = delivery.Message.Type switch
        {
            "DocumentArchived" => Archived(slice, document, data),
            "DocumentLinkIssued" => Linked(document, data),
            "RetentionApplied" => Kept(document, data),
            _ => Opened(slice, document, data),
        };
        if (answer == Disposition.Applied && delivery.Message.Type != "DocumentAccessLogged")
        {
            words.Hear(slice, Word(delivery), data.EdrmsVersion);
        }

        return answer;
    }

    private Disposition Archived(FlowSlice slice, FiledDocument document, DocumentAnswered data)
    {
        if (!document.IsOf(data.Sha256))
        {
            return Disposition.Quarantine("HASH_MISMATCH", $"{document.Key} was sent with the hash {document.Sha256[..12]}…, and the archive holds one with {data.Sha256?[..Math.Min(12, data.Sha256.Length)] ?? "none"}….");
        }

        if (data.Link is null)
        {
            return Disposition.Quarantine("LINK_MISSING", $"The archive confirms {document.Key} and does not say where it is.");
        }

        if (document.State == FilingState.Archived)
        {
            return Disposition.Stale;
        }

        var link = new StudentDocument(document.PersonId, document.Type.ToString(), document.Title, data.Link, document.Sha256, slice.Now);
        slice.Db.Add(link);
        links.Add(link.Id, link);
        document.Archive(link, data.EdrmsVersion, slice.Now);
        slice.Arrived.Add(Waits.Archived(document.Key));
        return Disposition.Applied;
    }

    private Disposition Linked(FiledDocument document, DocumentAnswered data)
    {
        if (document.StudentDocumentId is not { } id || !links.TryGetValue(id, out var link))
        {
            return Disposition.Park(Waits.Archived(document.Key), $"The archive has not confirmed {document.Key} yet.");
        }

        if (data.Link is null)
        {
            return Disposition.Quarantine("LINK_MISSING", $"The message about {document.Key} brings no link.");
        }

        link.MoveTo(data.Link);
        document.MoveTo(data.EdrmsVersion);
        return Disposition.Applied;
    }

    private static Disposition Kept(FiledDocument document, DocumentAnswered data)
    {
        if (string.IsNullOrWhiteSpace(data.RetentionClass))
        {
            return Disposition.Quarantine("RETENTION_MISSING", $"The message about {document.Key} names no retention class.");
        }

        document.Keep(data.RetentionClass, data.RetainUntil, data.EdrmsVersion);
        return Disposition.Applied;
    }

    private static Disposition Opened(FlowSlice slice, FiledDocument document, DocumentAnswered data)
    {
        if (data.OpenedAt is not { } at)
        {
            return Disposition.Quarantine("TIME_MISSING", $"The message about {document.Key} does not say when its copy was opened.");
        }

        document.Opened(at);
        slice.Db.Add(new DocumentOpening(document, data.EdrmsVersion, at, data.OpenedBy));
        return Disposition.Applied;
    }

    private static string Word(Delivery<DocumentAnswered> delivery) => $"F024/{(delivery.Message.Type == "RetentionApplied" ? "retention" : "copy")}/{delivery.Data.Document}";
}
