using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F065 BoardDecisionRatified: what the minute of a board says of one candidate, on the papers that the record froze for it (F064).</summary>
public sealed record DecisionTold
{
    /// <summary>The board, and the version of its pack, as F064 named them.</summary>
    public required string Board { get; init; }
    public required int PackVersion { get; init; }

    /// <summary>Number of the candidate in that pack; never a name.</summary>
    public required string Candidate { get; init; }
    public required BoardOutcome Outcome { get; init; }

    /// <summary>A grade of the module's rule, where the outcome has one.</summary>
    public string? Grade { get; init; }

    /// <summary>Needed where the decision differs from what the rule suggests.</summary>
    public string? Reason { get; init; }

    /// <summary>Reference of the signed minute.</summary>
    public required string Minute { get; init; }
    public required DateOnly DecidedOn { get; init; }

    public void Check(Checks checks) => checks.Text("/board", Board, 20).Between("/packVersion", PackVersion, 1, 1_000).Text("/candidate", Candidate, 20).That(Enum.IsDefined(Outcome), "/outcome", "is no outcome.")
        .Text("/minute", Minute, 60).Past("/decidedOn", DecidedOn).That(Grade is null or { Length: > 0 and <= 40 }, "/grade", "is 1 to 40 characters long.").That(Reason is null or { Length: <= 1_000 }, "/reason", "is longer than 1,000 characters.");
}

/// <summary>F068 StandardsAssuranceConfirmed: what an external examiner says of one version of a board's pack. No system sends it; it is given at the desk, or entered from a signed form.</summary>
public sealed record AssuranceTold
{
    /// <summary>The board, and the version of its pack, as F064 named them.</summary>
    public required string Board { get; init; }
    public required int PackVersion { get; init; }

    /// <summary>Number of the examiner in the record.</summary>
    public required string Examiner { get; init; }
    public required ExaminerVerdict Verdict { get; init; }
    public string? Comment { get; init; }

    /// <summary>Null where the examiner says it at the desk.</summary>
    public SignedForm? Form { get; init; }

    public ExaminerWord Word => new() { PackVersion = PackVersion, Verdict = Verdict, Comment = Comment, Form = Form };

    public void Check(Checks checks) => checks.Text("/board", Board, 20).Text("/examiner", Examiner, 20).Between("/packVersion", PackVersion, 1, 1_000)
        .Rule("/comment", $"lacks where the verdict is not Signed, or has more than {ExaminerWord.LongestComment:N0} characters.")
        .Rule("/form/where", $"is blank, or has more than {SignedForm.LongestWhere} characters.").Rule("/form/signedOn", "is in the future.").Faulty(Word.Faults(checks.Today));
}

/// <summary>F068 ExaminerCommentRecorded: an external examiner's comment on a board, or on one of its candidates.</summary>
public sealed record RemarkTold
{
    /// <summary>The board, and the version of the pack that lay before the examiner; 0 where none was frozen yet.</summary>
    public required string Board { get; init; }
    public required int PackVersion { get; init; }

    /// <summary>Number of the examiner in the record.</summary>
    public required string Examiner { get; init; }

    /// <summary>Number of the candidate, never a name; null for the board as a whole.</summary>
    public string? Candidate { get; init; }
    public required string Text { get; init; }

    public void Check(Checks checks) => checks.Text("/board", Board, 20).Text("/examiner", Examiner, 20).Between("/packVersion", PackVersion, 0, 1_000)
        .That(Candidate is null or { Length: > 0 and <= 20 }, "/candidate", "is 1 to 20 characters long.")
        .Rule("/text", $"is blank, or has more than {ExaminerRemark.LongestText:N0} characters.").Faulty(ExaminerRemark.Faults(Text));
}
