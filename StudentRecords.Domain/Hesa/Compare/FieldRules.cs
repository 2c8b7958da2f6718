namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>The general field and entity rules, in the article's order.</summary>
internal static class FieldRules
{
    /// <summary>Status of every field that has a derived value, or had a reported one.</summary>
    /// <param name="before">The most recent submitted record of the key; null when there is none or it was a Delete.</param>
    /// <param name="unchangedToo">Otherwise fields that are as they were get none.</param>
    public static List<FieldVerdict> Judge(EntityDefinition entity, FieldSet now, FieldSet? before, bool unchangedToo = true)
    {
        List<FieldVerdict> verdicts = new(unchangedToo ? entity.Fields.Count : 4);
        foreach (var field in entity.Fields)
        {
            var isSaid = unchangedToo || field.FollowsAmendment || before is null || now[field.Index] is FieldSet.NullError || now[field.Index] != before[field.Index];
            if (isSaid && Judge(entity, field, now, before) is { } verdict)
            {
                verdicts.Add(verdict);
            }
        }

        return verdicts.Any(v => v.Status == FieldStatus.Amended) ? Follow(verdicts) : verdicts;
    }

    /// <summary>Status of the entity before its children are looked at.</summary>
    public static EntityStatus Status(IReadOnlyList<FieldVerdict> fields, FieldSet? before)
    {
        if (fields.Any(f => f.Status == FieldStatus.Error))
        {
            return EntityStatus.Error;
        }

        if (before is null)
        {
            return EntityStatus.New;
        }

        return fields.Any(f => f.Speaks) ? EntityStatus.Amended : EntityStatus.Unchanged;
    }

    private static FieldVerdict? Judge(EntityDefinition entity, FieldDefinition field, FieldSet now, FieldSet? before)
    {
        var (value, previous, step) = (now[field.Index], before?[field.Index], now.StepOf(field.Index));
        if (value is null)
        {
            return previous is { Length: > 0 } && !entity.UnchangedOnceReported ? new(field, FieldStatus.Amended, "", previous, null) : null;
        }

        var status = value switch
        {
            FieldSet.NullError => FieldStatus.Error,
            _ when before is null => FieldStatus.New,
            _ when entity.UnchangedOnceReported => FieldStatus.Unchanged,
            _ when previous is null => FieldStatus.New,
            _ when value != previous => FieldStatus.Amended,
            _ => FieldStatus.Unchanged,
        };
        return new(field, status, value, previous, step == 0 ? null : step);
    }

    // QUALITT is said again whenever the proportion changes, so that the file always holds the two together.
    private static List<FieldVerdict> Follow(List<FieldVerdict> verdicts) =>
        [.. verdicts.Select(v => v.Field.FollowsAmendment && v.Status == FieldStatus.Unchanged ? v with { Status = FieldStatus.Amended } : v)];
}
