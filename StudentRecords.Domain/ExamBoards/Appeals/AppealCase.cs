namespace StudentRecords.Domain.ExamBoards.Appeals;

/// <summary>
/// What appeals against decisions of either tier have in common: a reference, grounds, and two different people who approve, of whom
/// neither recorded it. An appeal opens nothing; it lets one more sitting write a decision beside the first.
/// </summary>
public abstract class AppealCase : IVersioned, IAboutPerson
{
    protected AppealCase() { }

    protected AppealCase(long personId, long boardId, long decisionId, string candidateNumber, AppealFiling filing)
    {
        PersonId = personId;
        BoardId = boardId;
        DecisionId = decisionId;
        CandidateNumber = candidateNumber;
        Reference = filing.Reference;
        Grounds = filing.Grounds;
        ByChairAlone = filing.ByChairAlone;
        RecordedById = filing.RecordedById;
        RecordedBy = filing.RecordedBy;
        RecordedAt = filing.RecordedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    /// <summary>The board that took the decision appealed against.</summary>
    public long BoardId { get; private set; }

    public long DecisionId { get; private set; }

    public string CandidateNumber { get; private set; } = "";

    /// <summary>The case's reference in the appeals office.</summary>
    public string Reference { get; private set; } = "";

    public string Grounds { get; private set; } = "";

    /// <summary>Heard by chair's action; otherwise by the same board.</summary>
    public bool ByChairAlone { get; private set; }

    public long RecordedById { get; private set; }

    public string RecordedBy { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    public long? FirstApproverId { get; private set; }

    public string? FirstApprover { get; private set; }

    public DateTimeOffset? FirstApprovedAt { get; private set; }

    public long? SecondApproverId { get; private set; }

    public string? SecondApprover { get; private set; }

    public DateTimeOffset? SecondApprovedAt { get; private set; }

    public string? RejectedBy { get; private set; }

    public string? RejectionReason { get; private set; }

    public DateTimeOffset? RejectedAt { get; private set; }

    /// <summary>The board that hears it; null until both have approved.</summary>
    public long? HearingBoardId { get; private set; }

    public AppealState State => RejectedAt is not null ? AppealState.Rejected
        : HearingBoardId is not null ? AppealState.Approved
        : FirstApproverId is not null ? AppealState.WaitsForSecond
        : AppealState.Recorded;

    public bool IsApproved => RejectedAt is null && FirstApproverId is not null && SecondApproverId is not null && FirstApproverId != SecondApproverId;

    /// <summary>One person's approval. Refused from somebody who recorded the appeal or has approved it already.</summary>
    public Outcome Approve(long? userId, string name, DateTimeOffset at)
    {
        var refusals = Closed().ToList();
        if (userId is null)
        {
            refusals.Add(new("PERSON_NEEDED", "An appeal is approved by a person who is signed in.", "Appeals"));
        }
        else if (userId == RecordedById)
        {
            refusals.Add(new("SAME_PERSON", $"{name} recorded this appeal; somebody else must approve it.", "Two approvers"));
        }
        else if (userId == FirstApproverId)
        {
            refusals.Add(new("SAME_PERSON", $"{name} has approved this appeal; a second person must.", "Two approvers"));
        }

        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        if (FirstApproverId is null)
        {
            (FirstApproverId, FirstApprover, FirstApprovedAt) = (userId, name, at);
        }
        else
        {
            (SecondApproverId, SecondApprover, SecondApprovedAt) = (userId, name, at);
        }

        return Outcome.Done;
    }

    public Outcome Reject(string reason, string by, DateTimeOffset at)
    {
        var refusals = Closed().ToList();
        if (refusals.Count == 0)
        {
            (RejectedBy, RejectionReason, RejectedAt) = (by, reason, at);
        }

        return Outcome.From(refusals);
    }

    /// <summary>Names the board that hears it, once two people have approved.</summary>
    /// <exception cref="InvalidOperationException">Two people have not approved, or it is heard already.</exception>
    public void Hear(ExamBoard board) => HearingBoardId = IsApproved && HearingBoardId is null
        ? board.Id
        : throw new InvalidOperationException("An appeal is heard once, after two people have approved it.");

    private IEnumerable<Refusal> Closed() => RejectedAt is not null || SecondApproverId is not null
        ? [new("APPEAL_CLOSED", RejectedAt is not null ? "The appeal was rejected." : "The appeal has been approved by two people.", "Appeals")]
        : [];
}

/// <summary>How far an appeal has come.</summary>
public enum AppealState
{
    Recorded,
    WaitsForSecond,

    /// <summary>By two people; a board hears it or has heard it.</summary>
    Approved,
    Rejected,
}

/// <summary>What an appeal is recorded with, and by whom.</summary>
/// <param name="Reference">The case's reference in the appeals office.</param>
/// <param name="Grounds">What it rests on.</param>
/// <param name="ByChairAlone">Heard by chair's action; otherwise by the same board.</param>
/// <param name="RecordedById">The user who recorded it.</param>
/// <param name="RecordedBy">Their name.</param>
/// <param name="RecordedAt">When.</param>
public sealed record AppealFiling(string Reference, string Grounds, bool ByChairAlone, long RecordedById, string RecordedBy, DateTimeOffset RecordedAt);
