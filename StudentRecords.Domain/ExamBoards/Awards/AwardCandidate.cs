using StudentRecords.Domain.Assessment.Awards;

namespace StudentRecords.Domain.ExamBoards.Awards;

/// <summary>
/// An engagement as a progression and award board sees it: by number, with what its regulation suggests and what the board means
/// to decide.
/// </summary>
public sealed class AwardCandidate : IVersioned, IAboutPerson, IBoardCandidate
{
    private AwardCandidate() { }

    public AwardCandidate(long boardId, long engagementId, long personId, string candidateNumber)
    {
        BoardId = boardId;
        EngagementId = engagementId;
        PersonId = personId;
        CandidateNumber = candidateNumber;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long BoardId { get; private set; }

    public long EngagementId { get; private set; }

    public long PersonId { get; private set; }

    /// <summary>Drawn by lot when the candidate is taken in, so that it says nothing about who it is.</summary>
    public string CandidateNumber { get; private set; } = "";

    /// <summary>Null where the regulation cannot say.</summary>
    public AwardCode? SuggestedCode { get; private set; }

    public string? SuggestedAward { get; private set; }

    public string? SuggestedClass { get; private set; }

    /// <summary>The clause behind the suggestion, or why there is none.</summary>
    public string SuggestionClause { get; private set; } = "";

    /// <summary>The figure that the class is read from; null is none, never 0.</summary>
    public decimal? Figure { get; private set; }

    public decimal CreditsGained { get; private set; }

    /// <summary>Why the board must look at the candidate itself: a zone that refers, a table without an entry.</summary>
    public string? ForTheBoard { get; private set; }

    /// <summary>HESA QUALAWARDRESULT of the suggestion.</summary>
    public string? ResultCode { get; private set; }

    /// <summary>Every clause that fired, as JSON.</summary>
    public string Trace { get; private set; } = "";

    public string RegulationCode { get; private set; } = "";

    public int RegulationVersion { get; private set; }

    public AwardCode? ProposedCode { get; private set; }

    public string? ProposedAward { get; private set; }

    public string? ProposedClass { get; private set; }

    public string DecisionClause { get; private set; } = "";

    /// <summary>Needed where the proposal differs from the suggestion.</summary>
    public string? DecisionReason { get; private set; }

    public string? ProposedBy { get; private set; }

    public DateTimeOffset? ProposedAt { get; private set; }

    public string? PostponedReason { get; private set; }

    public string? PostponedBy { get; private set; }

    public DateTimeOffset? PostponedAt { get; private set; }

    public bool IsPostponed => PostponedAt is not null;

    public bool IsUndecided => ProposedCode is null && !IsPostponed;

    public bool FollowsSuggestion => ProposedCode is not null && ProposedCode == SuggestedCode && ProposedAward == SuggestedAward && ProposedClass == SuggestedClass;

    /// <summary>A suggestion that a board may accept as it stands: held candidates are not decided, but postponed.</summary>
    public bool IsAcceptable => SuggestedCode is not null and not (AwardCode.HeldMissing or AwardCode.HeldMisconduct);

    /// <summary>Takes a newly worked result; false when it says what is held already. A proposal that had only followed the old one falls.</summary>
    public bool Suggest(AwardResult result)
    {
        var trace = result.TraceJson();
        var next = (result.Suggestion, result.Award, result.Class, result.Clause, result.Figure);
        if (trace == Trace && next == (SuggestedCode, SuggestedAward, SuggestedClass, SuggestionClause, Figure))
        {
            return false;
        }

        var falls = FollowsSuggestion && (result.Suggestion, result.Award, result.Class) != (SuggestedCode, SuggestedAward, SuggestedClass);
        (SuggestedCode, SuggestedAward, SuggestedClass, SuggestionClause, Figure) = next;
        (CreditsGained, ForTheBoard, ResultCode, Trace) = (result.CreditsGained, result.ForTheBoard, result.ResultCode, trace);
        (RegulationCode, RegulationVersion) = (result.RegulationCode, result.RegulationVersion);
        if (falls)
        {
            Clear();
        }

        return true;
    }

    /// <summary>What was settled falls, because somebody who took part has declared an interest since.</summary>
    public void Reopen() => Clear();

    internal Outcome Settle(AwardProposal proposal, string by, DateTimeOffset at)
    {
        var follows = proposal.Code == SuggestedCode && proposal.Award == SuggestedAward && proposal.Class == SuggestedClass;
        List<Refusal> refusals = [];
        if (proposal.Code is AwardCode.HeldMissing or AwardCode.HeldMisconduct)
        {
            refusals.Add(new("HELD_IS_NO_DECISION", $"{CandidateNumber}: a candidate who is held is postponed, not decided.", "Postponed candidates"));
        }

        if (!follows && string.IsNullOrWhiteSpace(proposal.Reason))
        {
            refusals.Add(new("REASON_NEEDED", $"{CandidateNumber}: the decision differs from the suggestion; say why.", "Departure from suggestion", nameof(DecisionReason)));
        }

        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        (ProposedCode, ProposedAward, ProposedClass) = (proposal.Code, proposal.Award, proposal.Class);
        (DecisionClause, DecisionReason) = follows ? (SuggestionClause, null) : ("Decision of the board", proposal.Reason!.Trim());
        (ProposedBy, ProposedAt) = (by, at);
        (PostponedReason, PostponedBy, PostponedAt) = (null, null, null);
        return Outcome.Done;
    }

    internal void Postpone(string reason, string by, DateTimeOffset at)
    {
        Clear();
        (PostponedReason, PostponedBy, PostponedAt) = (reason, by, at);
    }

    private void Clear() => (ProposedCode, ProposedAward, ProposedClass, DecisionClause, DecisionReason, ProposedBy, ProposedAt) = (null, null, null, "", null, null, null);
}

/// <summary>What a board means to decide for a candidate.</summary>
/// <param name="Code">Proceed, refer, award …</param>
/// <param name="Award">The award or exit award, where one is made.</param>
/// <param name="Class">Its class, where it has one.</param>
/// <param name="Reason">Needed where it differs from the suggestion.</param>
public sealed record AwardProposal(AwardCode Code, string? Award, string? Class, string? Reason);
