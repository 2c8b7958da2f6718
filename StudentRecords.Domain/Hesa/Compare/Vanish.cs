using System.Globalization;

namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>What is written for an entity that was reported and is gone.</summary>
internal static class Vanish
{
    /// <summary>With the field rows that the article names for it, and no parent's identifiers.</summary>
    public static EntityVerdict Deleted(EntityDefinition entity, string keyPath, FieldSet was, long row) => new()
    {
        Entity = entity,
        KeyPath = keyPath,
        Status = EntityStatus.Delete,
        Fields = [.. entity.Vanished.Fields.Where(f => was[f] is not null).Select(f => new FieldVerdict(entity.Field(f)!, FieldStatus.Delete, was[f]!, was[f], entity.Vanished.Step))],
        SubmittedRow = row,
    };

    /// <summary>Null where the valid-to has been said already.</summary>
    public static EntityVerdict? Closed(EntityDefinition entity, DateOnly periodStart, Sibling was)
    {
        var (id, from, to) = (entity.Vanished.Fields[0], entity.Vanished.Fields[1], entity.Vanished.Fields[2]);
        if (was.Fields[to] is { Length: > 0 })
        {
            return null;
        }

        var start = periodStart.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (step, validFrom) = (entity.Vanished.Step, was.Fields[from] ?? "");
        return new EntityVerdict
        {
            Entity = entity,
            KeyPath = was.KeyPath,
            Status = EntityStatus.Amended,
            Fields =
            [
                new(entity.Field(id)!, FieldStatus.Unchanged, was.Fields[id] ?? "", was.Fields[id], step),
                new(entity.Field(from)!, FieldStatus.Unchanged, validFrom, was.Fields[from], step),
                new(entity.Field(to)!, FieldStatus.New, string.CompareOrdinal(validFrom, start) > 0 ? validFrom : start, null, step),
            ],
            SubmittedRow = was.Row,
        };
    }
}
