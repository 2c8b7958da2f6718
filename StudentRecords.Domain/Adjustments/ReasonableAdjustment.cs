using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Adjustments;

/// <summary>Where one version of an adjustment stands.</summary>
public enum AdjustmentState
{
    Granted,

    /// <summary>A newer version holds.</summary>
    Superseded,

    /// <summary>Ended before its time; distributed as ended.</summary>
    Withdrawn,
}

/// <summary>
/// One version of an approved reasonable adjustment (F063). Wellbeing owns the case, the record its effect: category, scope and days,
/// never diagnosis or evidence. A change is a new row; the one before stays.
/// </summary>
public sealed class ReasonableAdjustment : IVersioned, IAboutPerson
{
    private ReasonableAdjustment() { }

    public ReasonableAdjustment(long personId, string key, string caseReference, int adjustmentVersion, AdjustmentTerms terms, string source, DateTimeOffset recordedAt)
    {
        PersonId = personId;
        Key = key;
        CaseReference = caseReference;
        AdjustmentVersion = adjustmentVersion;
        Source = source;
        RecordedAt = recordedAt;
        (Category, Reach, ScopeKey, From, To) = (terms.Category, terms.Reach, terms.ScopeKey, terms.From, terms.To);
        (ReviewOn, Amount, Need) = (terms.ReviewOn, terms.Amount, terms.Need);
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>The owner's id of the adjustment; the same in all its versions.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Reference of the case at Wellbeing. What is in the case is not here.</summary>
    public string CaseReference { get; private set; } = "";

    /// <summary>The owner's version; a higher one supersedes.</summary>
    public int AdjustmentVersion { get; private set; }

    public AdjustmentCategory Category { get; private set; }

    public AdjustmentReach Reach { get; private set; }

    public string ScopeKey { get; private set; } = "";

    public DateOnly From { get; private set; }

    public DateOnly? To { get; private set; }

    public DateOnly? ReviewOn { get; private set; }

    public decimal? Amount { get; private set; }

    public AdjustmentNeed Need { get; private set; }

    public AdjustmentState State { get; private set; }

    /// <summary>Code of the system or name of the user that brought it.</summary>
    public string Source { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    public bool IsGranted => State == AdjustmentState.Granted;

    public AdjustmentTerms Terms => new() { Category = Category, Reach = Reach, ScopeKey = ScopeKey, From = From, To = To, ReviewOn = ReviewOn, Amount = Amount, Need = Need };

    public void Supersede() => State = AdjustmentState.Superseded;

    /// <summary>The next version, which ends on the day. Withdrawn when nothing of it is left to come.</summary>
    public ReasonableAdjustment EndOn(DateOnly day, int version, string source, DateTimeOffset at)
    {
        Supersede();
        return new ReasonableAdjustment(PersonId, Key, CaseReference, version, Terms with { To = day < From ? From : day }, source, at) { State = AdjustmentState.Withdrawn };
    }

    /// <summary>What it does to the mark of a component; null where it does nothing.</summary>
    public MarkTreatment? Treats(ScopedComponent component) => State == AdjustmentState.Superseded || !Terms.Covers(component) ? null : Category switch
    {
        AdjustmentCategory.ExtendedSubmissionWindow when Terms.HoldsOn(component.DueOn) => new(TreatmentKind.ExtendedBy, "RA-WINDOW") { ComponentId = component.ComponentId, Value = Amount ?? 0 },
        AdjustmentCategory.LatePenaltySuppression => new(TreatmentKind.LateWaived, "RA-NO-PENALTY") { ComponentId = component.ComponentId, From = From, Until = To },
        _ => null,
    };
}
