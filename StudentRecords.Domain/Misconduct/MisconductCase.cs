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

    public IEnumerable<PenaltyEntry> InEffect => entries.Where(e => e.Reverses is null && !entries.Exists(r => r.Reverses == e.Id));

    /// <summary>Earlier cases may be looked at only once this one is found.</summary>
    public bool IsFound => Finding is MisconductFinding.Proven or MisconductFinding.Overturned;

    /// <summary>
    /// Takes the case as its owner now tells it: penalties that are new are entered, those that are no longer told are reversed by an
    /// entry of their own.
    /// </summary>
    public void Record(int caseVersion, MisconductFinding finding, IReadOnlyCollection<PenaltyTerms> penalties, DateOnly? decidedOn, bool isClosed, string source, DateTimeOffset at)
    {
        var (held, told) = (InEffect.ToList(), finding == MisconductFinding.Proven ? penalties : []);
        entries.AddRange(held.Where(e => !told.Contains(e.Terms)).Select(e => PenaltyEntry.Reversal(e, caseVersion, source, at)));
        entries.AddRange(told.Distinct().Where(t => held.TrueForAll(e => e.Terms != t)).Select(t => new PenaltyEntry(this, t, caseVersion, source, at)));
        (CaseVersion, Finding, DecidedOn, IsClosed) = (caseVersion, finding, decidedOn ?? DecidedOn, isClosed);
    }
}
