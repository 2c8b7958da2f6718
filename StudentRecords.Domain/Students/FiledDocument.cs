using System.Security.Cryptography;

namespace StudentRecords.Domain.Students;

/// <summary>What a document that the record makes and files is.</summary>
public enum DocumentType
{
    Certificate,
    Transcript,

    /// <summary>Of one year of an engagement.</summary>
    EnrolmentForm,
}

/// <summary>How far a filing has come (F023, F024).</summary>
public enum FilingState
{
    /// <summary>Handed to the archive; its bytes are kept until the archive has confirmed them.</summary>
    Filed,

    /// <summary>The archive holds it and has said where; the record keeps the link and no longer the bytes.</summary>
    Archived,
}

/// <summary>A document that the record made and handed to the archive. What was sent is the archival copy: it is proven by its hash and never changed.</summary>
public sealed class FiledDocument : IVersioned, IAboutPerson
{
    private FiledDocument() { }

    public FiledDocument(string key, long personId, long engagementId, DocumentType type, string title, string retentionClass, byte[] pdf, string filedBy, DateTimeOffset filedAt)
    {
        PersonId = personId;
        EngagementId = engagementId;
        Type = type;
        Title = title;
        RetentionClass = retentionClass;
        Pdf = pdf;
        Length = pdf.Length;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(pdf));
        FiledBy = filedBy;
        FiledAt = filedAt;
        Key = key;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    /// <summary>The name by which the archive knows it (documentId of F023 and F024).</summary>
    public string Key { get; private set; } = "";

    public DocumentType Type { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>How long the archive is asked to keep it; a class of the retention schedule.</summary>
    public string RetentionClass { get; private set; } = "";

    /// <summary>Of the bytes, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; private set; } = "";

    public int Length { get; private set; }

    /// <summary>Null once the archive has confirmed them.</summary>
    public byte[]? Pdf { get; private set; }

    public string FiledBy { get; private set; } = "";

    public DateTimeOffset FiledAt { get; private set; }

    public FilingState State { get; private set; }

    /// <summary>The archive's newest version number that was told; 0 before the first.</summary>
    public int ArchiveVersion { get; private set; }

    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>The link to it on the person's record; null until the archive has confirmed.</summary>
    public long? StudentDocumentId { get; private set; }

    /// <summary>The day until which the archive keeps it, as the archive said; null for good, or not told.</summary>
    public DateOnly? KeptUntil { get; private set; }

    /// <summary>How often the archive has told that somebody opened its copy.</summary>
    public int TimesOpened { get; private set; }

    public DateTimeOffset? LastOpenedAt { get; private set; }

    /// <summary>Whether the bytes that the archive holds are those that were sent.</summary>
    public bool IsOf(string? sha256) => string.Equals(Sha256, sha256, StringComparison.OrdinalIgnoreCase);

    /// <summary>The archive has confirmed: the filing is closed, the link stands in the place of the bytes.</summary>
    public void Archive(StudentDocument document, int version, DateTimeOffset at) => (State, StudentDocumentId, ArchiveVersion, ArchivedAt, Pdf) = (FilingState.Archived, document.Id, Math.Max(ArchiveVersion, version), at, null);

    /// <summary>The archive's version has moved on, with the same bytes at another place.</summary>
    public void MoveTo(int version) => ArchiveVersion = Math.Max(ArchiveVersion, version);

    public void Keep(string retentionClass, DateOnly? until, int version) => (RetentionClass, KeptUntil, ArchiveVersion) = (retentionClass, until, Math.Max(ArchiveVersion, version));

    /// <summary>Somebody opened the archive's copy.</summary>
    public void Opened(DateTimeOffset at) => (TimesOpened, LastOpenedAt) = (TimesOpened + 1, LastOpenedAt > at ? LastOpenedAt : at);
}
