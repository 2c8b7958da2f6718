namespace StudentRecords.Infrastructure.Replay;

/// <summary>What was sent, and how long the sending took. What became of it stands in the inbox.</summary>
internal sealed class ReplayTally
{
    private TimeSpan sending;

    public long Sent { get; private set; }

    public long Repeated { get; private set; }

    public long Turned { get; private set; }

    /// <summary>Messages a second while sending, the making of their texts included.</summary>
    public double Rate => Sent / Math.Max(0.001, sending.TotalSeconds);

    public void Count(ReplayAnswer answer)
    {
        Sent += answer.Received;
        Repeated += answer.Repeated;
        Turned += answer.Turned;
    }

    public void Took(TimeSpan phase) => sending += phase;
}
