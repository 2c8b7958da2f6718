namespace StudentRecords.Domain.Integration.Runbooks;

/// <summary>What to know and do when a flow stands still.</summary>
/// <param name="Code">F001 to F070.</param>
/// <param name="WhenItStands">What goes wrong in the institution, and how soon.</param>
/// <param name="Meanwhile">How the work goes on until it runs again.</param>
public sealed record FlowRunbook(string Code, string WhenItStands, string Meanwhile)
{
    /// <exception cref="KeyNotFoundException">There is no such flow.</exception>
    public static FlowRunbook Of(string code) => RunbookLines.All.FirstOrDefault(r => r.Code == code) ?? throw new KeyNotFoundException($"There is no flow {code}.");

    /// <summary>What to do, in this order, for trouble of a class.</summary>
    public static IReadOnlyList<string> Steps(FailureClass trouble, FlowDirection direction) => (trouble, direction) switch
    {
        (FailureClass.Passing, FlowDirection.Out) =>
        [
            "Wait: the hub tries again at growing distances for about three days, and keeps the order.",
            "When it lasts longer than the flow's promise, ask the receiver whether it is up; the channel's page says what it answered last.",
            "When the receiver is down for maintenance, pause the channel: nothing is lost, and nothing counts as failing.",
        ],
        (FailureClass.Passing, _) =>
        [
            "Wait: a message whose student, module or hold has not come is tried again when that comes, for a week. One over which the record failed is tried again at growing distances for some hours.",
            "When it lasts, look at the flow that should bring what it waits for; that is the one that stands.",
        ],
        (FailureClass.Single, FlowDirection.Out) =>
        [
            "Open the message: it says what the receiver answered. Only its own student or module waits behind it.",
            "Mend what the receiver objects to in the record, then send it again under its own id, or set it aside with a reason.",
        ],
        (FailureClass.Single, _) =>
        [
            "Open the message in the quarantine: it says what was wrong and what usually mends it.",
            "Correct it with a second person, try it again after the record is mended, or set it aside with a reason.",
        ],
        (FailureClass.Systemic, FlowDirection.Out) =>
        [
            "Do not work through the messages. Pause the channel, so that no more are spent.",
            "Tell the receiver's owner and the flow's owner one cause with the count; the newest answers are on the messages.",
            "When it is mended, resume, send the dead ones again by replay, and have the totals compared.",
        ],
        _ =>
        [
            "Do not work through the messages. Tell the sender and the flow's owner one cause with the count and a sample.",
            "When the sender has mended it, let it send again under higher versions; what it replaces is set aside as a group.",
            "When the record was at fault, try the whole group again after the mending. Then have the totals compared.",
        ],
    };
}
