using System.Collections.Concurrent;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>
/// Keeps the peace with a receiver that is down: after some failures in a row nothing is sent for a while, then one message asks
/// whether it is back. Messages that wait for it climb no rung of their ladder meanwhile.
/// </summary>
internal sealed class Circuit
{
    private const int Patience = 5;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private int failures;
    private TimeSpan wait = First;

    /// <summary>Nothing is sent before; null when closed.</summary>
    public DateTimeOffset? OpenUntil { get; private set; }

    /// <summary>How many may be sent at once now: none, one to ask, or as many as asked for.</summary>
    public int Allows(int wanted, DateTimeOffset now)
    {
        lock (gate)
        {
            return OpenUntil is not { } until ? wanted : now < until ? 0 : 1;
        }
    }

    public void Succeeded()
    {
        lock (gate)
        {
            (failures, wait, OpenUntil) = (0, First, null);
        }
    }

    public void Failed(DateTimeOffset now, TimeSpan? asked)
    {
        lock (gate)
        {
            failures++;
            if (OpenUntil is { } until && now >= until)
            {
                wait = wait * 2 < Longest ? wait * 2 : Longest;
            }

            if (failures >= Patience || asked is not null)
            {
                var next = now + (asked > wait ? asked.Value : wait);
                OpenUntil = next > OpenUntil || OpenUntil is null ? next : OpenUntil;
            }
        }
    }
}

/// <summary>One circuit a destination, in memory: after a restart the first failures open it anew.</summary>
internal sealed class Circuits
{
    private readonly ConcurrentDictionary<string, Circuit> all = new(StringComparer.Ordinal);

    public Circuit Of(string destination) => all.GetOrAdd(destination, _ => new Circuit());
}
