using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Tests.Hesa.Reference;

namespace StudentRecords.Tests.Hesa;

/// <summary>One entity with all its parents, on either side of a compare run: for rules told one at a time.</summary>
internal static class CompareStory
{
    public static readonly CollectionDefinition Collection = CollectionDefinitions.Load()["24056"];

    /// <summary>The entity with its keys (value "1", a date for keys that are dates) and the values given.</summary>
    public static PlainEntity One(string entity, params (string Field, string? Value)[] values)
    {
        var (_, parent, keys) = ArticleTables.Tree.Single(t => t.Entity == entity);
        var all = keys.ToDictionary(k => k, k => k.Contains("VALID") ? "2024-09-01" : "1");
        foreach (var (field, value) in values)
        {
            all.Remove(field);
            if (value is not null)
            {
                all[field] = value;
            }
        }

        return new PlainEntity(entity, parent is null ? null : One(parent, parent == "StudentCourseSession" ? [("SCSSTARTDATE", "2024-09-01")] : []), all);
    }

    /// <summary>The parents alone: what is left when an entity has vanished.</summary>
    public static PlainEntity[] ParentsOf(string entity) => [.. Line(One(entity)).SkipLast(1)];

    /// <summary>Verdicts by entity name and own keys. Parents of what is given stand on both sides.</summary>
    public static List<EntityVerdict> Compare(IEnumerable<PlainEntity> extract, IEnumerable<PlainEntity> submitted)
    {
        var (now, before) = (Whole(extract), Whole(submitted));
        var deleted = before.Where(b => b.IsDeleted).Select(b => RandomReturns.Convert(Collection, b).KeyPath).ToHashSet();
        return [.. new ReturnComparison(Collection, tellAll: true).Run(new EntityList(RandomReturns.Sorted(Collection, now)), new EntityList(RandomReturns.Sorted(Collection, before), deleted))];
    }

    public static EntityVerdict Only(string entity, IEnumerable<PlainEntity> extract, IEnumerable<PlainEntity> submitted) =>
        Assert.Single(Compare(extract, submitted), v => v.Entity.Name == entity);

    public static FieldStatus? StatusOf(this EntityVerdict verdict, string field) => verdict.Fields.Where(f => f.Field.Name == field).Select(f => (FieldStatus?)f.Status).FirstOrDefault();

    /// <summary>A field beside the keys whose values need no form; null where the entity has none.</summary>
    public static string? PlainField(string entity) => ArticleTables.Others.GetValueOrDefault(entity, []).FirstOrDefault(f => f is not "QUALITT" && !f.Contains("VALID"));

    private static List<PlainEntity> Whole(IEnumerable<PlainEntity> entities) => [.. entities.SelectMany(Line).GroupBy(e => e.Identity).Select(g => g.Last())];

    private static IEnumerable<PlainEntity> Line(PlainEntity entity) => entity.Parent is null ? [entity] : Line(entity.Parent).Append(entity);
}
