namespace StudentRecords.Domain.Integration;

/// <summary>Where a correction stands.</summary>
public enum CorrectionState
{
    Proposed,
    Approved,
    Declined,
}

/// <summary>
/// Another text for a quarantined message. One person proposes it, another approves: what comes from outside is not rewritten by
/// one pair of hands. Both texts are kept.
/// </summary>
public sealed class MessageCorrection : IVersioned
{
    private MessageCorrection() { }

    public MessageCorrection(InboxMessage message, string proposed, string reason, string by, long byUser, DateTimeOffset at)
    {
        MessageId = message.Id;
        Before = message.Raw;
        Proposed = proposed;
        Reason = reason;
        ProposedBy = by;
        ProposedByUser = byUser;
        ProposedAt = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    /// <summary>The inbox message's id.</summary>
    public long MessageId { get; private set; }

    /// <summary>The text as it stood when this was proposed.</summary>
    public string Before { get; private set; } = "";

    public string Proposed { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public string ProposedBy { get; private set; } = "";

    public long ProposedByUser { get; private set; }

    public DateTimeOffset ProposedAt { get; private set; }

    public CorrectionState State { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Refused for the proposer, and when the message has moved on meanwhile.</summary>
    public Outcome Approve(InboxMessage message, string bodyHash, string by, long byUser, DateTimeOffset at)
    {
        List<Refusal> refusals = [.. Open()];
        if (byUser == ProposedByUser)
        {
            refusals.Add(new("SAME_PERSON", "A correction is approved by somebody other than who proposed it."));
        }

        if (message.State != InboxState.Quarantined || message.Raw != Before)
        {
            refusals.Add(new("MESSAGE_MOVED_ON", "The message is no longer as it was when the correction was proposed."));
        }

        if (refusals.Count == 0)
        {
            message.Correct(Proposed, bodyHash);
            Decide(CorrectionState.Approved, by, at);
        }

        return Outcome.From(refusals);
    }

    /// <summary>By anybody who may propose; the proposer may take it back.</summary>
    public Outcome Decline(string by, DateTimeOffset at)
    {
        List<Refusal> refusals = [.. Open()];
        if (refusals.Count == 0)
        {
            Decide(CorrectionState.Declined, by, at);
        }

        return Outcome.From(refusals);
    }

    private IEnumerable<Refusal> Open() => State == CorrectionState.Proposed ? [] : [new Refusal("ALREADY_DECIDED", "This correction has been decided already.")];

    private void Decide(CorrectionState state, string by, DateTimeOffset at) => (State, DecidedBy, DecidedAt) = (state, by, at);
}
