namespace StudentRecords.Infrastructure.Integration.Partners;

/// <summary>A new key for a system.</summary>
public sealed record CreateCredential
{
    /// <summary>Code of the system (see the system catalogue).</summary>
    public required string System { get; init; }

    /// <summary>At once when null.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Open when null.</summary>
    public DateTimeOffset? ValidTo { get; init; }
}

/// <summary>A new key as it is shown once: afterwards nobody can read the secret again.</summary>
public sealed record NewCredential(string KeyId, string Secret);

/// <summary>A configured channel; the secret only when one was made for it just now.</summary>
public sealed record NewChannel(string? Secret);

/// <summary>How messages shall reach a system.</summary>
public sealed record ConfigureChannel
{
    public required string System { get; init; }

    public required Domain.Integration.ChannelKind Kind { get; init; }

    /// <summary>HTTP and SCIM only.</summary>
    public string? Address { get; init; }

    /// <summary>HTTP: the receiver's secret (<c>whsec_…</c>); null keeps the one that is there, or makes one. SCIM: the token that the service asks for; null keeps the one that is there.</summary>
    public string? Secret { get; init; }

    /// <summary>HTTP: the secret before it, which otherwise signs beside the new one for a week, signs no longer: others know it.</summary>
    public bool FormerEndsAtOnce { get; init; }
}
