using StudentRecords.Domain.Hesa;

namespace StudentRecords.Tests.Hesa.Reference;

/// <summary>Pairs of small returns that share most of what they hold: every entity, few keys, few values, so that everything meets.</summary>
internal sealed class RandomReturns(int seed)
{
    private static readonly string[] Days = ["2024-07-15", "2024-08-01", "2024-09-01", "2025-01-10"];
    private static readonly string[] Years = ["2022", "2023", "2024"];
    private static readonly string[] Small = ["01", "02", "03"];
    private readonly Random random = new(seed);

    public (List<PlainEntity> Extract, List<PlainEntity> Submitted) Pair()
    {
        List<PlainEntity> extract = [];
        foreach (var root in ArticleTables.Tree.Where(t => t.Parent is null))
        {
            Grow(root.Entity, null, extract);
        }

        var submitted = Change(extract, null, null).ToList();
        // errors are of the extract only: nothing is submitted with one
        for (var i = 0; i < extract.Count; i++)
        {
            if (random.Next(15) == 0 && ArticleTables.Others.TryGetValue(extract[i].Name, out var others))
            {
                extract[i].Values[others[random.Next(others.Length)]] = "NULL ERROR";
            }
        }

        return (extract, submitted);
    }

    private void Grow(string entity, PlainEntity? parent, List<PlainEntity> into)
    {
        var keys = ArticleTables.Tree.Single(t => t.Entity == entity).Keys;
        var most = keys.Length == 0 ? 1 : 3;
        foreach (var values in Enumerable.Range(0, random.Next(most + 1)).Select(_ => Values(entity)).DistinctBy(v => string.Join(',', keys.Select(k => v[k]))))
        {
            var one = new PlainEntity(entity, parent, values);
            into.Add(one);
            foreach (var child in ArticleTables.Tree.Where(t => t.Parent == entity))
            {
                if (random.Next(3) == 0)
                {
                    Grow(child.Entity, one, into);
                }
            }
        }
    }

    private Dictionary<string, string> Values(string entity)
    {
        var values = ArticleTables.Tree.Single(t => t.Entity == entity).Keys.ToDictionary(k => k, Value);
        foreach (var field in ArticleTables.Others.GetValueOrDefault(entity, []).Where(_ => random.Next(3) > 0))
        {
            values[field] = Value(field);
        }

        return values;
    }

    // The submitted side: some entities are missing, some others are there, some values differ, some were deleted.
    private IEnumerable<PlainEntity> Change(List<PlainEntity> entities, PlainEntity? from, PlainEntity? to)
    {
        foreach (var entity in entities.Where(e => ReferenceEquals(e.Parent, from)).ToList())
        {
            var what = random.Next(12);
            if (what == 0)
            {
                continue;
            }

            var values = new Dictionary<string, string>(entity.Values);
            if (what < 4)
            {
                foreach (var field in ArticleTables.Others.GetValueOrDefault(entity.Name, []))
                {
                    if (random.Next(2) == 0 && !values.Remove(field))
                    {
                        values[field] = Value(field);
                    }
                }
            }

            var other = new PlainEntity(entity.Name, to, values) { IsDeleted = ArticleTables.Delete.ContainsKey(entity.Name) && random.Next(6) == 0 };
            yield return other;
            foreach (var below in Change(entities, entity, other))
            {
                yield return below;
            }
        }

        foreach (var child in ArticleTables.Tree.Where(t => t.Parent == from?.Name && t.Keys.Length > 0 && random.Next(4) == 0))
        {
            var extra = new PlainEntity(child.Entity, to, Values(child.Entity)) { IsDeleted = ArticleTables.Delete.ContainsKey(child.Entity) && random.Next(6) == 0 };
            if (entities.Where(e => ReferenceEquals(e.Parent, from)).All(e => e.Identity != extra.Identity))
            {
                yield return extra;
            }
        }
    }

    private string Value(string field)
    {
        var frame = field.Contains("DATE") || field.Contains("VALID") || field == "BIRTHDTE" ? Days : field.EndsWith("YEAR") ? Years : Small;
        return frame[random.Next(frame.Length)];
    }

    /// <summary>The same entities as the engine takes them, in the order of their keys.</summary>
    public static List<ReturnEntity> Sorted(CollectionDefinition collection, IEnumerable<PlainEntity> entities) =>
        [.. entities.Select(e => Convert(collection, e)).OrderBy(e => e.KeyPath, StringComparer.Ordinal)];

    public static ReturnEntity Convert(CollectionDefinition collection, PlainEntity entity)
    {
        var fields = new FieldSet(collection[entity.Name]);
        foreach (var (field, value) in entity.Values)
        {
            fields.Set(field, value);
        }

        return ReturnEntity.Under(entity.Parent is { } parent ? Convert(collection, parent) : null, fields);
    }
}
