namespace StudentRecords.Domain.Integration;

/// <summary>
/// When so much is taken away or held up at once that a person is asked before it happens. A batch or snapshot that lost its second half looks to a machine
/// like a decision to end everything that is not in it.
/// </summary>
public static class MassChange
{
    /// <summary>Code under which it is stopped.</summary>
    public const string Code = "MASS_CHANGE";

    /// <summary>Fewer than these are never stopped.</summary>
    public const int Fewest = 20;

    /// <summary>The largest share, in per cent, that may go without a person.</summary>
    public const int Share = 20;

    /// <summary>A list of one group or register with fewer on it is never stopped.</summary>
    public const int FewestOnAList = 10;

    /// <summary>Messages that end, cancel or block something, by flow; some only with a content that says so (<see cref="IMayEnd"/>).</summary>
    private static readonly Dictionary<string, string[]> Ends = new()
    {
        ["F001"] = ["StructureRetired"],
        ["F004"] = ["TeachingEventCancelled"],
        ["F005"] = ["AdmissionDecisionRecorded"],
        ["F007"] = ["LibraryObligationRaised"],
        ["F010"] = ["FinancialHoldPlaced"],
        ["F018"] = ["BookingStatusChanged"],
        ["F022"] = ["AccountLocked"],
        ["F026"] = ["IdentityVerificationFailed", "FraudSuspected"],
        ["F028"] = ["AtRiskFlagWithdrawn"],
        ["F034"] = ["SupervisorEnded"],
        ["F040"] = ["StudentshipTerminated"],
        ["F042"] = ["PolicyWithdrawn"],
        ["F044"] = ["AccountStatusChanged"],
        ["F045"] = ["ApplicationCancelled", "OfferReplyRecorded"],
        ["F052"] = ["VisaRefused", "LeaveCurtailed"],
        ["F063"] = ["ReasonableAdjustmentEnded", "ReasonableAdjustmentAmended"],
    };

    /// <summary>Flows whose messages hold students up: of these the students are counted, however many holds each gets.</summary>
    private static readonly HashSet<string> Blocking = ["F007", "F010"];

    /// <summary>The flow's messages that may end, cancel or block something.</summary>
    public static IReadOnlyList<string> EndsOf(string flow) => Ends.GetValueOrDefault(flow) ?? [];

    /// <summary>Whether the flow's messages hold students up rather than end something.</summary>
    public static bool Blocks(string flow) => Blocking.Contains(flow);

    /// <summary>Whether a message ends, cancels or blocks something.</summary>
    /// <param name="flow">Code of the flow.</param>
    /// <param name="type">The message's name.</param>
    /// <param name="content">What it says, as the contract reads it.</param>
    /// <param name="today">The day in the UK.</param>
    public static bool IsEnd(string flow, string type, object? content, DateOnly today) => EndsOf(flow).Contains(type) && (content is not IMayEnd told || told.Ends(type, today));

    /// <param name="gone">How many would go.</param>
    /// <param name="held">Of how many that are held.</param>
    public static bool IsTooMuch(int gone, int held) => gone >= Fewest && gone * 100L > (long)held * Share;

    /// <summary>Whether a whole list that came in one message would take away more than half of what was on it.</summary>
    /// <param name="gone">How many would go.</param>
    /// <param name="held">How many were on it.</param>
    public static bool IsTooMuchOfAList(int gone, int held) => held >= FewestOnAList && gone * 2 > held;
}
