namespace StudentRecords.Domain.Integration.Reconciling;

/// <summary>In which way two sides do not have the same.</summary>
public enum DriftKind
{
    /// <summary>The record has it and the other side does not.</summary>
    MissingThere,

    /// <summary>The other side has it and the record knows nothing of it.</summary>
    UnknownHere,

    /// <summary>Both have the key, in different versions.</summary>
    OtherVersion,

    /// <summary>Both have it, with different content.</summary>
    OtherContent,

    /// <summary>The other side has what the record withdrew or set aside before it went.</summary>
    NotMeant,

    /// <summary>It came in and is not in the record: quarantined, parked or waiting.</summary>
    HeldUp,

    /// <summary>The totals of a group differ, and which messages it is was not told.</summary>
    GroupDiffers,
}

/// <summary>One thing in which a run found the two sides apart.</summary>
public sealed class DriftItem
{
    private DriftItem() { }

    public DriftItem(ReconciliationRun run, Drift drift)
    {
        RunId = run.Id;
        IsOutgoing = run.IsOutgoing;
        Kind = drift.Kind;
        Key = drift.Key;
        Group = drift.Group;
        OurVersion = drift.OurVersion;
        TheirVersion = drift.TheirVersion;
        MessageId = drift.MessageId;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long RunId { get; private set; }

    /// <summary>As the run's: the message is one of the outbox.</summary>
    public bool IsOutgoing { get; private set; }

    public DriftKind Kind { get; private set; }

    /// <summary>The message's key; the group's name where only totals were told.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Null for what the record does not know.</summary>
    public string? Group { get; private set; }

    public long? OurVersion { get; private set; }

    public long? TheirVersion { get; private set; }

    /// <summary>Row of the outbox or inbox; null for what the record does not know.</summary>
    public long? MessageId { get; private set; }
}

/// <summary>A drift as the comparison finds it.</summary>
public sealed record Drift(DriftKind Kind, string Key, string? Group = null, long? OurVersion = null, long? TheirVersion = null, long? MessageId = null);
