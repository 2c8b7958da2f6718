namespace StudentRecords.Domain.Students;

/// <summary>A document about the person, by link and hash; the file itself stays in the document store.</summary>
public sealed class StudentDocument : IAboutPerson
{
    private StudentDocument() { }

    public StudentDocument(long personId, string kind, string title, string link, string? sha256, DateTimeOffset filedAt)
    {
        PersonId = personId;
        Kind = kind;
        Title = title;
        Link = link;
        Sha256 = sha256;
        FiledAt = filedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public string Kind { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Link { get; private set; } = "";

    public string? Sha256 { get; private set; }

    public DateTimeOffset FiledAt { get; private set; }

    /// <summary>The archive has moved it; what it is stays proven by the hash.</summary>
    public void MoveTo(string link) => Link = link;
}
