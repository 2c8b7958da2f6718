namespace StudentRecords.Domain.Hesa.Rules;

/// <summary>An entity of a return with its parent and children at hand, as the rules look at it.</summary>
public sealed class EntityInTree(ReturnEntity entity, EntityInTree? parent)
{
    private readonly List<EntityInTree> children = [];

    public string KeyPath => entity.KeyPath;

    public EntityDefinition Definition => entity.Entity;

    public string Name => entity.Entity.Name;

    public EntityInTree? Parent => parent;

    public string? SourceKind => entity.SourceKind;

    public long? SourceId => entity.SourceId;

    /// <summary>The value; null when nothing is said, when it could not be derived, and when this collection has no such field.</summary>
    public string? this[string field] =>
        entity.Entity.IndexOf(field) is >= 0 and var index && entity.Fields[index] is { Length: > 0 } value && value != FieldSet.NullError ? value : null;

    public bool Has(string field) => this[field] is not null;

    public IEnumerable<EntityInTree> Children(string name) => children.Where(c => c.Name == name);

    /// <summary>The nearest entity of that name on the way up, itself included.</summary>
    public EntityInTree? Above(string name) => Name == name ? this : parent?.Above(name);

    /// <summary>All of that name anywhere below.</summary>
    public IEnumerable<EntityInTree> Below(string name) => children.SelectMany(c => c.Name == name ? [c, .. c.Below(name)] : c.Below(name));

    /// <summary>Null when it is no date.</summary>
    public DateOnly? Date(string field) => DateOnly.TryParseExact(this[field], "yyyy-MM-dd", out var day) ? day : null;

    /// <summary>Null when it is no number.</summary>
    public decimal? Number(string field) =>
        decimal.TryParse(this[field], System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>One tree out of its entities, given in the order of their keys; the first is the root.</summary>
    public static EntityInTree Of(IEnumerable<ReturnEntity> entities)
    {
        Stack<EntityInTree> open = [];
        foreach (var entity in entities)
        {
            while (open.Count > 1 && !EntityKey.IsWithin(entity.KeyPath, open.Peek().KeyPath))
            {
                open.Pop();
            }

            var node = new EntityInTree(entity, open.TryPeek(out var above) ? above : null);
            above?.children.Add(node);
            open.Push(node);
        }

        return open.Last();
    }

    /// <summary>Itself and everything below, parents first.</summary>
    public IEnumerable<EntityInTree> Whole() => children.SelectMany(c => c.Whole()).Prepend(this);
}
