using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace StudentRecords.Infrastructure.Integration.Bus;

/// <summary>Why a way over the bus does not work.</summary>
/// <param name="Since">When it was found out; null when no broker is configured, or not rightly.</param>
/// <param name="Why">In the broker's words, or the setting's.</param>
public sealed record BusTrouble(DateTimeOffset? Since, string Why);

/// <summary>Whether the broker answers, as those who use it last found. In memory: after a start the first use tells.</summary>
public sealed class BusStanding(BusSettings settings, TimeProvider clock, ILogger<BusStanding> log)
{
    private const string Out = "out";

    private readonly ConcurrentDictionary<string, BusTrouble> troubles = new(StringComparer.Ordinal);

    public BusSettings Settings => settings;

    /// <summary>Why nothing can be sent; null when it can, as far as is known.</summary>
    public BusTrouble? Sending => settings.Refuses is { } refusal ? new BusTrouble(null, refusal.Sentence) : troubles.GetValueOrDefault(Out);

    /// <summary>Why nothing of the system is read; null when it is, or is not meant to be.</summary>
    public BusTrouble? Reading(string system) => troubles.GetValueOrDefault(system);

    /// <summary>The oldest trouble of any way; null when all is well.</summary>
    public BusTrouble? Any => troubles.Values.MinBy(t => t.Since);

    internal void SendingUp() => Up(Out);

    internal void SendingDown(Exception fault) => Down(Out, fault);

    internal void Up(string way)
    {
        if (troubles.TryRemove(way, out _))
        {
            log.LogInformation("The message bus at {Where} works again: {Way}", settings.Where, way);
        }
    }

    internal void Down(string way, Exception fault)
    {
        var why = fault.GetBaseException().Message;
        if (troubles.TryAdd(way, new BusTrouble(clock.GetUtcNow(), why)))
        {
            log.LogWarning("The message bus at {Where} does not work: {Way}: {Why}", settings.Where, way, why);
        }
    }
}
