using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Teaching;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F004 TeachingEventScheduled, TeachingEventSuperseded: a teaching event as it is finalised, whole in each message.</summary>
public sealed record TeachingEventTold
{
    public required string Event { get; init; }

    /// <summary>The running's key.</summary>
    public required string ModuleRun { get; init; }
    public required string Kind { get; init; }

    /// <summary>Code of the group it is for; null for everybody on the module.</summary>
    public string? Group { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public string? Room { get; init; }

    /// <summary>Staff numbers; one that is given twice counts once.</summary>
    public IReadOnlyList<string> Staff { get; init; } = [];

    public TeachingTerms Terms => new(Kind, Group, StartsAt, EndsAt, Room, string.Join(',', Staff.Distinct(StringComparer.OrdinalIgnoreCase)));

    public void Check(Checks checks) => checks.Text("/event", Event, 100).Text("/moduleRun", ModuleRun).Text("/kind", Kind, 40)
        .That(EndsAt > StartsAt, "/endsAt", "must be after /startsAt.").That(EndsAt - StartsAt <= TimeSpan.FromHours(24), "/endsAt", "is more than a day after /startsAt.")
        .That(Staff.Count <= 10 && Staff.All(s => s.Length is > 0 and < 20 && !s.Contains(',')), "/staff", "must be at most ten staff numbers.");
}

/// <summary>F004 TeachingEventCancelled, TeachingRoomAllocated: what changes of an event that is known.</summary>
public sealed record TeachingEventChanged
{
    public required string Event { get; init; }

    /// <summary>For an allocation: the room.</summary>
    public string? Room { get; init; }

    /// <summary>For a cancellation: why.</summary>
    public string? Reason { get; init; }

    public void Check(Checks checks) => checks.Text("/event", Event, 100)
        .That(!string.IsNullOrWhiteSpace(Room) || !string.IsNullOrWhiteSpace(Reason), "/room", "or /reason is needed.").That(Reason is null || Reason.Length <= 200, "/reason", "is longer than 200 characters.");
}

/// <summary>F004 TeachingGroupAllocated: who is in a group that timetabling owns, the whole list in each message.</summary>
public sealed record TeachingGroupTold
{
    public required string Group { get; init; }
    public required string Title { get; init; }
    public required GroupKind Kind { get; init; }
    public required string AcademicYear { get; init; }
    public required DateOnly From { get; init; }
    public IReadOnlyList<PersonRef> Students { get; init; } = [];

    public void Check(Checks checks)
    {
        checks.Text("/group", Group, 40).Text("/title", Title).That(Enum.IsDefined(Kind) && Kind != GroupKind.Cohort, "/kind", "is no kind of teaching group.")
            .That(Calendar.AcademicYear.TryParse(AcademicYear, out _), "/academicYear", "must be an academic year such as 2024/25.").That(Students.Count <= 2000, "/students", "are more than 2,000.");
        for (var i = 0; i < Students.Count; i++)
        {
            checks.Who($"/students/{i}", Students[i]);
        }
    }
}
