namespace StudentRecords.Domain.ExamBoards;

/// <summary>When a ratified board's results may be published (F012). A row of its own, because the board itself is locked.</summary>
public sealed class ResultRelease
{
    private ResultRelease() { }

    public ResultRelease(ExamBoard board, DateTimeOffset releaseAt, string setBy, DateTimeOffset setAt)
    {
        BoardId = board.Id;
        ReleaseAt = releaseAt;
        SetBy = setBy;
        SetAt = setAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long BoardId { get; private set; }

    public DateTimeOffset ReleaseAt { get; private set; }

    public string SetBy { get; private set; } = "";

    public DateTimeOffset SetAt { get; private set; }
}
