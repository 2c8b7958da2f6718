using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Assessment.Moderation;

/// <summary>One drawing of a sample from a component's marks, by which policy and lot. Marks that come later are drawn from in a round of their own.</summary>
public sealed class ModerationRound
{
    private ModerationRound() { }

    internal ModerationRound(AssessmentComponent component, ModerationPolicy policy, int ordinal, int population, Caller by, DateTimeOffset at)
    {
        OccurrenceId = component.OccurrenceId;
        ComponentId = component.Id;
        PolicyId = policy.Id;
        Ordinal = ordinal;
        Seed = SeededOrder.SeedOf($"{component.Key}#{ordinal}");
        Population = population;
        DrawnBy = by.Name;
        DrawnAt = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long OccurrenceId { get; private set; }

    public long ComponentId { get; private set; }

    public long PolicyId { get; private set; }

    /// <summary>1 for the component's first.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Of the lot. It follows from component and ordinal: nobody chooses it.</summary>
    public int Seed { get; private set; }

    /// <summary>Marks from which was drawn.</summary>
    public int Population { get; private set; }

    public string DrawnBy { get; private set; } = "";

    public DateTimeOffset DrawnAt { get; private set; }
}
