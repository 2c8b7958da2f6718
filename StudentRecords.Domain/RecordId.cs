namespace StudentRecords.Domain;

/// <summary>
/// Inner ids: unique, growing, known before anything is saved, and the same shape on every database. 41 bits of milliseconds
/// since 2020, 10 bits of the process, 12 bits of a counter. They order rows on disk and say nothing about when a thing happened.
/// </summary>
public static class RecordId
{
    private static readonly DateTime Epoch = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly long Process = Random.Shared.Next(1 << 10);
    private static long last;

    /// <summary>The next id of this process.</summary>
    public static long Next()
    {
        var now = ((long)(DateTime.UtcNow - Epoch).TotalMilliseconds) << 12;
        long before, next;
        do
        {
            before = Volatile.Read(ref last);
            next = Math.Max(now, before + 1);
        }
        while (Interlocked.CompareExchange(ref last, next, before) != before);

        return ((next >> 12) << 22) | (Process << 12) | (next & 0xFFF);
    }
}
