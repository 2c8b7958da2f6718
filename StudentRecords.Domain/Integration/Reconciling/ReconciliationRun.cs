namespace StudentRecords.Domain.Integration.Reconciling;

/// <summary>How a comparison ended, and what became of it.</summary>
public enum ReconciliationState
{
    /// <summary>Both sides have the same.</summary>
    Same,

    /// <summary>Totals differ; the other side was asked which messages it has.</summary>
    Differs,

    /// <summary>The two sides are apart, and it is known in what.</summary>
    Drift,

    /// <summary>A person said why the drift may stand.</summary>
    Settled,

    /// <summary>A later comparison covers the same days.</summary>
    Superseded,
}

/// <summary>One comparison of a flow with the other side, over some days.</summary>
public sealed class ReconciliationRun : IVersioned
{
    private ReconciliationRun() { }

    public ReconciliationRun(string flow, string system, bool isOutgoing, PartnerFigure figure, string figureHash, string channel, DateTimeOffset at)
    {
        Flow = flow;
        System = system;
        IsOutgoing = isOutgoing;
        FigureId = figure.Id;
        FigureHash = figureHash;
        From = figure.From;
        To = figure.To;
        Channel = channel;
        At = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public string Flow { get; private set; } = "";

    /// <summary>Code of the other side.</summary>
    public string System { get; private set; } = "";

    /// <summary>Compares what the record sent; false: what it was sent.</summary>
    public bool IsOutgoing { get; private set; }

    /// <summary>The other side's id of its figure.</summary>
    public string FigureId { get; private set; } = "";

    /// <summary>SHA-256 of the figure's text: the same id with another is a conflict.</summary>
    public string FigureHash { get; private set; } = "";

    /// <summary>http or file.</summary>
    public string Channel { get; private set; } = "";

    public DateOnly From { get; private set; }

    public DateOnly To { get; private set; }

    public DateTimeOffset At { get; private set; }

    public int OurCount { get; private set; }

    public int TheirCount { get; private set; }

    /// <summary>Messages that both have alike; null when only totals were compared.</summary>
    public int? Matched { get; private set; }

    public int GroupCount { get; private set; }

    public int DriftCount { get; private set; }

    public ReconciliationState State { get; private set; }

    public string? SettledBy { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public string? SettledBecause { get; private set; }

    /// <summary>Somebody has to do something about it.</summary>
    public bool IsOpen => State is ReconciliationState.Differs or ReconciliationState.Drift;

    /// <summary>Writes down what the comparison found.</summary>
    public void Take(Comparison comparison)
    {
        OurCount = comparison.Groups.Sum(g => g.Ours.Count);
        TheirCount = comparison.Groups.Sum(g => g.Theirs?.Count ?? 0);
        Matched = comparison.Matched;
        GroupCount = comparison.Groups.Count;
        DriftCount = comparison.Drift.Count;
        State = comparison.Drift.Count == 0 ? ReconciliationState.Same : comparison.Matched is null ? ReconciliationState.Differs : ReconciliationState.Drift;
    }

    /// <summary>A later comparison covers these days.</summary>
    public void Supersede() => State = IsOpen ? ReconciliationState.Superseded : State;

    /// <summary>The drift may stand, for a reason.</summary>
    public Outcome Settle(string because, string by, DateTimeOffset at)
    {
        if (!IsOpen)
        {
            return Outcome.Refused("NOT_OPEN", "Nothing of this comparison is open.");
        }

        (State, SettledBecause, SettledBy, SettledAt) = (ReconciliationState.Settled, because, by, at);
        return Outcome.Done;
    }
}
