using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards.Awards;

namespace StudentRecords.Domain.Enrolment.Progression;

/// <summary>A decision carried out.</summary>
public enum ProgressionAct
{
    CarriedOut,

    /// <summary>Taken back by a later act; the decision itself stays as it was ratified.</summary>
    TakenBack,
}

/// <summary>That a ratified decision was carried out on an enrolment, or that this was taken back. Rows are added and never changed; the newest of a decision says how it stands.</summary>
public sealed class ProgressionEntry : IAboutPerson
{
    private ProgressionEntry() { }

    /// <param name="decision">What is carried out.</param>
    /// <param name="ordinal">1 for the decision's first.</param>
    /// <param name="act">Carried out or taken back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="at">When.</param>
    public ProgressionEntry(AwardDecision decision, int ordinal, ProgressionAct act, string reason, string by, DateTimeOffset at)
    {
        PersonId = decision.PersonId;
        EngagementId = decision.EngagementId;
        DecisionId = decision.Id;
        Ordinal = ordinal;
        Act = act;
        Code = decision.Code;
        Deed = ProgressionTable.Of(decision.Code);
        Reason = reason;
        By = by;
        At = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public long DecisionId { get; private set; }

    public int Ordinal { get; private set; }

    public ProgressionAct Act { get; private set; }

    public AwardCode Code { get; private set; }

    public ProgressionDeed Deed { get; private set; }

    /// <summary>The session year that was opened, or taken back; null where none was.</summary>
    public string? SessionYear { get; init; }

    /// <summary>Place of the step that ended the engagement (<see cref="StatusEntry.Place"/>); null where none did.</summary>
    public int? StatusPlace { get; init; }

    public string Reason { get; private set; } = "";

    public string By { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
