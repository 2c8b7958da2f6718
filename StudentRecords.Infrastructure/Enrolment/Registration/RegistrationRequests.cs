namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>Modules to be registered on, to be given up, or both at once (a swap), for one engagement.</summary>
public sealed record MoveModules
{
    public required long EngagementId { get; init; }

    /// <summary>Occurrences to be registered on.</summary>
    public IReadOnlyList<long> Wanted { get; init; } = [];

    /// <summary>Occurrences to be given up.</summary>
    public IReadOnlyList<long> Leaving { get; init; } = [];

    /// <summary>The day on which the student asked: it takes effect on it, and deadlines go by it. Not in the future.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Sets aside what may be set aside, for the change's reason; only for those who may decide on enrolments.</summary>
    public bool SetsRulesAside { get; init; }
}

/// <summary>A place in the line for a full occurrence.</summary>
public sealed record WaitForPlace
{
    public required long EngagementId { get; init; }

    public required long OccurrenceId { get; init; }
}

/// <summary>How many places an occurrence has.</summary>
public sealed record SetPlaces
{
    public required long OccurrenceId { get; init; }

    /// <summary>The occurrence's version that was on the screen.</summary>
    public required long Version { get; init; }

    /// <summary>Null is without limit.</summary>
    public int? Places { get; init; }

    public bool HasWaitingList { get; init; }
}
