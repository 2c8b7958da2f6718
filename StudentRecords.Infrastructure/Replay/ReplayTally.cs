using System.Diagnostics;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>What was sent, and how long the sending took. What became of it stands in the inbox.</summary>
internal sealed class ReplayTally
{
    private readonly Stopwatch sending = new();

    public long Sent { get; private set; }

    public long Repeated { get; private set; }

    public long Turned { get; private set; }

    /// <summary>Messages a second while sending.</summary>
    public double Rate => Sent / Math.Max(0.001, sending.Elapsed.TotalSeconds);

    public async Task<ReplayAnswer> CountAsync(Task<ReplayAnswer> batch)
    {
        sending.Start();
        var answer = await batch;
        sending.Stop();
        Sent += answer.Received;
        Repeated += answer.Repeated;
        Turned += answer.Turned;
        return answer;
    }
}
