namespace StudentRecords.Domain.Hesa;

/// <summary>What can be wrong with a collection's file, all of it at once; asked when the program starts.</summary>
public static class DefinitionFaults
{
    public static IReadOnlyList<string> Of(CollectionDefinition collection)
    {
        var faults = new List<string>();
        if (!collection.Code.StartsWith((collection.FirstYear % 100).ToString("00"), StringComparison.Ordinal))
        {
            faults.Add($"{collection.Code} does not begin with the year {collection.FirstYear}.");
        }

        faults.AddRange(collection.Entities.GroupBy(e => e.Name).Where(g => g.Count() > 1).Select(g => $"{g.Key} is defined {g.Count()} times."));
        var order = 0;
        foreach (var entity in collection.Entities)
        {
            faults.AddRange(OfEntity(entity).Select(f => $"{collection.Code} {entity.Name}: {f}"));
            if (entity.Order <= order)
            {
                faults.Add($"{collection.Code} {entity.Name}: order {entity.Order} does not follow {order}.");
            }

            order = entity.Order;
        }

        return faults;
    }

    private static IEnumerable<string> OfEntity(EntityDefinition entity)
    {
        if (entity.Order is < 1 or > 999)
        {
            yield return $"order {entity.Order} is not between 1 and 999.";
        }

        if (entity.Fields.Select(f => f.Name).Distinct().Count() != entity.Fields.Count)
        {
            yield return "a field is named twice.";
        }

        if (!entity.Fields.Take(entity.Keys.Count).Select(f => f.Name).SequenceEqual(entity.Keys))
        {
            yield return "the keys are not its first fields.";
        }

        if (!entity.Fields.Skip(entity.Keys.Count).Select(f => f.Name).Order(StringComparer.Ordinal).SequenceEqual(entity.Fields.Skip(entity.Keys.Count).Select(f => f.Name)))
        {
            yield return "the fields after the keys are not in the order of their names.";
        }

        if (entity.Fields.Any(f => entity.IsKey(f) && !f.Required))
        {
            yield return "a key is not required.";
        }

        foreach (var name in entity.Vanished.Fields.Concat(entity.MatchedBy).Concat(entity.DateOrder.SelectMany(p => (string[])[p.From, p.To])).Where(n => entity.Field(n) is null))
        {
            yield return $"{name} is not one of its fields.";
        }

        if (!entity.MatchedBy.SequenceEqual(entity.Keys.Take(entity.MatchedBy.Count)))
        {
            yield return "it is not matched by its first keys.";
        }

        if (entity.Vanished is { As: VanishClass.ClosedByDate, Fields.Count: not 3 })
        {
            yield return "closing by date needs identifier, valid-from and valid-to.";
        }

        if ((entity.ComparesWithSiblings || entity.Vanished.As != VanishClass.Nothing) && entity.Children.Count > 0)
        {
            yield return "an entity with children can neither vanish nor be compared with its siblings.";
        }

        if (entity.StatusOf is { } status && (entity.Field(status.From) is null || entity.Field(status.Status) is null || entity.Parent?.Field(status.SessionStart) is null))
        {
            yield return "a field of its status rules is missing.";
        }
    }
}
