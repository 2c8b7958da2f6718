namespace StudentRecords.Domain.Hesa;

/// <summary>One entity of a collection: its element, place, keys, fields and how the compare run treats it.</summary>
public sealed class EntityDefinition
{
    private readonly Dictionary<string, int> indexes;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public EntityDefinition(IReadOnlyList<FieldDefinition> fields)
    {
        Fields = fields;
        indexes = new(fields.Count, StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
        {
            fields[i].Index = i;
            indexes.TryAdd(fields[i].Name, i);
        }

        bySpan = indexes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>XML element name.</summary>
    public required string Name { get; init; }

    /// <summary>Place in document order, three digits, the same in every collection, so that years can be compared.</summary>
    public required int Order { get; init; }

    /// <summary>Null directly under the root.</summary>
    public EntityDefinition? Parent { get; internal set; }

    public IReadOnlyList<EntityDefinition> Children
    {
        get;
        internal set
        {
            field = value;
            HasStatuses = value.Any(c => c.StatusOf is not null);
        }
    } = [];

    /// <summary>A child of it follows the status rules, which ask for this entity's own values.</summary>
    public bool HasStatuses { get; private set; }

    /// <summary>1 directly under the root.</summary>
    public int Level => Parent is null ? 1 : Parent.Level + 1;

    public int Min { get; init; }

    /// <summary>Null without limit.</summary>
    public int? Max { get; init; }

    /// <summary>Names of the entity's own keys; empty when it is known by its parent's keys alone.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Keys first, then by name: the order of the file.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; }

    public Vanishing Vanished { get; init; } = Vanishing.Nothing;

    /// <summary>The keys that decide whether it was reported before, where these are not all of them (the identifier without its valid-from).</summary>
    public IReadOnlyList<string> MatchedBy { get; init; } = [];

    /// <summary>Once reported, entity and fields count as Unchanged whatever they say (CourseInitiative).</summary>
    public bool UnchangedOnceReported { get; init; }

    /// <summary>Set for the entity that follows the status rules instead of the general ones.</summary>
    public StatusFields? StatusOf { get; init; }

    /// <summary>Put in the file whole whenever it is in the file at all.</summary>
    public bool ResentWhole { get; init; }

    /// <summary>Pairs of date fields of which the first may not be later than the second.</summary>
    public IReadOnlyList<DatePair> DateOrder { get; init; } = [];

    /// <summary>What of this definition is inferred and not published.</summary>
    public IReadOnlyList<string> Inferred { get; init; } = [];

    /// <summary>Whether its rules look at all its siblings together.</summary>
    public bool ComparesWithSiblings => StatusOf is not null || MatchedBy.Count > 0;

    /// <summary>-1 when the entity has no such field in this collection.</summary>
    public int IndexOf(ReadOnlySpan<char> field) => bySpan.TryGetValue(field, out var index) ? index : -1;

    public FieldDefinition? Field(string name) => indexes.TryGetValue(name, out var index) ? Fields[index] : null;

    public bool IsKey(FieldDefinition field) => field.Index < Keys.Count;

    public override string ToString() => Name;
}
