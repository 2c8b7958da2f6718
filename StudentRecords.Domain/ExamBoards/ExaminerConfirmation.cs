namespace StudentRecords.Domain.ExamBoards;

/// <summary>An external examiner's word on one version of the pack (F068): the gate of ratification. A later one stands in its place; none is changed.</summary>
public sealed class ExaminerConfirmation
{
    private ExaminerConfirmation() { }

    internal ExaminerConfirmation(BoardMember examiner, ExaminerWord word, string? enteredBy, DateTimeOffset at)
    {
        BoardId = examiner.BoardId;
        UserId = examiner.UserId;
        Name = examiner.Name;
        PackVersion = word.PackVersion;
        Verdict = word.Verdict;
        Comment = word.Comment?.Trim();
        At = at;
        Form = word.Form?.Where.Trim();
        SignedOn = word.Form?.SignedOn;
        EnteredBy = enteredBy;
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
