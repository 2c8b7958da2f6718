using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.Funding;

/// <summary>
/// On which days somebody was fully enrolled, as the record stands now: corrections in the past count as if they had always been
/// known. Completing keeps what was due; no other status does.
/// </summary>
internal sealed class EnrolledDays
{
    private readonly IReadOnlyList<StatusEntry> entries;
    private readonly List<DateOnly> turns;

    public EnrolledDays(IReadOnlyList<StatusEntry> entries)
    {
        this.entries = entries;
        turns = [.. entries.Select(e => e.EffectiveOn).Distinct().Order()];
        First = turns.Where(d => On(d) == EngagementStatus.Enrolled).Cast<DateOnly?>().FirstOrDefault();
    }

    /// <summary>The first day; null when there never was one.</summary>
    public DateOnly? First { get; }

    /// <summary>Whether a fee falls due on that day.</summary>
    public bool Counts(DateOnly day) => On(day) is EngagementStatus.Enrolled or EngagementStatus.Completed;

    /// <summary>The day on which the spell that holds this day ended; null while it lasts.</summary>
    public DateOnly? SpellEnds(DateOnly day) => turns.Where(t => t > day && !Counts(t)).Cast<DateOnly?>().FirstOrDefault();

    private EngagementStatus? On(DateOnly day) => StatusHistory.AsOf(entries, day, DateTimeOffset.MaxValue)?.Status;
}
