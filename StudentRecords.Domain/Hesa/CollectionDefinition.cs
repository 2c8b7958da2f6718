using StudentRecords.Domain.Calendar;

namespace StudentRecords.Domain.Hesa;

/// <summary>What one collection asks for: its entities in document order. A new year is a new file of data, never copied code.</summary>
public sealed class CollectionDefinition
{
    private readonly Dictionary<string, EntityDefinition> byName;
    private readonly EntityDefinition?[] byOrder = new EntityDefinition?[1000];

    /// <param name="entities">In document order, parents before children, with the name of each one's parent.</param>
    public CollectionDefinition(IReadOnlyList<(EntityDefinition Entity, string? Parent)> entities)
    {
        Entities = [.. entities.Select(e => e.Entity)];
        byName = Entities.GroupBy(e => e.Name).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var (entity, parent) in entities)
        {
            entity.Parent = parent is null ? null : byName.GetValueOrDefault(parent) ?? throw new ArgumentException($"{entity.Name} has the unknown parent {parent}.", nameof(entities));
            byOrder[Math.Clamp(entity.Order, 0, 999)] = entity;
        }

        foreach (var entity in Entities)
        {
            entity.Children = [.. Entities.Where(e => e.Parent == entity)];
        }

        Roots = [.. Entities.Where(e => e.Parent is null)];
    }

    /// <summary>22056, 23056 …</summary>
    public required string Code { get; init; }

    /// <summary>The calendar year in which the reference year starts.</summary>
    public required int FirstYear { get; init; }

    public required string ReturnType { get; init; }

    /// <summary>Root element.</summary>
    public required string Root { get; init; }

    public IReadOnlyList<string> Inferred { get; init; } = [];

    public AcademicYear Year => new(FirstYear);

    /// <summary>1 August of the first year: the reporting period's start, and the return's effective date.</summary>
    public DateOnly Start => Year.Start;

    public DateOnly End => Year.End;

    public IReadOnlyList<EntityDefinition> Entities { get; }

    public IReadOnlyList<EntityDefinition> Roots { get; }

    public EntityDefinition? Find(string name) => byName.GetValueOrDefault(name);

    /// <exception cref="KeyNotFoundException">The collection has no such entity.</exception>
    public EntityDefinition this[string name] => Find(name) ?? throw new KeyNotFoundException($"Collection {Code} has no entity {name}.");

    /// <summary>The entity that a key path ends in; null when this collection does not have it.</summary>
    public EntityDefinition? Of(ReadOnlySpan<char> keyPath) => byOrder[EntityKey.OrderOf(keyPath)];

    public override string ToString() => Code;
}
