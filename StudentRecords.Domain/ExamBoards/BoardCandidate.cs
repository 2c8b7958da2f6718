namespace StudentRecords.Domain.ExamBoards;

/// <summary>A registration as a board sees it: by number, with what the rule suggests and what the board means to decide.</summary>
public sealed class BoardCandidate : IVersioned, IAboutPerson
{
    private BoardCandidate() { }

    public BoardCandidate(long boardId, long registrationId, long personId, string candidateNumber)
    {
        BoardId = boardId;
        RegistrationId = registrationId;
        PersonId = personId;
        CandidateNumber = candidateNumber;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long BoardId { get; private set; }

    public long RegistrationId { get; private set; }

    public long PersonId { get; private set; }

    /// <summary>Drawn by lot when the candidate is added, so that it says nothing about who it is.</summary>
    public string CandidateNumber { get; private set; } = "";

    /// <summary>Null where the rule cannot say, marks missing among the reasons.</summary>
    public BoardOutcome? SuggestedOutcome { get; private set; }

    public string? SuggestedGrade { get; private set; }

    /// <summary>The clause behind the suggestion, or why there is none.</summary>
    public string SuggestionClause { get; private set; } = "";

    /// <summary>Null while the board has not settled the candidate.</summary>
    public BoardOutcome? ProposedOutcome { get; private set; }

    public string? ProposedGrade { get; private set; }

    /// <summary>The clause that the proposed outcome rests on.</summary>
    public string DecisionClause { get; private set; } = "";

    /// <summary>Needed where the proposal differs from the suggestion.</summary>
    public string? DecisionReason { get; private set; }

    /// <summary>The proposed outcome was brought from outside as the board's decision.</summary>
    public bool IsImported { get; private set; }

    public string? ProposedBy { get; private set; }

    public DateTimeOffset? ProposedAt { get; private set; }

    /// <summary>Why the board left the candidate for a later sitting; null where it did not.</summary>
    public string? PostponedReason { get; private set; }

    public string? PostponedBy { get; private set; }

    public DateTimeOffset? PostponedAt { get; private set; }

    /// <summary>Candidates carried to a later sitting bear another number there; this is the one before.</summary>
    public string? FormerNumber { get; init; }

    public bool IsPostponed => PostponedAt is not null;

    public bool IsUndecided => ProposedOutcome is null && !IsPostponed;

    public bool FollowsSuggestion => ProposedOutcome is not null && ProposedOutcome == SuggestedOutcome && ProposedGrade == SuggestedGrade;

    /// <summary>Takes a new suggestion. A proposal that had only followed the old one falls, so that the board sees the candidate again.</summary>
    public void Suggest(SuggestedDecision suggestion)
    {
        var followed = FollowsSuggestion && !IsImported;
        var changed = SuggestedOutcome != suggestion.Outcome || SuggestedGrade != suggestion.Grade;
        SuggestedOutcome = suggestion.Outcome;
        SuggestedGrade = suggestion.Grade;
        SuggestionClause = suggestion.Clause;
        if (changed && followed)
        {
            Clear();
        }
    }

    /// <summary>What was settled falls, because somebody who took part has declared an interest since; the board decides anew. False when nothing was settled.</summary>
    public bool Reopen()
    {
        var wasSettled = ProposedOutcome is not null;
        Clear();
        return wasSettled;
    }

    internal void Postpone(string reason, string by, DateTimeOffset at)
    {
        Clear();
        (PostponedReason, PostponedBy, PostponedAt) = (reason, by, at);
    }

    /// <summary>The board settles the candidate. Refused without a reason where it differs from the suggestion.</summary>
    internal Outcome Settle(BoardOutcome outcome, string? grade, string? reason, string by, DateTimeOffset at)
    {
        var follows = outcome == SuggestedOutcome && grade == SuggestedGrade;
        if (!follows && string.IsNullOrWhiteSpace(reason))
        {
            return Outcome.Refused(new Refusal("REASON_NEEDED", $"{CandidateNumber}: the decision differs from the suggestion; say why.", "Departure from suggestion", nameof(DecisionReason)));
        }

        Set(outcome, grade, follows ? SuggestionClause : "Decision of the board", follows ? null : reason!.Trim(), false, by, at);
        return Outcome.Done;
    }

    /// <summary>Takes an outcome from outside as the board's decision; false when it is held already.</summary>
    internal bool Import(BoardOutcome outcome, string? grade, string clause, string reason, string by, DateTimeOffset at)
    {
        if (IsImported && ProposedOutcome == outcome && ProposedGrade == grade && DecisionClause == clause)
        {
            return false;
        }

        Set(outcome, grade, clause, reason, true, by, at);
        return true;
    }

    private void Set(BoardOutcome outcome, string? grade, string clause, string? reason, bool imported, string by, DateTimeOffset at)
    {
        ProposedOutcome = outcome;
        ProposedGrade = grade;
        DecisionClause = clause;
        DecisionReason = reason;
        IsImported = imported;
        ProposedBy = by;
        ProposedAt = at;
        (PostponedReason, PostponedBy, PostponedAt) = (null, null, null);
    }

    private void Clear() => (ProposedOutcome, ProposedGrade, DecisionClause, DecisionReason, IsImported, ProposedBy, ProposedAt) = (null, null, "", null, false, null, null);
}
