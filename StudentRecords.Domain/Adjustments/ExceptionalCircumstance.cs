using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Adjustments;

/// <summary>A claim of exceptional circumstances as it was decided (F066): outcome and severity, never narrative or evidence. One row a claim; its items keep every version.</summary>
public sealed class ExceptionalCircumstance : IVersioned, IAboutPerson
{
    private ExceptionalCircumstance() { }

    public ExceptionalCircumstance(long personId, string key, string source)
    {
        PersonId = personId;
        Key = key;
        Source = source;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>Wellbeing's reference of the claim.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The owner's version last recorded.</summary>
    public int ClaimVersion { get; private set; }

    public CircumstanceOutcome Outcome { get; private set; }

    public CircumstanceSeverity Severity { get; private set; }

    public DateOnly DecidedOn { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public string Source { get; private set; } = "";

    public void Decide(int claimVersion, CircumstanceOutcome outcome, CircumstanceSeverity severity, DateOnly decidedOn, string source, DateTimeOffset at) =>
        (ClaimVersion, Outcome, Severity, DecidedOn, Source, RecordedAt) = (claimVersion, outcome, severity, decidedOn, source, at);
}
