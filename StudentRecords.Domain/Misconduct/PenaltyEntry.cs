using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Assessment;

namespace StudentRecords.Domain.Misconduct;

/// <summary>A penalty and what it falls on.</summary>
/// <param name="Penalty">What is imposed.</param>
/// <param name="RegistrationId">The module; null for penalties on the award.</param>
/// <param name="ComponentId">The work; null for the whole module.</param>
/// <param name="Attempt">Null: every attempt.</param>
/// <param name="Value">Marks, where the penalty has a number.</param>
public sealed record PenaltyTerms(MisconductPenalty Penalty, long? RegistrationId, long? ComponentId, int? Attempt, decimal? Value);

/// <summary>A penalty imposed, or the reversal of one. Entered once; what falls is reversed by another entry. One that came after a pack waits for the formal route.</summary>
public sealed class PenaltyEntry : OutcomeForBoard, IAboutPerson
{
    private PenaltyEntry() { }

    internal PenaltyEntry(MisconductCase @case, PenaltyTerms terms, int caseVersion, string source, DateTimeOffset at)
    {
        PersonId = @case.PersonId;
        CaseId = @case.Id;
        CaseVersion = caseVersion;
        (Penalty, RegistrationId, ComponentId, Attempt, Value) = terms;
        Source = source;
        EnteredAt = at;
    }

    public long PersonId { get; private set; }

    public long CaseId { get; private set; }

    public int CaseVersion { get; private set; }

    public MisconductPenalty Penalty { get; private set; }

    public long? RegistrationId { get; private set; }

    public long? ComponentId { get; private set; }

    public int? Attempt { get; private set; }

    public decimal? Value { get; private set; }

    /// <summary>The entry that this one takes back; null for a penalty.</summary>
    public long? Reverses { get; private set; }

    public string Source { get; private set; } = "";

    public DateTimeOffset EnteredAt { get; private set; }

    public PenaltyTerms Terms => new(Penalty, RegistrationId, ComponentId, Attempt, Value);

    private protected override string Flow => "F069";

    public string Code => MisconductPenalties.Code(Penalty);

    public IReadOnlyList<MarkTreatment> Treats() => MisconductPenalties.Treats(Penalty, ComponentId, Attempt, Value);

    internal static PenaltyEntry Reversal(PenaltyEntry of, int caseVersion, string source, DateTimeOffset at) => new()
    {
        PersonId = of.PersonId, CaseId = of.CaseId, CaseVersion = caseVersion, Penalty = of.Penalty, RegistrationId = of.RegistrationId,
        ComponentId = of.ComponentId, Attempt = of.Attempt, Value = of.Value, Reverses = of.Id, Source = source, EnteredAt = at,
    };
}
