namespace StudentRecords.Domain.Integration;

/// <summary>Where an outgoing message stands.</summary>
public enum OutboxState
{
    Unsent,
    Delivered,

    /// <summary>Its precondition no longer held when it was to be sent.</summary>
    Withdrawn,

    /// <summary>Every try failed; a person decides. It blocks its own lane only.</summary>
    Dead,

    /// <summary>Set aside by a person, with a reason.</summary>
    SetAside,
}

/// <summary>
/// A message to another system, written with the change that caused it. Its key comes from the cause, so that a receiver can
/// tell a repeat; its sequence is 1, 2, 3 … in the lane of destination and aggregate, and nothing overtakes in a lane.
/// </summary>
public sealed class OutboxMessage
{
    private OutboxMessage() { }

    public OutboxMessage(string flow, string destination, string type, string key, string aggregate, string body, long? personId, DateTimeOffset createdAt, DateTimeOffset? notBefore, string correlationId)
    {
        Flow = flow;
        Destination = destination;
        Type = type;
        Key = key;
        Aggregate = aggregate;
        Body = body;
        PersonId = personId;
        CreatedAt = createdAt;
        NextAttemptAt = notBefore ?? createdAt;
        HeldUntil = notBefore;
        CorrelationId = correlationId;
    }

    public long Id { get; private set; } = RecordId.Next();

    public string Flow { get; private set; } = "";

    /// <summary>Code of the receiving system.</summary>
    public string Destination { get; private set; } = "";

    public string Type { get; private set; } = "";

    public int ContractVersion { get; private set; } = 1;

    /// <summary>Stable id from the cause, unique per flow; the receiver deduplicates by it.</summary>
    public string Key { get; private set; } = "";

    /// <summary>What the lane is about: a student number, a board, a code.</summary>
    public string Aggregate { get; private set; } = "";

    /// <summary>1, 2, 3 … within (destination, aggregate), without gaps.</summary>
    public long Sequence { get; private set; }

    /// <summary>It was withdrawn before any attempt: the receiver cannot have it. After an attempt that nobody heard the end of it may, and what corrects it must go.</summary>
    public bool NeverLeft => State == OutboxState.Withdrawn && !MayHaveLeft;

    /// <summary>There was an attempt, in whatever round of tries and however it ended.</summary>
    public bool MayHaveLeft { get; private set; }

    /// <summary>JSON of the flow's contract.</summary>
    public string Body { get; private set; } = "";

    public long? PersonId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Not to be sent before (results before their release date).</summary>
    public DateTimeOffset? HeldUntil { get; private set; }

    public string CorrelationId { get; private set; } = "";

    public OutboxState State { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset NextAttemptAt { get; private set; }

    public string? LastError { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>What the receiver said when it took it.</summary>
    public string? Receipt { get; private set; }

    /// <summary>Which sender has it in hand; whoever ends the hold (a person setting it aside) takes it from that sender.</summary>
    public string? ClaimedBy { get; private set; }

    /// <summary>A sender that has said nothing by then is taken for dead, and another may send it: the receiver knows it by its key.</summary>
    public DateTimeOffset? ClaimedUntil { get; private set; }

    /// <summary>A sender has it, or had it when it died: nobody has heard yet how that ended.</summary>
    public bool IsInHand => State == OutboxState.Unsent && ClaimedBy is not null;

    public void TakePlace(long sequence) => Sequence = sequence;

    public void Delivered(string receipt, DateTimeOffset now)
    {
        State = OutboxState.Delivered;
        Release();
        Attempts++;
        MayHaveLeft = true;
        Receipt = receipt;
        DeliveredAt = now;
        LastError = null;
    }

    public void Failed(string error, TimeSpan? retry, DateTimeOffset now)
    {
        Attempts++;
        MayHaveLeft = true;
        Release();
        LastError = error;
        if (retry is { } after)
        {
            NextAttemptAt = now + after;
        }
        else
        {
            State = OutboxState.Dead;
        }
    }

    /// <summary>What it spoke of is no longer so; it is not sent.</summary>
    public void Withdraw(string reason)
    {
        State = OutboxState.Withdrawn;
        Release();
        LastError = reason;
    }

    /// <summary>Does not go before a person has looked at it; what waits behind it in its lane waits too.</summary>
    public void Stop(string because)
    {
        State = OutboxState.Dead;
        Release();
        LastError = because;
    }

    /// <summary>The receiver says, after it was delivered, that it took it.</summary>
    public void Answered(string receipt, DateTimeOffset now)
    {
        State = OutboxState.Delivered;
        DeliveredAt ??= now;
        Receipt = receipt;
        LastError = null;
    }

    /// <summary>The receiver says, after it was delivered, that it did not take it, so that it does not count as delivered; a person mends what it speaks of, or lets it go.</summary>
    public void Refused(string receipt)
    {
        Stop(receipt);
        MayHaveLeft = true;
        DeliveredAt = null;
        Receipt = receipt;
    }

    public Outcome SetAside(string reason)
    {
        if (State is OutboxState.Delivered or OutboxState.SetAside)
        {
            return Outcome.Refused("NOT_WAITING", "Only a message that has not been delivered can be set aside.");
        }

        State = OutboxState.SetAside;
        Release();
        LastError = reason;
        return Outcome.Done;
    }

    /// <summary>Sent again under the same key: after a failure, or because the receiver asks for it.</summary>
    public void SendAgain(DateTimeOffset now)
    {
        State = OutboxState.Unsent;
        Release();
        Attempts = 0;
        NextAttemptAt = HeldUntil > now ? HeldUntil.Value : now;
    }

    /// <summary>What it speaks of may only be told later (a release date was moved).</summary>
    public void Hold(DateTimeOffset until)
    {
        HeldUntil = until;
        NextAttemptAt = until;
        Release();
    }

    /// <summary>It is due and something stands in its way; asked again by then.</summary>
    public void Wait(string because, DateTimeOffset until)
    {
        NextAttemptAt = until;
        LastError = because;
        Release();
    }

    /// <summary>Goes back untried: its sender stopped before it was its turn.</summary>
    public void Release() => (ClaimedBy, ClaimedUntil) = (null, null);
}
