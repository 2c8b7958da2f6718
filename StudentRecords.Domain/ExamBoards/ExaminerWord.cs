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

/// <summary>A form that an external examiner signed outside the record.</summary>
public sealed record SignedForm
{
    public const int LongestWhere = 200;

    /// <summary>Where the form lies: a link, a file number.</summary>
    public required string Where { get; init; }

    /// <summary>The day under the signature.</summary>
    public required DateOnly SignedOn { get; init; }
}

/// <summary>What an external examiner says of one version of a board's pack (F068), at the desk or on a signed form.</summary>
public sealed record ExaminerWord
{
    public const int LongestComment = 4_000;

    public required int PackVersion { get; init; }

    public required ExaminerVerdict Verdict { get; init; }

    /// <summary>Needed where the verdict is qualified or refused.</summary>
    public string? Comment { get; init; }

    /// <summary>Null where the examiner says it at the desk.</summary>
    public SignedForm? Form { get; init; }

    /// <summary>What is wrong with the word, whatever board it is about.</summary>
    public IEnumerable<Refusal> Faults(DateOnly today)
    {
        if (!Enum.IsDefined(Verdict))
        {
            yield return new("VERDICT_UNKNOWN", "Say that the pack is signed, signed with a remark, or refused.", "F068", nameof(Verdict));
        }

        if (Verdict != ExaminerVerdict.Signed && string.IsNullOrWhiteSpace(Comment))
        {
            yield return new("COMMENT_NEEDED", "A qualified or refused confirmation needs a comment.", "F068", nameof(Comment));
        }
        else if (Comment?.Trim().Length > LongestComment)
        {
            yield return new("COMMENT_TOO_LONG", $"A comment has at most {LongestComment:N0} characters.", "F068", nameof(Comment));
        }

        foreach (var fault in Form is null ? [] : FormFaults(Form, today))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Refusal> FormFaults(SignedForm form, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(form.Where))
        {
            yield return new("FORM_NEEDED", "Say where the signed form lies; the word rests on it.", "F068", nameof(SignedForm.Where));
        }
        else if (form.Where.Trim().Length > SignedForm.LongestWhere)
        {
            yield return new("FORM_TOO_LONG", $"Say where the form lies in at most {SignedForm.LongestWhere} characters.", "F068", nameof(SignedForm.Where));
        }

        if (form.SignedOn > today)
        {
            yield return new("SIGNED_AHEAD", "The day of the signature lies ahead.", "F068", nameof(SignedForm.SignedOn));
        }
    }
}
