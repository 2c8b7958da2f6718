using System.Diagnostics;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>What became of what was sent; the replay ends with one line a figure.</summary>
internal sealed class ReplayTally
{
    private readonly SortedDictionary<string, long> quarantined = new(StringComparer.Ordinal);
    private readonly Stopwatch sending = new();

    public long Sent { get; private set; }

    public long Applied { get; private set; }

    public long Repeated { get; private set; }

    public long Stale { get; private set; }

    public long Parked { get; private set; }

    public long Refused { get; private set; }

    public long Turned { get; private set; }

    public IReadOnlyDictionary<string, long> Quarantined => quarantined;

    public double Seconds => sending.Elapsed.TotalSeconds;

    public IDisposable Time()
    {
        sending.Start();
        return new Stop(sending);
    }

    public void Count(IReadOnlyList<Receipt> receipts)
    {
        Sent += receipts.Count;
        foreach (var receipt in receipts)
        {
            if (receipt.Repeated)
            {
                Repeated++;
                continue;
            }

            switch (receipt.State)
            {
                case InboxState.Applied: Applied++; break;
                case InboxState.Stale: Stale++; break;
                case InboxState.Parked or InboxState.Accepted: Parked++; break;
                case InboxState.Refused: Refused++; break;
                case null: Turned++; break;
                default: quarantined[receipt.Code ?? "?"] = quarantined.GetValueOrDefault(receipt.Code ?? "?") + 1; break;
            }
        }
    }

    private sealed class Stop(Stopwatch watch) : IDisposable
    {
        public void Dispose() => watch.Stop();
    }
}
