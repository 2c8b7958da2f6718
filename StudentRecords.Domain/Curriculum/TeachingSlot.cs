using System.Text.Json;

namespace StudentRecords.Domain.Curriculum;

/// <summary>When an occurrence meets, week after week, where that is known: enough to see that two cannot both be attended.</summary>
public sealed record TeachingSlot
{
    public required DayOfWeek Day { get; init; }

    public required TimeOnly From { get; init; }

    public required TimeOnly Until { get; init; }

    /// <summary>First day of it; null is the occurrence's start.</summary>
    public DateOnly? First { get; init; }

    /// <summary>Last day of it; null is the occurrence's end.</summary>
    public DateOnly? Last { get; init; }

    public static IReadOnlyList<TeachingSlot> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<TeachingSlot>>(json, ProgrammeStructure.Options) ?? [];

    public static string? Write(IReadOnlyList<TeachingSlot> slots) => slots.Count == 0 ? null : JsonSerializer.Serialize(slots, ProgrammeStructure.Options);

    /// <summary>Whether somebody would have to be in both at once on some day of the days given.</summary>
    public bool Clashes(DateOnly start, DateOnly end, TeachingSlot other, DateOnly otherStart, DateOnly otherEnd)
    {
        if (Day != other.Day || From >= other.Until || other.From >= Until)
        {
            return false;
        }

        var first = Later(First ?? start, other.First ?? otherStart);
        var last = Earlier(Last ?? end, other.Last ?? otherEnd);
        var meets = first.AddDays(((int)Day - (int)first.DayOfWeek + 7) % 7);
        return meets <= last;
    }

    /// <summary>Monday 09:00 to 11:00.</summary>
    public override string ToString() => $"{Day} {From:HH:mm} to {Until:HH:mm}";

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
