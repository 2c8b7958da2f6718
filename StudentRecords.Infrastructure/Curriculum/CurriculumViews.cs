using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Infrastructure.Curriculum;

/// <summary>A module as the list shows it, by its newest version.</summary>
public sealed record ModuleRow
{
    public required long Id { get; init; }
    public required string Code { get; init; }
    public required string Title { get; init; }
    public required string Faculty { get; init; }
    public required bool IsRetired { get; init; }
    public required decimal? Credits { get; init; }
    public required int? Level { get; init; }
    public required int Occurrences { get; init; }
    public required string? LastYear { get; init; }
}

/// <summary>A programme as the list shows it.</summary>
public sealed record ProgrammeRow
{
    public required long Id { get; init; }
    public required string Code { get; init; }
    public required string Title { get; init; }
    public required string Faculty { get; init; }
    public required bool IsRetired { get; init; }
    public required int Versions { get; init; }

    /// <summary>Enrolled now; null for callers who may not see enrolments.</summary>
    public int? Enrolled { get; init; }
}

/// <summary>A module with its versions and every running of it.</summary>
public sealed record ModuleView(long Id, string Code, string Title, string Faculty, bool IsRetired, IReadOnlyList<ModuleVersion> Versions, IReadOnlyList<OccurrenceView> Occurrences);

/// <summary>One running of a module.</summary>
public sealed record OccurrenceView
{
    public required long Id { get; init; }
    public required string Key { get; init; }
    public required string AcademicYear { get; init; }
    public required string Period { get; init; }
    public required DateOnly Start { get; init; }
    public required DateOnly End { get; init; }
    public required string RuleCode { get; init; }
    public required int? Capacity { get; init; }
    public required bool IsClosed { get; init; }
    public required int CatalogueVersion { get; init; }

    /// <summary>Registered; null for callers who may not see enrolments.</summary>
    public int? Registered { get; init; }

    public int? Withdrawn { get; init; }

    /// <summary>Waiting for a place; null for callers who may not see enrolments.</summary>
    public int? Waiting { get; init; }

    public bool HasWaitingList { get; init; }

    public DateOnly? Opens { get; init; }

    public DateOnly? Closes { get; init; }

    public IReadOnlyList<TeachingSlot> Slots { get; init; } = [];

    public IReadOnlyList<AssessmentComponent> Components { get; init; } = [];

    /// <summary>None for callers who may not see boards.</summary>
    public IReadOnlyList<OccurrenceBoard> Boards { get; init; } = [];
}

/// <summary>A board that considers an occurrence.</summary>
public sealed record OccurrenceBoard(long Id, string Title, BoardStage Stage, DateOnly? MeetsOn);

/// <summary>A programme with its versions and how many are in each status of each.</summary>
public sealed record ProgrammeView(long Id, string Code, string Title, string Faculty, bool IsRetired, IReadOnlyList<ProgrammeVersion> Versions, IReadOnlyList<StatusCount> Statuses);

/// <summary>How many engagements on a version have a status.</summary>
public sealed record StatusCount(long VersionId, EngagementStatus Status, int Number);
