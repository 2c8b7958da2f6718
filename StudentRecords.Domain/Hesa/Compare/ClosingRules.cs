namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>
/// Entities with a valid-from in their key that are known by their identifier alone (CourseInitiative, CurriculumAccreditation):
/// whether the identifier was reported before decides, and what has vanished is closed by a valid-to.
/// </summary>
internal static class ClosingRules
{
    public static IEnumerable<EntityVerdict> Judge(EntityDefinition entity, DateOnly periodStart, IReadOnlyList<Sibling> extract, IReadOnlyList<Sibling> submitted)
    {
        var verdicts = extract.Select(x => Judge(entity, x, Reported(entity, x, submitted))).ToList();
        foreach (var gone in submitted.Where(s => !s.IsDeleted && extract.All(x => !SameIdentifier(entity, x, s))))
        {
            if (Vanish.Closed(entity, periodStart, gone) is { } closed)
            {
                verdicts.Add(closed);
            }
        }

        return verdicts.OrderBy(v => v.KeyPath, StringComparer.Ordinal);
    }

    // The record with the same valid-from where there is one, otherwise the one that began last.
    private static Sibling? Reported(EntityDefinition entity, Sibling now, IReadOnlyList<Sibling> submitted)
    {
        var same = submitted.Where(s => !s.IsDeleted && SameIdentifier(entity, now, s)).ToList();
        return same.Find(s => s.KeyPath == now.KeyPath) ?? same.LastOrDefault();
    }

    private static bool SameIdentifier(EntityDefinition entity, Sibling one, Sibling other) =>
        entity.MatchedBy.All(k => one.Fields[k] == other.Fields[k]);

    private static EntityVerdict Judge(EntityDefinition entity, Sibling now, Sibling? before)
    {
        var fields = FieldRules.Judge(entity, now.Fields, before?.Fields);
        return new EntityVerdict
        {
            Entity = entity, KeyPath = now.KeyPath, Status = FieldRules.Status(fields, before?.Fields), Fields = fields, Extract = now.Fields, ExtractRow = now.Row, SubmittedRow = before?.Row,
        };
    }
}
