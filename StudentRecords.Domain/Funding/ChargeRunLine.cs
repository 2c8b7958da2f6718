namespace StudentRecords.Domain.Funding;

/// <summary>How a line differs from what Finance was told before.</summary>
public enum ChargeRunKind
{
    /// <summary>A charge where none stood.</summary>
    New,

    /// <summary>One half of a pair: a charge taken back, or the one that takes its place.</summary>
    Changed,

    /// <summary>A charge taken back, and nothing in its place.</summary>
    Reversed,

    /// <summary>Made and taken back before Finance heard of it: neither is told.</summary>
    NeverTold,
}

/// <summary>A charge or reversal that a run tells Finance.</summary>
public sealed class ChargeRunLine : IAboutPerson
{
    private ChargeRunLine() { }

    public ChargeRunLine(ChargeRun run, FeeCharge charge, ChargeRunKind kind)
    {
        RunId = run.Id;
        ChargeId = charge.Id;
        PersonId = charge.PersonId;
        Kind = kind;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long RunId { get; private set; }

    public long ChargeId { get; private set; }

    public long PersonId { get; private set; }

    public ChargeRunKind Kind { get; private set; }

    /// <summary>When it was handed to F009; null until then.</summary>
    public DateTimeOffset? HandedOverAt { get; private set; }

    /// <summary>Key of the F009 message.</summary>
    public string? MessageKey { get; private set; }

    public void HandOver(string? messageKey, DateTimeOffset at) => (MessageKey, HandedOverAt) = (messageKey, at);

    /// <summary>The kind of each of a run's charges, by what else is in the run and what was told before it.</summary>
    public static IReadOnlyDictionary<long, ChargeRunKind> Kinds(IReadOnlyCollection<FeeCharge> charges)
    {
        var inRun = charges.Select(c => c.Id).ToHashSet();
        var neverTold = charges.Where(c => c.ReversesId is { } r && inRun.Contains(r)).SelectMany(c => new[] { c.Id, c.ReversesId!.Value }).ToHashSet();
        var told = charges.Where(c => !neverTold.Contains(c.Id)).ToList();
        var paired = told.GroupBy(c => (c.EngagementId, c.AcademicYear, c.Element, c.Sponsor)).Where(g => g.Any(c => c.ReversesId is null) && g.Any(c => c.ReversesId is not null)).SelectMany(g => g).Select(c => c.Id).ToHashSet();
        return charges.ToDictionary(c => c.Id, c => neverTold.Contains(c.Id) ? ChargeRunKind.NeverTold
            : paired.Contains(c.Id) ? ChargeRunKind.Changed
            : c.ReversesId is null ? ChargeRunKind.New : ChargeRunKind.Reversed);
    }
}

/// <summary>Something that a run could not price.</summary>
public sealed class ChargeRunFinding : IAboutPerson
{
    private ChargeRunFinding() { }

    public ChargeRunFinding(long runId, long personId, long engagementId, string sentence)
    {
        RunId = runId;
        PersonId = personId;
        EngagementId = engagementId;
        Sentence = sentence;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long RunId { get; private set; }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public string Sentence { get; private set; } = "";
}
