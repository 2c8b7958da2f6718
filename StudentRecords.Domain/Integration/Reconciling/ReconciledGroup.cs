namespace StudentRecords.Domain.Integration.Reconciling;

/// <summary>One group of a run: both sides' count, hash total and pounds.</summary>
public sealed class ReconciledGroup
{
    private ReconciledGroup() { }

    public ReconciledGroup(long runId, GroupVerdict verdict)
    {
        RunId = runId;
        Group = verdict.Group;
        (OurCount, OurHash, OurPounds) = (verdict.Ours.Count, verdict.Ours.Sha256, verdict.Ours.Pounds);
        (TheirCount, TheirHash, TheirPounds) = (verdict.Theirs?.Count, verdict.Theirs?.Sha256, verdict.Theirs?.Pounds);
        IsSame = verdict.IsSame;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long RunId { get; private set; }

    public string Group { get; private set; } = "";

    public int OurCount { get; private set; }

    public string? OurHash { get; private set; }

    public decimal? OurPounds { get; private set; }

    /// <summary>Null when the other side told nothing of the group.</summary>
    public int? TheirCount { get; private set; }

    public string? TheirHash { get; private set; }

    public decimal? TheirPounds { get; private set; }

    public bool IsSame { get; private set; }
}

/// <summary>Both sides' totals of one group.</summary>
public sealed record GroupVerdict(string Group, PartnerGroup Ours, PartnerGroup? Theirs)
{
    /// <summary>Messages that the other side may have besides, or may not: where it tells how many only, both are the same.</summary>
    public int InDoubt { get; init; }

    /// <summary>Hashes and pounds are compared where both sides have them. A group that the other side does not name is the same when the record has nothing in it.</summary>
    public bool IsSame => (Ours.Count == (Theirs?.Count ?? 0) || (Theirs is { Sha256: null, Pounds: null } told && told.Count > Ours.Count && told.Count <= Ours.Count + InDoubt))
        && (Ours.Sha256 is null || Theirs?.Sha256 is null || string.Equals(Ours.Sha256, Theirs.Sha256, StringComparison.OrdinalIgnoreCase))
        && (Ours.Pounds is null || Theirs?.Pounds is null || Ours.Pounds == Theirs.Pounds);
}
