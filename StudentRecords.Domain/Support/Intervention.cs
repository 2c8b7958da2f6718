using StudentRecords.Domain.Integration;

namespace StudentRecords.Domain.Support;

/// <summary>Why somebody is asked to act for a student.</summary>
public enum InterventionKind
{
    /// <summary>Analytics sees a risk (F028): advice to a person, never a decision (UK GDPR Article 22).</summary>
    AtRisk,

    /// <summary>Attendance monitoring misses the student (F013).</summary>
    Absence,

    /// <summary>The learning environment sees trouble with a module (F016).</summary>
    Academic,

    /// <summary>The sponsor must report or answer within its days (F013, F052).</summary>
    Sponsor,

    /// <summary>Something in the record may be wrong; it is mended at its source, with a reason (F044).</summary>
    DataCorrection,

    /// <summary>A Confirmation of Acceptance for Studies was asked for (F051); the assignment closes it (F052).</summary>
    CasRequest,

    /// <summary>A research student has no supervisor (F034).</summary>
    Supervision,

    /// <summary>A milestone of a research degree is overdue, or was not passed (F038).</summary>
    Research,
}

/// <summary>Where an intervention stands.</summary>
public enum InterventionState
{
    Open,

    /// <summary>Somebody has it.</summary>
    InHand,

    /// <summary>Its last day passed before it was settled: the registry's manager sees it too, whoever acts.</summary>
    Escalated,
    Closed,

    /// <summary>Its sender took it back before anybody had begun.</summary>
    Withdrawn,
}

/// <summary>Something that a system saw, and what a person did about it: who, when, and what came of it. No status changes by it.</summary>
public sealed class Intervention : ToldOfPerson
{
    private Intervention() { }

    /// <summary>States of what is not settled.</summary>
    public static readonly IReadOnlyList<InterventionState> WaitingStates = [InterventionState.Open, InterventionState.InHand, InterventionState.Escalated];

    /// <summary>Kinds that the sponsor's licence depends on: they are escalated when their last day has passed (F051, F052).</summary>
    public static readonly IReadOnlyList<InterventionKind> SponsorKinds = [InterventionKind.Sponsor, InterventionKind.CasRequest];

    public Intervention(long personId, string source, string key, InterventionKind kind, string summary, DateOnly openedOn, DateOnly? dueOn, string? owner = null)
    {
        PersonId = personId;
        Source = source;
        Key = key;
        Kind = kind;
        OpenedOn = openedOn;
        DueOn = dueOn;
        Summary = summary;
        Owner = owner;
    }

    /// <summary>Code of the system that asked.</summary>
    public string Source { get; private set; } = "";

    public InterventionKind Kind { get; private set; }

    public string Summary { get; private set; } = "";

    public DateOnly OpenedOn { get; private set; }

    /// <summary>Last day, where the law or an agreement gives one.</summary>
    public DateOnly? DueOn { get; private set; }

    public InterventionState State { get; private set; }

    /// <summary>Who acts, or the office whose it is before anybody does; null where neither is known.</summary>
    public string? Owner { get; private set; }

    public string? Outcome { get; private set; }

    public DateOnly? ClosedOn { get; private set; }

    public bool IsWaiting => WaitingStates.Contains(State);

    /// <summary>The last day has passed: a further office is to know. Once; false when there is nothing to escalate.</summary>
    public bool Escalate(DateOnly today)
    {
        if (!SponsorKinds.Contains(Kind) || State == InterventionState.Escalated || !IsWaiting || !(DueOn < today))
        {
            return false;
        }

        State = InterventionState.Escalated;
        return true;
    }

    /// <summary>The sender says more: a higher score, another count. What it had taken back is open again. False when it is not news.</summary>
    public bool Tell(string summary, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        Summary = summary;
        if (State == InterventionState.Withdrawn)
        {
            (State, ClosedOn) = (InterventionState.Open, null);
        }

        return true;
    }

    /// <summary>The sender takes it back: closed if nobody has begun, and left to its owner otherwise.</summary>
    public bool Retract(DateOnly on, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        if (State == InterventionState.Open)
        {
            (State, ClosedOn) = (InterventionState.Withdrawn, on);
        }

        return true;
    }

    public Outcome TakeInHand(string owner)
    {
        if (!IsWaiting)
        {
            return Domain.Outcome.Refused("NOT_OPEN", "This was settled already.");
        }

        if (string.IsNullOrWhiteSpace(owner))
        {
            return Domain.Outcome.Refused(new Refusal("OWNER_MISSING", "Say who acts.", Field: "Owner"));
        }

        // what was escalated stays so until it is closed, whoever takes it in hand
        (State, Owner) = (State == InterventionState.Escalated ? State : InterventionState.InHand, owner.Trim());
        return Domain.Outcome.Done;
    }

    /// <summary>Closed by somebody, and not because the record settled it.</summary>
    public bool WasClosedByPerson => State == InterventionState.Closed && SourceVersion == 0;

    /// <summary>What the record itself had seen is no longer so, whether somebody has it in hand or not.</summary>
    public void Settle(string outcome, DateOnly on)
    {
        if (IsWaiting && IsNews(SourceVersion + 1))
        {
            (State, Outcome, ClosedOn) = (InterventionState.Closed, outcome, on);
        }
    }

    /// <summary>What was done, and what came of it.</summary>
    public Outcome Close(string outcome, string by, DateOnly on)
    {
        if (!IsWaiting)
        {
            return Domain.Outcome.Refused("NOT_OPEN", "This was settled already.");
        }

        if (string.IsNullOrWhiteSpace(outcome))
        {
            return Domain.Outcome.Refused(new Refusal("OUTCOME_MISSING", "Say what was done and what came of it.", Field: "Outcome"));
        }

        (State, Outcome, Owner, ClosedOn) = (InterventionState.Closed, outcome.Trim(), Owner ?? by, on);
        return Domain.Outcome.Done;
    }
}
