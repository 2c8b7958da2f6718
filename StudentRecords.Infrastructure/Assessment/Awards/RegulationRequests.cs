using StudentRecords.Domain.Assessment.Awards;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>A version of a regulation to be put into the record.</summary>
public sealed record PublishRegulation
{
    public required string Code { get; init; }

    public required int Version { get; init; }

    public required string Title { get; init; }

    /// <summary>First year of entry that it was approved for, such as 2023/24.</summary>
    public required string FromEntryYear { get; init; }

    /// <summary>JSON as <see cref="AwardClauses.Read"/> reads it.</summary>
    public required string Clauses { get; init; }
}

/// <summary>A regulation to hold for who enters a programme version from a year on.</summary>
public sealed record BindRegulation
{
    public required long ProgrammeVersionId { get; init; }

    public required string FromEntryYear { get; init; }

    public required long RegulationId { get; init; }
}
