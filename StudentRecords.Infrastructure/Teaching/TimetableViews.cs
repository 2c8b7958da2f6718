using StudentRecords.Domain.Teaching;

namespace StudentRecords.Infrastructure.Teaching;

/// <summary>An event as Estates look at it: no names, no staff.</summary>
/// <param name="Expected">How many are expected; null where so few that they could be told apart.</param>
/// <param name="Clashes">Something about it does not fit.</param>
public sealed record EstatesEvent(string Event, string ModuleRun, string Module, string Kind, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Room, TeachingState State, int? Expected, bool Clashes);

/// <summary>A room in a week, as planned.</summary>
/// <param name="Capacity">How many it takes; null where Estates have not said.</param>
/// <param name="Hours">Hours in which something is taught in it.</param>
/// <param name="Most">The most that are expected at once; null where nobody is, or so few that they could be told apart.</param>
public sealed record RoomInWeek(string Room, string? Site, string? Building, int? Capacity, decimal Hours, int Events, int? Most)
{
    /// <summary>The most that are expected, of a hundred that it takes.</summary>
    public int? Fullness => Capacity is > 0 and { } capacity && Most is { } most ? 100 * most / capacity : null;
}

/// <summary>A week of rooms.</summary>
public sealed record EstatesWeek(IReadOnlyList<RoomInWeek> Rooms, IReadOnlyList<EstatesEvent> Events);

/// <summary>What may be chosen of places.</summary>
public sealed record RoomPlaces(IReadOnlyList<string> Sites, IReadOnlyList<string> Buildings);

/// <summary>An event that was published otherwise before.</summary>
public sealed record ChangedEvent(TimetableRow Now, DateTimeOffset WasStartsAt, string? WasRoom, DateTimeOffset ChangedAt);

/// <summary>A running with students on it for which timetabling has published nothing.</summary>
public sealed record UnpublishedRun(string ModuleRun, string Module, DateOnly Start, DateOnly End, int Registered);

/// <summary>What whoever plans looks at in a week. Each list has at most <see cref="Most"/> lines.</summary>
public sealed record AdministrationWeek(IReadOnlyList<ChangedEvent> Changes, IReadOnlyList<TimetableRow> Cancelled, IReadOnlyList<UnpublishedRun> Unpublished, IReadOnlyList<ClashRow> Clashes)
{
    public const int Most = 200;
}
