namespace StudentRecords.Domain.Hesa.Rules;

/// <summary>
/// One quality rule over a return. An instance is for one run: it counts whom it covers and whom it fails, and some remember what
/// they have seen. Whether what it finds may stand is a matter of its tolerance (<see cref="RuleSetting"/>), which is data.
/// </summary>
public abstract class QualityRule
{
    /// <summary>The authority's own code where one is known (QR.…), otherwise ours (SR.…).</summary>
    public abstract string Code { get; }

    /// <summary>The entity that it looks at.</summary>
    public abstract string Entity { get; }

    /// <summary>The field that a finding points at.</summary>
    public abstract string Field { get; }

    /// <summary>What must be so.</summary>
    public abstract string Says { get; }

    /// <summary>Entities that the rule was true or false of.</summary>
    public int Population { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Null when there is nothing to find.</summary>
    public Finding? Ask(EntityInTree entity, ReturnAtHand at)
    {
        if (!Covers(entity, at))
        {
            return null;
        }

        Population++;
        if (Fault(entity, at) is not { } sentence)
        {
            return null;
        }

        Failed++;
        return new Finding(Code, entity, sentence, entity[Field]);
    }

    /// <summary>Whether the rule speaks of the entity at all.</summary>
    protected virtual bool Covers(EntityInTree entity, ReturnAtHand at) => true;

    /// <summary>What is wrong, in a sentence; null when nothing is.</summary>
    protected abstract string? Fault(EntityInTree entity, ReturnAtHand at);
}
