namespace StudentRecords.Domain.Hesa;

/// <summary>One entity of a return in memory: where it stands, and its values.</summary>
/// <param name="KeyPath">Keys from the top (<see cref="EntityKey"/>).</param>
public sealed record ReturnEntity(string KeyPath, FieldSet Fields)
{
    public EntityDefinition Entity => Fields.Entity;

    /// <summary>Table of the record that the values come from; null for files.</summary>
    public string? SourceKind { get; init; }

    public long? SourceId { get; init; }

    /// <summary>An entity below <paramref name="parent"/>, null at the top.</summary>
    public static ReturnEntity Under(ReturnEntity? parent, FieldSet fields) => new(EntityKey.Under(parent?.KeyPath ?? "", fields.Entity, fields), fields);
}
