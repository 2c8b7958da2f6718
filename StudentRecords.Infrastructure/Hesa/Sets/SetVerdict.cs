using StudentRecords.Domain.Hesa.Compare;

namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>What a compare run has to say of one entity. Entities of which nothing is to be said (Unchanged) have no row.</summary>
public sealed class SetVerdict
{
    /// <summary>Number of the compare run and place in document order.</summary>
    public required long Id { get; init; }

    public required int Comparison { get; init; }

    public required string Entity { get; init; }

    public required EntityStatus Status { get; init; }

    public required string KeyPath { get; init; }

    /// <summary>Id of the extract's row; null for what has vanished from it.</summary>
    public long? ExtractRow { get; init; }

    /// <summary>Id of the submitted row it was compared with.</summary>
    public long? SubmittedRow { get; init; }

    /// <summary>Field verdicts that do not follow from the entity's status, packed; null where none are needed.</summary>
    public string? Fields { get; init; }
}
