namespace StudentRecords.Domain.ExamBoards.Meetings;

/// <summary>The minutes of a ratified board as they were sealed. One a board, never changed.</summary>
public sealed class BoardMinutes
{
    private BoardMinutes() { }

    public BoardMinutes(long boardId, string hash, byte[] pdf, string sealedBy, DateTimeOffset sealedAt)
    {
        BoardId = boardId;
        Hash = hash;
        Pdf = pdf;
        SealedBy = sealedBy;
        SealedAt = sealedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long BoardId { get; private set; }

    /// <summary>SHA-256 over what the minutes say, 64 lower-case hexadecimal digits.</summary>
    public string Hash { get; private set; } = "";

    public byte[] Pdf { get; private set; } = [];

    public string SealedBy { get; private set; } = "";

    public DateTimeOffset SealedAt { get; private set; }
}
