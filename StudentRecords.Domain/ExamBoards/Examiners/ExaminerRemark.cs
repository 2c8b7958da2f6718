namespace StudentRecords.Domain.ExamBoards.Examiners;

/// <summary>An external examiner's comment on a board or one of its candidates (F068). Added, never changed.</summary>
public sealed class ExaminerRemark
{
    public const int LongestText = 4_000;

    private ExaminerRemark() { }

    public ExaminerRemark(BoardMember examiner, int packVersion, string? candidateNumber, string text, DateTimeOffset at)
    {
        BoardId = examiner.BoardId;
        UserId = examiner.UserId;
        Name = examiner.Name;
        PackVersion = packVersion;
        CandidateNumber = candidateNumber;
        Text = text.Trim();
        At = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long BoardId { get; private set; }

    public long UserId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The pack that lay before the examiner.</summary>
    public int PackVersion { get; private set; }

    /// <summary>Null for what is about the board as a whole.</summary>
    public string? CandidateNumber { get; private set; }

    public string Text { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>What is wrong with the text of a comment.</summary>
    public static IEnumerable<Refusal> Faults(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return new("COMMENT_NEEDED", "Write the comment.", "F068", nameof(Text));
        }
        else if (text.Trim().Length > LongestText)
        {
            yield return new("COMMENT_TOO_LONG", $"A comment has at most {LongestText:N0} characters.", "F068", nameof(Text));
        }
    }
}
