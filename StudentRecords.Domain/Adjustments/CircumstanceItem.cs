using StudentRecords.Domain.Assessment;

namespace StudentRecords.Domain.Adjustments;

/// <summary>What one version of a claim's outcome means for one assessment of the student. Late ones hold nothing until two people have led them somewhere.</summary>
public sealed class CircumstanceItem : IVersioned, IAboutPerson
{
    private CircumstanceItem() { }

    public CircumstanceItem(ExceptionalCircumstance claim, long registrationId, long? componentId, int? attempt, DateOnly? extendedTo, CircumstanceOutcome? outcome = null)
    {
        PersonId = claim.PersonId;
        ClaimId = claim.Id;
        ClaimVersion = claim.ClaimVersion;
        Claim = claim;
        Outcome = outcome ?? claim.Outcome;
        Severity = claim.Severity;
        RegistrationId = registrationId;
        ComponentId = componentId;
        Attempt = attempt;
        ExtendedTo = extendedTo;
        ArrivedAt = claim.RecordedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public long ClaimId { get; private set; }

    public ExceptionalCircumstance Claim { get; private set; } = null!;

    public int ClaimVersion { get; private set; }

    public long RegistrationId { get; private set; }

    /// <summary>Null: the whole module.</summary>
    public long? ComponentId { get; private set; }

    /// <summary>Null: every attempt.</summary>
    public int? Attempt { get; private set; }

    public CircumstanceOutcome Outcome { get; private set; }

    public CircumstanceSeverity Severity { get; private set; }

    /// <summary>The new last day of an extension.</summary>
    public DateOnly? ExtendedTo { get; private set; }

    public CircumstanceState State { get; private set; }

    public DateTimeOffset ArrivedAt { get; private set; }

    /// <summary>The board whose pack was frozen when it came; null where none was.</summary>
    public long? BoardId { get; private set; }

    /// <summary>That pack's version.</summary>
    public int? PackVersion { get; private set; }

    public LateRoute? ProposedRoute { get; private set; }

    public string? ProposedBy { get; private set; }

    public string? SettledBy { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public string? Code => CircumstanceCodes.Of(Outcome, Severity);

    /// <summary>Came after the papers: waits, and does nothing meanwhile.</summary>
    public void ComeLate(long boardId, int packVersion) => (State, BoardId, PackVersion) = (CircumstanceState.Late, boardId, packVersion);

    public void Supersede() => State = CircumstanceState.Superseded;

    public bool IsFor(CircumstanceItem other) => (RegistrationId, ComponentId, Attempt) == (other.RegistrationId, other.ComponentId, other.Attempt);

    /// <summary>The first of two people says where a late outcome should go.</summary>
    public Outcome Propose(LateRoute route, bool isLocked, string by)
    {
        if (State != CircumstanceState.Late)
        {
            return Domain.Outcome.Refused("NOT_LATE", "This outcome does not wait for a decision.", "F066");
        }

        if (route == LateRoute.AcceptIntoPack && isLocked)
        {
            return Domain.Outcome.Refused("LOCKED", "The board has ratified meanwhile; the outcome can only be referred to the appeal.", "F065");
        }

        (ProposedRoute, ProposedBy) = (route, by);
        return Domain.Outcome.Done;
    }

    /// <summary>The second person agrees, or gives it back to the queue.</summary>
    public Outcome Settle(bool agrees, bool isLocked, string by, DateTimeOffset at)
    {
        List<Refusal> refusals = [];
        if (State != CircumstanceState.Late || ProposedRoute is not { } route)
        {
            return Domain.Outcome.Refused("NOT_PROPOSED", "Nobody has proposed a route for this outcome.", "F066");
        }

        if (ProposedBy == by)
        {
            refusals.Add(new("SECOND_PERSON", $"{by} proposed this route; somebody else has to agree.", "F066"));
        }

        if (agrees && isLocked && route == LateRoute.AcceptIntoPack)
        {
            refusals.Add(new("LOCKED", "The board has ratified meanwhile; the outcome can only be referred to the appeal.", "F065"));
        }

        if (refusals.Count > 0)
        {
            return Domain.Outcome.Refused(refusals);
        }

        if (!agrees)
        {
            (ProposedRoute, ProposedBy) = (null, null);
            return Domain.Outcome.Done;
        }

        State = route == LateRoute.AcceptIntoPack ? CircumstanceState.InEffect : CircumstanceState.ReferredToAppeal;
        (SettledBy, SettledAt) = (by, at);
        return Domain.Outcome.Done;
    }

    /// <summary>What it does to marks; null where it does nothing.</summary>
    public MarkTreatment? Treats()
    {
        TreatmentKind? kind = State != CircumstanceState.InEffect ? null : Outcome switch
        {
            CircumstanceOutcome.Extension => TreatmentKind.ExtendedTo,
            CircumstanceOutcome.PenaltyWaived => TreatmentKind.LateWaived,
            CircumstanceOutcome.DeferAsFirstSit or CircumstanceOutcome.AttemptVoided => TreatmentKind.AttemptSetAside,
            CircumstanceOutcome.ComponentWaived => TreatmentKind.ComponentWaived,
            _ => null,
        };
        return kind is { } does ? new MarkTreatment(does, Code!) { ComponentId = ComponentId, Attempt = does == TreatmentKind.AttemptSetAside ? Attempt ?? 1 : Attempt, Until = does == TreatmentKind.ExtendedTo ? ExtendedTo : null } : null;
    }
}
