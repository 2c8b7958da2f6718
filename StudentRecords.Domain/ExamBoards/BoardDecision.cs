using StudentRecords.Domain.Assessment;

namespace StudentRecords.Domain.ExamBoards;

/// <summary>
/// A ratified decision on one registration: the academic record itself. Written once, under the board that took it, and never
/// changed or deleted; what supersedes it (an appeal) is another decision beside it.
/// </summary>
public sealed class BoardDecision : IAboutPerson
{
    private BoardDecision() { }

    internal BoardDecision(ExamBoard board, BoardCandidate candidate, ModuleResult? result, long? supersedesId, string ratifiedBy, DateTimeOffset ratifiedAt)
    {
        PersonId = candidate.PersonId;
        RegistrationId = candidate.RegistrationId;
        BoardId = board.Id;
        SupersedesId = supersedesId;
        PackVersion = board.PackVersion;
        CandidateNumber = candidate.CandidateNumber;
        Outcome = candidate.ProposedOutcome!.Value;
        Grade = candidate.ProposedGrade;
        IsImported = candidate.IsImported;
        // An imported outcome was not worked from these marks, so no mark stands beside it as if it had been.
        OverallMark = candidate.IsImported ? null : result?.OverallMark;
        Figures = result?.Figures ?? "[]";
        Clause = candidate.DecisionClause;
        Reason = candidate.DecisionReason;
        Trace = result?.Trace ?? "";
        RuleCode = result?.RuleCode ?? "";
        RuleVersion = result?.RuleVersion ?? 0;
        RatifiedBy = ratifiedBy;
        RatifiedAt = ratifiedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long RegistrationId { get; private set; }

    public long BoardId { get; private set; }

    /// <summary>The decision that this one stands in the place of, after an appeal; null for the first.</summary>
    public long? SupersedesId { get; private set; }

    /// <summary>The frozen pack that it was taken on.</summary>
    public int PackVersion { get; private set; }

    public string CandidateNumber { get; private set; } = "";

    public BoardOutcome Outcome { get; private set; }

    /// <summary>The grade agreed, such as Distinction; null where the outcome has none.</summary>
    public string? Grade { get; private set; }

    /// <summary>Brought from outside as the board's decision (a replay, a migration); not worked from marks here.</summary>
    public bool IsImported { get; private set; }

    /// <summary>Overall mark agreed, 0 to 100; null where the rule has none or the outcome was imported.</summary>
    public decimal? OverallMark { get; private set; }

    /// <summary>The figure of each scale as JSON; read it with <see cref="Scales"/>.</summary>
    public string Figures { get; private set; } = "[]";

    /// <summary>The clause that the outcome rests on.</summary>
    public string Clause { get; private set; } = "";

    /// <summary>Why it differs from what the rule suggested, where it does.</summary>
    public string? Reason { get; private set; }

    /// <summary>How the figures were worked, as stored with the module result.</summary>
    public string Trace { get; private set; } = "";

    public string RuleCode { get; private set; } = "";

    public int RuleVersion { get; private set; }

    public string RatifiedBy { get; private set; } = "";

    public DateTimeOffset RatifiedAt { get; private set; }

    public IReadOnlyList<ScaleFigure> Scales() => ScaleFigure.Read(Figures);
}
