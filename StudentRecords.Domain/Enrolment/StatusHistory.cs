namespace StudentRecords.Domain.Enrolment;

/// <summary>Asks a history of statuses two questions at once: what held on a day, as far as was known at a moment.</summary>
public static class StatusHistory
{
    /// <summary>The last step of those that had taken effect by the day, as the record knew them at the moment; null when none had.</summary>
    public static StatusEntry? AsOf(IEnumerable<StatusEntry> entries, DateOnly day, DateTimeOffset knownAt) =>
        Standing(entries.Where(e => e.RecordedAt <= knownAt)).LastOrDefault(e => e.EffectiveOn <= day);

    /// <summary>What stands after all corrections, in the sequence of the steps.</summary>
    public static IReadOnlyList<StatusEntry> Standing(IEnumerable<StatusEntry> entries) =>
        [.. entries.GroupBy(e => e.Place).Select(g => g.MaxBy(e => e.Ordinal)!).Where(e => !e.IsUndone).OrderBy(e => e.Place)];
}
