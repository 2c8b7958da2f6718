namespace StudentRecords.Domain.Integration;

/// <summary>How messages reach another system.</summary>
public enum ChannelKind
{
    /// <summary>This institution does not operate the system: its messages stay queued and nothing is failing.</summary>
    None,

    /// <summary>One file a message, in the system's outgoing folder.</summary>
    Folder,

    /// <summary>A signed POST (Standard Webhooks).</summary>
    Http,

    /// <summary>Files in the outgoing folder in the named format of the receiver's field (<see cref="NamedFormats"/>), many messages in one.</summary>
    Formats,

    /// <summary>SCIM 2.0 requests that keep the accounts at Identity.</summary>
    Scim,

    /// <summary>A message at the institution's message broker (AMQP); the receiver fetches it from a queue of its own.</summary>
    Bus,
}

/// <summary>The way to one other system, as this institution operates it. One row a system.</summary>
public sealed class PartnerChannel : IVersioned
{
    private PartnerChannel() { }

    public PartnerChannel(string system) => System = system;

    public long Id { get; private set; } = RecordId.Next();

    public string System { get; private set; } = "";

    public ChannelKind Kind { get; private set; }

    /// <summary>Where an HTTP channel posts to, or the base of a SCIM service.</summary>
    public string? Address { get; private set; }

    /// <summary>The secret that signs what is sent, or the token that a SCIM service asks for; readable only with the record's own keys.</summary>
    public string? ProtectedSecret { get; private set; }

    /// <summary>The secret before that one, which signs beside it until <see cref="FormerSecretEndsAt"/>, so that the receiver changes over in its own time.</summary>
    public string? FormerSecret { get; private set; }

    public DateTimeOffset? FormerSecretEndsAt { get; private set; }

    /// <summary>Why nothing is sent for the time being; null when it is sent.</summary>
    public string? PausedBecause { get; private set; }

    public long Version { get; private set; }

    /// <summary>Whether messages leave by it now.</summary>
    public bool Sends => Kind != ChannelKind.None && PausedBecause is null;

    public void UseFolder() => Use(ChannelKind.Folder, null, null);

    public void UseFormats() => Use(ChannelKind.Formats, null, null);

    public void UseScim(Uri address, string protectedToken) => Use(ChannelKind.Scim, address.AbsoluteUri, protectedToken);

    /// <param name="address">Where it posts to.</param>
    /// <param name="protectedSecret">What signs from now on.</param>
    /// <param name="formerEndsAt">Until when a secret that it takes the place of signs too; null: no longer.</param>
    public void UseHttp(Uri address, string protectedSecret, DateTimeOffset? formerEndsAt)
    {
        var (former, endsAt) = Kind != ChannelKind.Http || formerEndsAt is null ? (null, null)
            : ProtectedSecret == protectedSecret ? (FormerSecret, FormerSecretEndsAt) : (ProtectedSecret, formerEndsAt);
        Use(ChannelKind.Http, address.AbsoluteUri, protectedSecret);
        (FormerSecret, FormerSecretEndsAt) = (former, endsAt);
    }

    public void UseBus() => Use(ChannelKind.Bus, null, null);

    public void UseNothing() => Use(ChannelKind.None, null, null);

    private void Use(ChannelKind kind, string? address, string? secret) => (Kind, Address, ProtectedSecret, FormerSecret, FormerSecretEndsAt) = (kind, address, secret, null, null);

    /// <summary>What signs at that moment, the newest first.</summary>
    public IEnumerable<string> SecretsAt(DateTimeOffset now) => FormerSecret is { } former && now < FormerSecretEndsAt ? [ProtectedSecret!, former] : [ProtectedSecret!];

    public void Pause(string because) => PausedBecause = because;

    public void Resume() => PausedBecause = null;
}
