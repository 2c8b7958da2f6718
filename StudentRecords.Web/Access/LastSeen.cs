using System.Collections.Concurrent;

namespace StudentRecords.Web.Access;

/// <summary>When each user last asked this process for anything over HTTP, a sign of life from an open page among it.</summary>
public sealed class LastSeen(TimeProvider clock)
{
    private readonly ConcurrentDictionary<long, DateTimeOffset> seen = new();

    public void Touch(long userId) => seen[userId] = clock.GetUtcNow();

    public DateTimeOffset? Of(long userId) => seen.TryGetValue(userId, out var at) ? at : null;
}

/// <summary>How long a session may lie untouched.</summary>
public static class IdleLimit
{
    /// <summary>An open page tells at most this often that somebody works in it; the server waits that much longer.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public static TimeSpan Of(IConfiguration configuration) => TimeSpan.FromMinutes(configuration.GetValue("Access:IdleMinutes", 30d));
}
