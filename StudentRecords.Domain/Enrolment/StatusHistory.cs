namespace StudentRecords.Domain.Enrolment;

/// <summary>Asks a history of statuses two questions at once: what held on a day, as far as was known at a moment.</summary>
public static class StatusHistory
{
    /// <summary>The last recorded of those that had taken effect by the day and were in the record by the moment; null when none had.</summary>
    public static StatusEntry? AsOf(IEnumerable<StatusEntry> entries, DateOnly day, DateTimeOffset knownAt) =>
        entries.Where(e => e.EffectiveOn <= day && e.RecordedAt <= knownAt).MaxBy(e => e.Ordinal);
}
