namespace StudentRecords.Domain.ExamBoards;

/// <summary>What an external examiner says of a pack.</summary>
public enum ExaminerVerdict
{
    Signed,

    /// <summary>Signed, with a remark that the board must answer.</summary>
    Qualified,

    /// <summary>Not signed: the board cannot ratify this pack.</summary>
    Refused,
}

/// <summary>A form that an external examiner signed outside the record, and who entered it.</summary>
/// <param name="Where">Where the form lies: a link, a file number.</param>
/// <param name="SignedOn">The day under the signature.</param>
/// <param name="EnteredBy">Who read it and entered what it says.</param>
public sealed record SignedForm(string Where, DateOnly SignedOn, string EnteredBy)
{
    public const int LongestWhere = 200;
}

/// <summary>An external examiner's word on one version of the pack (F068): the gate of ratification. A later one stands in its place; none is changed.</summary>
public sealed class ExaminerConfirmation
{
    private ExaminerConfirmation() { }

    internal ExaminerConfirmation(BoardMember examiner, int packVersion, ExaminerVerdict verdict, string? comment, SignedForm? form, DateTimeOffset at)
    {
        BoardId = examiner.BoardId;
        UserId = examiner.UserId;
        Name = examiner.Name;
        PackVersion = packVersion;
        Verdict = verdict;
        Comment = comment;
        At = at;
        Form = form?.Where.Trim();
        SignedOn = form?.SignedOn;
        EnteredBy = form?.EnteredBy;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long BoardId { get; private set; }

    public long UserId { get; private set; }

    public string Name { get; private set; } = "";

    public int PackVersion { get; private set; }

    public ExaminerVerdict Verdict { get; private set; }

    /// <summary>Needed where the verdict is qualified or refused.</summary>
    public string? Comment { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Where the signed form lies that the word was entered from; null where the examiner gave it here.</summary>
    public string? Form { get; private set; }

    public DateOnly? SignedOn { get; private set; }

    public string? EnteredBy { get; private set; }

    /// <summary>How it came, where the examiner did not give it here.</summary>
    public string? Came => SignedOn is { } day ? $"on a form signed {day:d MMM yyyy}, entered by {EnteredBy}" : null;
}
