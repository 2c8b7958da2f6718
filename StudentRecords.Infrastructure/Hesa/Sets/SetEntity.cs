using StudentRecords.Domain.Hesa;

namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>One entity of a set: of an extract, or of what was submitted.</summary>
public sealed class SetEntity
{
    /// <summary>Set number and place in document order.</summary>
    public required long Id { get; init; }

    /// <summary>XML element name.</summary>
    public required string Entity { get; init; }

    /// <summary>Keys from the top, in the form that sorts as the document does (<see cref="EntityKey"/>).</summary>
    public required string KeyPath { get; init; }

    /// <summary>The first key of an entity without parent (SID, COURSEID …); null below.</summary>
    public string? RootKey { get; init; }

    /// <summary>Hash of names and values of the fields; equal hashes need no look at the fields.</summary>
    public required long Hash { get; init; }

    /// <summary>Number of fields that had to be derived and could not be.</summary>
    public required int Errors { get; init; }

    /// <summary>In a submitted set: the key was last reported as deleted.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>In a submitted set: effective date and sequence of the return that said so last.</summary>
    public long Effective { get; init; }

    /// <summary>Table of the record that the values come from; null for files.</summary>
    public string? SourceKind { get; init; }

    public long? SourceId { get; init; }

    /// <summary>Values with their derivation steps, packed (<see cref="FieldSet"/>).</summary>
    public required string Fields { get; init; }
}
