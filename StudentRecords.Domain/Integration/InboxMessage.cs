namespace StudentRecords.Domain.Integration;

/// <summary>
/// A message that came in, kept for good: its keys make every repeat harmless, however late. Unique on (source, message id) and
/// on (flow, business key, source version).
/// </summary>
public sealed class InboxMessage
{
    private InboxMessage() { }

    public InboxMessage(Envelope envelope, string flow, string source, string raw, string bodyHash, string channel, string? batch, DateTimeOffset receivedAt)
    {
        Flow = flow;
        Source = source;
        MessageId = envelope.Id;
        Type = envelope.Type;
        ContractVersion = envelope.Version;
        BusinessKey = envelope.Key;
        SourceVersion = envelope.SourceVersion;
        CorrelationId = envelope.CorrelationId ?? envelope.Id;
        Raw = raw;
        BodyHash = bodyHash;
        Channel = channel;
        Batch = batch;
        ReceivedAt = receivedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public string Flow { get; private set; } = "";

    /// <summary>Code of the sending system.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The sender's message id (Idempotency-Key).</summary>
    public string MessageId { get; private set; } = "";

    /// <summary>Message name of the flow's contract.</summary>
    public string Type { get; private set; } = "";

    public int ContractVersion { get; private set; }

    public string BusinessKey { get; private set; } = "";

    public long SourceVersion { get; private set; }

    public string CorrelationId { get; private set; } = "";

    /// <summary>The message as it came, byte for byte.</summary>
    public string Raw { get; private set; } = "";

    /// <summary>SHA-256 of the envelope's data: the same key with another hash is a conflict.</summary>
    public string BodyHash { get; private set; } = "";

    /// <summary>http, file, bus or desk.</summary>
    public string Channel { get; private set; } = "";

    /// <summary>File name or batch id, where it came with others.</summary>
    public string? Batch { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public InboxState State { get; private set; }

    /// <summary>Stable code of why it is parked, quarantined or set aside.</summary>
    public string? ReasonCode { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>What it has in common with others in quarantine; null elsewhere, and where it was quarantined before fingerprints were taken. See <see cref="Integration.Fingerprint"/>.</summary>
    public string? Fingerprint { get; private set; }

    /// <summary>What a parked message waits for, so that its arrival can wake it: <c>person:VLE/123</c>, <c>occurrence:AAA-2013J</c>.</summary>
    public string? WaitsFor { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>When it is tried again; null when it is not.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>The person it was about, once known.</summary>
    public long? PersonId { get; private set; }

    public void Settle(Disposition disposition, long? personId, DateTimeOffset now)
    {
        Attempts++;
        State = disposition.State;
        ReasonCode = disposition.Code;
        Reason = disposition.Reason;
        Fingerprint = State == InboxState.Quarantined ? Integration.Fingerprint.Of(Flow, Type, ReasonCode ?? "", Reason, Raw) : null;
        WaitsFor = disposition.WaitsFor;
        PersonId = personId ?? PersonId;
        NextAttemptAt = disposition.RetryAfter is { } after ? now + after : null;
        SettledAt = disposition.State is InboxState.Applied or InboxState.Stale or InboxState.Refused or InboxState.SetAside ? now : null;
    }

    /// <summary>
    /// The same key came before with another body. Both are kept: this one under a name of its own, made from its body, so that
    /// its repeats are told too.
    /// </summary>
    public void RenameAsConflict()
    {
        var mark = $"#conflict-{BodyHash[..12]}";
        if (MessageId.EndsWith(mark, StringComparison.Ordinal))
        {
            return;
        }

        MessageId += mark;
        BusinessKey += mark;
    }

    /// <summary>A person corrected the text of a quarantined message; keys and id stay.</summary>
    public void Correct(string raw, string bodyHash)
    {
        Raw = raw;
        BodyHash = bodyHash;
    }

    public Outcome SetAside(string reason, DateTimeOffset now)
    {
        if (State is not (InboxState.Quarantined or InboxState.Parked))
        {
            return Outcome.Refused("NOT_QUARANTINED", "Only a quarantined or parked message can be set aside.");
        }

        State = InboxState.SetAside;
        Reason = reason;
        NextAttemptAt = null;
        SettledAt = now;
        return Outcome.Done;
    }
}
