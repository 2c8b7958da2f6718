namespace StudentRecords.Tests.Faults.Long;

/// <summary>A conversation without an end until it is ended, each stretch of it in another order: releases come before their holds, late before early.</summary>
internal sealed class Talk(FaultScene scene, string word)
{
    private const int Window = 50;

    /// <summary>So many sayings belong together.</summary>
    private const int Verse = 10;

    private volatile bool ended;

    public Task GoOnAsync() => scene.Senders.SayAsync(Sayings());

    /// <summary>Begins nothing new; what was begun is said to its end.</summary>
    public void End() => ended = true;

    private IEnumerable<Saying> Sayings()
    {
        foreach (var window in Numbers().Chunk(Window))
        {
            Random.Shared.Shuffle(window);
            foreach (var n in window)
            {
                yield return Saying.Nth(word, n, scene.Students);
            }
        }
    }

    private IEnumerable<int> Numbers()
    {
        for (var n = 0; !ended || n % Verse != 0; n++)
        {
            yield return n;
        }
    }
}
