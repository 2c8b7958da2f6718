using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Misconduct;

/// <summary>What is known of a case's finding.</summary>
public enum MisconductFinding
{
    /// <summary>Referred; nothing is found yet.</summary>
    Open,
    Proven,
    NotProven,

    /// <summary>Found, and the finding has fallen.</summary>
    Overturned,
}

/// <summary>A case of academic misconduct as the record knows it (F069, F070): finding and penalties. What was done and how it was shown stay with Academic Integrity.</summary>
public sealed class MisconductCase : IVersioned, IAboutPerson
{
    private readonly List<PenaltyEntry> entries = [];

    private MisconductCase() { }

    public MisconductCase(long personId, string key, DateTimeOffset openedAt)
    {
        PersonId = personId;
        Key = key;
        OpenedAt = openedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>Academic Integrity's reference.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The owner's version last recorded; 0 while only referred.</summary>
    public int CaseVersion { get; private set; }

    public MisconductFinding Finding { get; private set; }

    public DateOnly? DecidedOn { get; private set; }

    public bool IsClosed { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Every penalty and every reversal, in the order in which they were entered. Nothing leaves this list.</summary>
    public IReadOnlyList<PenaltyEntry> Entries => entries;

    /// <summary>Penalties that hold: not late, and not reversed by an entry that holds.</summary>
    public IEnumerable<PenaltyEntry> InEffect => entries.Where(e => e is { Reverses: null, State: OutcomeState.InEffect } && !entries.Exists(r => r.Reverses == e.Id && r.State == OutcomeState.InEffect));

    /// <summary>Entries that came after a pack and wait for the formal route.</summary>
    public IEnumerable<PenaltyEntry> Waiting => entries.Where(e => e.State == OutcomeState.Late);

    /// <summary>Earlier cases may be looked at only once this one is found.</summary>
    public bool IsFound => Finding is MisconductFinding.Proven or MisconductFinding.Overturned;

    /// <summary>
    /// What telling the case anew would move. What waits already is not entered twice, and what was led to the appeal is not brought
    /// again by being told again.
    /// </summary>
    public CaseMoves Moves(MisconductFinding finding, IReadOnlyCollection<PenaltyTerms> penalties)
    {
        var (held, told) = (InEffect.ToList(), finding == MisconductFinding.Proven ? penalties : []);
        return new CaseMoves(
            [.. told.Distinct().Where(t => !held.Exists(e => e.Terms == t) && !entries.Exists(e => e.Reverses is null && e.Terms == t && IsLed(e)))],
            [.. held.Where(e => !told.Contains(e.Terms) && !entries.Exists(r => r.Reverses == e.Id && IsLed(r)))],
            [.. Waiting.Where(e => told.Contains(e.Terms) == e.Reverses is not null)]);

        static bool IsLed(PenaltyEntry entry) => entry.State is OutcomeState.Late or OutcomeState.ReferredToAppeal;
    }

    /// <summary>
    /// Takes the case as its owner now tells it: penalties that are new are entered, those that are no longer told are reversed by an
    /// entry of their own. What falls on a result whose pack is frozen waits, a reversal too: the papers were drawn with what it reverses.
    /// </summary>
    /// <param name="told">The owner's version, finding and penalties.</param>
    /// <param name="papers">The board and its frozen pack for what an entry falls on; null where no pack is frozen.</param>
    /// <param name="source">Who told it.</param>
    /// <param name="at">When.</param>
    public void Record(CaseTold told, Func<PenaltyEntry, (long Board, int Pack)?> papers, string source, DateTimeOffset at)
    {
        var moves = Moves(told.Finding, told.Penalties);
        List<PenaltyEntry> entered =
        [
            .. moves.Reverse.Select(e => PenaltyEntry.Reversal(e, told.CaseVersion, source, at)),
            .. moves.Impose.Select(t => new PenaltyEntry(this, t, told.CaseVersion, source, at)),
        ];
        foreach (var fallen in moves.Fall)
        {
            fallen.Supersede();
        }

        foreach (var entry in entered)
        {
            if (papers(entry) is { } frozen)
            {
                entry.ComeLate(frozen.Board, frozen.Pack);
            }
        }

        entries.AddRange(entered);
        (CaseVersion, Finding, DecidedOn, IsClosed) = (told.CaseVersion, told.Finding, told.DecidedOn ?? DecidedOn, told.IsClosed);
    }
}

/// <summary>A case as its owner tells it.</summary>
public sealed record CaseTold(int CaseVersion, MisconductFinding Finding, IReadOnlyCollection<PenaltyTerms> Penalties, DateOnly? DecidedOn, bool IsClosed);

/// <summary>What telling a case anew would move.</summary>
/// <param name="Impose">Penalties that are new.</param>
/// <param name="Reverse">Penalties in effect that are no longer told.</param>
/// <param name="Fall">Late entries that are told otherwise before anybody led them somewhere.</param>
public sealed record CaseMoves(IReadOnlyList<PenaltyTerms> Impose, IReadOnlyList<PenaltyEntry> Reverse, IReadOnlyList<PenaltyEntry> Fall)
{
    /// <summary>Module registrations whose marks would move.</summary>
    public IEnumerable<long> Registrations => Impose.Select(t => t.RegistrationId).Concat(Reverse.Select(e => e.RegistrationId)).OfType<long>();

    /// <summary>Something that falls on the award or on the studies as a whole would move.</summary>
    public bool TouchesAward => Impose.Select(t => t.Penalty).Concat(Reverse.Select(e => e.Penalty)).Any(MisconductPenalties.IsOfAward);
}
