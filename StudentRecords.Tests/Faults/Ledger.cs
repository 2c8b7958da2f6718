using System.Collections.Concurrent;
using System.Net;

namespace StudentRecords.Tests.Faults;

/// <summary>What the senders know: what they tried, what was acknowledged, and what they were told in between.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, Saying> attempted = new();
    private readonly ConcurrentDictionary<string, Saying> acknowledged = new();
    private int attempts;
    private int repeats;
    private int comeBackLater;

    public IReadOnlyDictionary<string, Saying> Attempted => attempted;

    public IReadOnlyDictionary<string, Saying> Acknowledged => acknowledged;

    /// <summary>Answers that nobody should be given.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = new();

    /// <summary>How long each post took whose message was acknowledged by it.</summary>
    public ConcurrentQueue<TimeSpan> Took { get; } = new();

    public int Attempts => attempts;

    /// <summary>Sent again although they had been acknowledged.</summary>
    public int Repeats => repeats;

    /// <summary>How often the hub said that it cannot take a message now.</summary>
    public int ComeBackLater => comeBackLater;

    public void Try(Saying saying)
    {
        attempted.TryAdd(saying.Id, saying);
        Interlocked.Increment(ref attempts);
        if (acknowledged.ContainsKey(saying.Id))
        {
            Interlocked.Increment(ref repeats);
        }
    }

    /// <summary>Writes down an answer; true when the sender may forget the message.</summary>
    public bool Hear(Saying saying, HttpStatusCode status, string answer, bool isProblem, TimeSpan took)
    {
        // what breaks its contract is acknowledged by saying that it is kept for a person
        if (status is HttpStatusCode.OK or HttpStatusCode.Accepted || (status == HttpStatusCode.UnprocessableEntity && saying.Effect is null))
        {
            acknowledged.TryAdd(saying.Id, saying);
            Took.Enqueue(took);
            return true;
        }

        if (status == HttpStatusCode.ServiceUnavailable && isProblem && answer.Contains("STORE_AWAY", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref comeBackLater);
        }
        else
        {
            Unexpected.Enqueue($"{saying.Id}: {(int)status} {answer}");
        }

        return false;
    }
}
