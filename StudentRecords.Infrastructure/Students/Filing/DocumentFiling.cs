using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Filing;

/// <summary>A document to be filed, and whose it is.</summary>
/// <param name="Key">The name by which the archive is to know it; never given twice.</param>
/// <param name="PersonId">Whose.</param>
/// <param name="EngagementId">About which studies.</param>
/// <param name="StudentNumber">Their number.</param>
/// <param name="Numhus">The engagement's own number.</param>
/// <param name="Type">What it is.</param>
/// <param name="Title">As lists name it.</param>
/// <param name="Pdf">The document.</param>
internal sealed record DocumentToFile(string Key, long PersonId, long EngagementId, string StudentNumber, string Numhus, DocumentType Type, string Title, byte[] Pdf);

/// <summary>
/// Files a document with the archive in the caller's unit of work (F023): the message says what it is, whose, how long it is kept and what
/// its bytes are proven by; the archive fetches the bytes from the hub under the document's key and answers by F024.
/// </summary>
internal static class DocumentFiling
{
    /// <summary>Where the archive fetches the bytes, below the hub's root.</summary>
    public const string Path = "/hub/v1/documents/";

    public static FiledDocument File(RegistryDbContext db, DocumentToFile filed, string by, DateTimeOffset at, string correlation)
    {
        var document = new FiledDocument(filed.Key, filed.PersonId, filed.EngagementId, filed.Type, filed.Title, (filed.Type == DocumentType.EnrolmentForm ? RecordClass.Documents : RecordClass.AcademicRecord).ToString(), filed.Pdf, by, at);
        db.Add(document);
        db.Add(new OutboxMessage(
            "F023",
            "EDRMS",
            "DocumentFiled",
            $"{document.Key}/{document.Sha256}",
            document.Key,
            JsonSerializer.Serialize(
                new
                {
                    document = document.Key, documentType = document.Type.ToString(), title = document.Title, student = filed.StudentNumber, engagement = filed.Numhus,
                    sha256 = document.Sha256, mediaType = "application/pdf", length = document.Length, retentionClass = document.RetentionClass, filedAt = document.FiledAt, content = Path + document.Key,
                },
                JsonSerializerOptions.Web),
            filed.PersonId,
            at,
            null,
            correlation));
        return document;
    }
}
