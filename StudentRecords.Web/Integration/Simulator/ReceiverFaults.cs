using System.Collections.Concurrent;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>What goes wrong at receivers on purpose: the second message finds the system down once, the fifth is refused once. Both are taken when they come again.</summary>
internal sealed class ReceiverFaults
{
    private const int Down = 2;
    private const int Unwanted = 5;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, int>> seen = new();

    /// <summary>The status to answer with; null when the message is taken.</summary>
    public int? For(string system, string messageId)
    {
        var ids = seen.GetOrAdd(system, _ => new ConcurrentDictionary<string, int>());
        lock (ids)
        {
            if (!ids.TryAdd(messageId, 1))
            {
                return null;
            }

            return ids.Count switch { Down => StatusCodes.Status503ServiceUnavailable, Unwanted => StatusCodes.Status422UnprocessableEntity, _ => null };
        }
    }
}
