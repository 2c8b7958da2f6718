namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>One side of a comparison on its way: the current row, and a watch over the order.</summary>
internal sealed class Side
{
    private readonly IEntityCursor cursor;
    private readonly string name;

    public Side(IEntityCursor cursor, string name)
    {
        this.cursor = cursor;
        this.name = name;
        Advance();
    }

    public bool Has { get; private set; }

    public string Key { get; private set; } = "";

    public IEntityCursor Row => cursor;

    /// <exception cref="InvalidDataException">A key comes twice, or before the one that it should follow.</exception>
    public void Advance()
    {
        Has = cursor.MoveNext();
        if (!Has)
        {
            return;
        }

        var next = cursor.KeyPath;
        if (string.CompareOrdinal(Key, next) >= 0)
        {
            throw new InvalidDataException(Key == next ? $"The {name} holds a key twice: {Legible(next)}." : $"The {name} is not in the order of its keys at {Legible(next)}.");
        }

        Key = next;
    }

    /// <summary>Takes all siblings that share the prefix, from the current row on.</summary>
    public List<Sibling> Take(EntityDefinition entity, string prefix)
    {
        List<Sibling> siblings = [];
        while (Has && Key.AsSpan().StartsWith(prefix, StringComparison.Ordinal))
        {
            siblings.Add(new Sibling(Key, cursor.Fields(entity), cursor.Row, cursor.IsDeleted));
            Advance();
        }

        return siblings;
    }

    private static string Legible(string key) => key.Replace('\u001E', '/').Replace('\u001F', '=');
}
