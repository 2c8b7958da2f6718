using System.Text.RegularExpressions;

namespace StudentRecords.Domain.Integration;

/// <summary>Which way replayed messages go.</summary>
public enum ReplayWay
{
    /// <summary>Sent again to other systems.</summary>
    Outgoing,

    /// <summary>Tried again here.</summary>
    Incoming,
}

/// <summary>Which messages are sent or tried again. Each condition narrows; what is chosen keeps its ids, so that whoever has one already knows the repeat.</summary>
public sealed partial record ReplayChoice
{
    public ReplayWay Way { get; init; }

    /// <summary>Key of an outgoing message; id or key of one that came in.</summary>
    public string? Message { get; init; }

    /// <summary>Student number.</summary>
    public string? Student { get; init; }

    /// <summary>Programme code: messages about whoever is or was on it.</summary>
    public string? Programme { get; init; }

    /// <summary>With a programme: only whoever is on it in this session year, such as 2025/26.</summary>
    public string? SessionYear { get; init; }

    public string? Flow { get; init; }

    /// <summary>Code of the system at the other end.</summary>
    public string? System { get; init; }

    /// <summary>First UK day on which they were made or came in.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last UK day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>What drifted in a comparison with the other side: row of the comparison.</summary>
    public long? Reconciliation { get; init; }

    /// <summary>Also what a person had set aside.</summary>
    public bool WithSetAside { get; init; }

    /// <summary>Nothing narrows it.</summary>
    public bool IsEverything => this is { Message: null, Student: null, Programme: null, SessionYear: null, Flow: null, System: null, From: null, To: null, Reconciliation: null };

    /// <summary>Every reason why this cannot be what is meant; what only the store knows is not asked here.</summary>
    public IReadOnlyList<Refusal> Faults()
    {
        var faults = new List<Refusal>();
        if (IsEverything)
        {
            faults.Add(new Refusal("NOTHING_CHOSEN", "Say which messages: at least one condition is needed.", "Replay", nameof(Flow)));
        }

        if (Flow is not null && FlowCatalogue.Find(Flow) is var flow && !(flow is not null && Goes(flow)))
        {
            faults.Add(new Refusal("WRONG_FLOW", flow is null ? $"There is no flow {Flow}." : $"{flow.Code} does not {(Way == ReplayWay.Outgoing ? "go out" : "come in")}.", "Flow catalogue", nameof(Flow)));
        }

        if (System is not null && !SystemCatalogue.Names.ContainsKey(System))
        {
            faults.Add(new Refusal("UNKNOWN_SYSTEM", $"{System} is not a system of the catalogue.", "System catalogue", nameof(System)));
        }

        if (SessionYear is not null && (Programme is null || !Year().IsMatch(SessionYear)))
        {
            faults.Add(new Refusal("YEAR_UNREADABLE", Programme is null ? "A session year is asked for together with a programme." : "Write the session year as 2025/26, or 2026-02 for those who began in February.", "Replay", nameof(SessionYear)));
        }

        if (From > To)
        {
            faults.Add(new Refusal("ENDS_BEFORE_START", "The last day is before the first.", "Replay", nameof(To)));
        }

        return faults;
    }

    private bool Goes(Flow flow) => flow.Direction == (Way == ReplayWay.Outgoing ? FlowDirection.Out : FlowDirection.In) || flow.Direction == FlowDirection.Observed;

    [GeneratedRegex(@"^\d{4}([/-]\d{2}|[A-Z])$")]
    private static partial Regex Year();
}
