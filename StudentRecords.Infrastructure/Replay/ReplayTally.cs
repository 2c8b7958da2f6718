using System.Diagnostics;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>What became of what was sent, and how long the sending took.</summary>
internal sealed class ReplayTally
{
    private readonly SortedDictionary<string, long> quarantined = new(StringComparer.Ordinal);
    private readonly Stopwatch sending = new();

    public long Received { get; private set; }

    public long Applied { get; private set; }

    public long Repeated { get; private set; }

    public long Stale { get; private set; }

    public long Parked { get; private set; }

    public long Refused { get; private set; }

    public long Turned { get; private set; }

    public IReadOnlyDictionary<string, long> Quarantined => quarantined;

    /// <summary>Messages a second while sending.</summary>
    public double Rate => Received / Math.Max(0.001, sending.Elapsed.TotalSeconds);

    public async Task<BatchAnswer> CountAsync(Task<BatchAnswer> batch)
    {
        sending.Start();
        var answer = await batch;
        sending.Stop();
        Received += answer.Received;
        Applied += answer.Applied;
        Repeated += answer.Repeated;
        Stale += answer.Stale;
        Parked += answer.Parked;
        Refused += answer.Refused;
        Turned += answer.Turned;
        foreach (var (code, count) in answer.Quarantined)
        {
            quarantined[code] = quarantined.GetValueOrDefault(code) + count;
        }

        return answer;
    }
}
