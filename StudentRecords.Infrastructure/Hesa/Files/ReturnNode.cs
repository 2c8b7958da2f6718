using StudentRecords.Domain.Hesa;

namespace StudentRecords.Infrastructure.Hesa.Files;

/// <summary>An entity of a file while the tree that it belongs to is being read.</summary>
internal sealed class ReturnNode(EntityDefinition entity, int line, int column)
{
    private readonly List<ReturnNode> children = [];

    public FieldSet Fields { get; } = new(entity);

    public EntityDefinition Entity => Fields.Entity;

    public int Line => line;

    public int Column => column;

    public void Add(ReturnNode child) => children.Add(child);

    /// <summary>This entity and all below it, in the order of their keys; what is wrong with keys goes to <paramref name="faults"/>.</summary>
    public List<ReturnEntity> Flatten(Action<FileFault> faults)
    {
        List<ReturnEntity> entities = [];
        var places = new Dictionary<string, ReturnNode>(StringComparer.Ordinal);
        Flatten(null, entities, places, faults);
        entities.Sort((a, b) => string.CompareOrdinal(a.KeyPath, b.KeyPath));
        return entities;
    }

    private void Flatten(ReturnEntity? parent, List<ReturnEntity> into, Dictionary<string, ReturnNode> places, Action<FileFault> faults)
    {
        foreach (var key in Entity.Keys.Where(k => Fields[k] is null))
        {
            faults(new FileFault(line, column, $"{Entity.Name} has no {key}, which is part of its key."));
            return;
        }

        var self = ReturnEntity.Under(parent, Fields);
        if (!places.TryAdd(self.KeyPath, this))
        {
            faults(new FileFault(line, column, $"{Entity.Name} with this key was already on line {places[self.KeyPath].Line}."));
            return;
        }

        into.Add(self);
        foreach (var child in children)
        {
            child.Flatten(self, into, places, faults);
        }
    }
}
