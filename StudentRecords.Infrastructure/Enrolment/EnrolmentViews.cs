using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>An engagement with its sessions and its whole history of statuses.</summary>
public sealed record EngagementView
{
    public required long Id { get; init; }
    public required long Version { get; init; }
    public required long PersonId { get; init; }
    public required string Numhus { get; init; }
    public required long ProgrammeId { get; init; }
    public required string ProgrammeCode { get; init; }
    public required string ProgrammeTitle { get; init; }
    public required string Award { get; init; }
    public required EngagementStatus Status { get; init; }
    public required string Mode { get; init; }
    public required DateOnly Start { get; init; }
    public required DateOnly? ExpectedEnd { get; init; }
    public required DateOnly? End { get; init; }

    /// <summary>HESA RSNENGEND.</summary>
    public required string? EndReason { get; init; }

    public bool IsSponsored { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SessionView> Sessions { get; init; } = [];

    /// <summary>In the order in which they were recorded.</summary>
    public IReadOnlyList<StatusEntry> Statuses { get; init; } = [];
}

/// <summary>A year of an engagement.</summary>
public sealed record SessionView(long EngagementId, string SessionYear, int YearOfProgramme, DateOnly Start, DateOnly ExpectedEnd, DateOnly? End, string? EndReason, string Mode, int Part, decimal? PlannedLoad, int Registrations);

/// <summary>What a transfer may choose from.</summary>
public sealed record TransferChoices(IReadOnlyList<(string Code, string Title)> Programmes, IReadOnlyList<(string Key, string Name)> Venues);

/// <summary>A hold, open or released.</summary>
public sealed record HoldView(long Id, long Version, long PersonId, string Source, string Key, string Reason, string HowToClear, Blocks Blocks, DateOnly PlacedOn, DateOnly? ReleasedOn, string? ReleaseReason)
{
    public bool IsOpen => ReleasedOn is null;
}
