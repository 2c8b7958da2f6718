namespace StudentRecords.Domain.Students;

/// <summary>Somebody opened the archive's copy of a document that the record filed (F024 DocumentAccessLogged): kept as long as a person's documents.</summary>
public sealed class DocumentOpening : IAboutPerson
{
    private DocumentOpening() { }

    public DocumentOpening(FiledDocument document, int archiveVersion, DateTimeOffset openedAt, string? openedBy) =>
        (PersonId, DocumentId, ArchiveVersion, OpenedAt, OpenedBy) = (document.PersonId, document.Id, archiveVersion, openedAt, openedBy);

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    /// <summary>The filing.</summary>
    public long DocumentId { get; private set; }

    /// <summary>The archive's version that was opened.</summary>
    public int ArchiveVersion { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Who, or what system, as the archive names them; null where it does not say.</summary>
    public string? OpenedBy { get; private set; }
}
