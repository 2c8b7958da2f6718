using StudentRecords.Domain.Assessment;

namespace StudentRecords.Domain.Adjustments;

/// <summary>What one version of a claim's outcome means for one assessment of the student, or for the award. Late ones hold nothing until two people have led them somewhere.</summary>
public sealed class CircumstanceItem : OutcomeForBoard, IAboutPerson
{
    private CircumstanceItem() { }

    public CircumstanceItem(ExceptionalCircumstance claim, long? registrationId, long? componentId, int? attempt, DateOnly? extendedTo, CircumstanceOutcome? outcome = null)
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

    public long PersonId { get; private set; }

    public long ClaimId { get; private set; }

    public ExceptionalCircumstance Claim { get; private set; } = null!;

    public int ClaimVersion { get; private set; }

    /// <summary>Null: the award as a whole, where discretion is asked for and no work named.</summary>
    public long? RegistrationId { get; private set; }

    /// <summary>Null: the whole module.</summary>
    public long? ComponentId { get; private set; }

    /// <summary>Null: every attempt.</summary>
    public int? Attempt { get; private set; }

    public CircumstanceOutcome Outcome { get; private set; }

    public CircumstanceSeverity Severity { get; private set; }

    /// <summary>The new last day of an extension.</summary>
    public DateOnly? ExtendedTo { get; private set; }

    public DateTimeOffset ArrivedAt { get; private set; }

    public string? Code => CircumstanceCodes.Of(Outcome, Severity);

    private protected override string Flow => "F066";

    public bool IsFor(CircumstanceItem other) => (RegistrationId, ComponentId, Attempt) == (other.RegistrationId, other.ComponentId, other.Attempt);

    /// <summary>What it does to marks; null where it does nothing.</summary>
    public MarkTreatment? Treats()
    {
        TreatmentKind? kind = State != OutcomeState.InEffect ? null : Outcome switch
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
