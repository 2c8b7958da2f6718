using StudentRecords.Domain.Hesa.Compare;

namespace StudentRecords.Tests.Hesa.Reference;

/// <summary>
/// The compare run as the article tells it: a row per field, entity by entity, from the deepest level up. Slow and plain on
/// purpose; the real engine must give the same statuses.
/// </summary>
internal sealed class ReferenceComparison(IReadOnlyList<PlainEntity> extract, IReadOnlyList<PlainEntity> submitted, string periodStart)
{
    private const string NullError = "NULL ERROR";

    public sealed record FieldRow(string Entity, string Key, string Field, FieldStatus Status, string Reported, string? Previous);

    public List<FieldRow> Fields { get; } = [];

    public Dictionary<(string Entity, string Key), EntityStatus> Entities { get; } = [];

    private readonly Dictionary<(string, string), List<EntityStatus>> children = [];

    public ReferenceComparison Run()
    {
        for (var level = ArticleTables.Tree.Max(t => ArticleTables.Level(t.Entity)); level >= 1; level--)
        {
            foreach (var (entity, _, _) in ArticleTables.Tree.Where(t => ArticleTables.Level(t.Entity) == level))
            {
                CompareEntity(entity);
            }
        }

        return this;
    }

    private void CompareEntity(string entity)
    {
        foreach (var now in extract.Where(e => e.Name == entity))
        {
            if (entity == "SessionStatus")
            {
                CompareSessionStatus(now);
                continue;
            }

            var before = MostRecent(now);
            var rows = FieldRows(now, before).ToList();
            Fields.AddRange(rows);
            Set(now.Identity, now.Parent, EntityStep(now, before, rows));
        }

        foreach (var was in submitted.Where(e => e.Name == entity && !e.IsDeleted))
        {
            Vanished(was);
        }

        // a parent that is not in the extract, above something that is in the file: there to hold it
        foreach (var was in submitted.Where(e => e.Name == entity && !Entities.ContainsKey(e.Identity)))
        {
            if (ChildStatuses(was.Identity).Any(s => s is EntityStatus.New or EntityStatus.Amended or EntityStatus.Identify))
            {
                Set(was.Identity, was.Parent, EntityStatus.Identify);
            }
        }
    }

    private PlainEntity? MostRecent(PlainEntity now)
    {
        if (ArticleTables.Closing(now.Name) is { } closing)
        {
            var same = submitted.Where(s => s.Name == now.Name && !s.IsDeleted && s.Parent!.Key == now.Parent!.Key && s.Values[closing.Id] == now.Values[closing.Id]).ToList();
            return same.Find(s => s.Key == now.Key) ?? same.MaxBy(s => s.Values[closing.From], StringComparer.Ordinal);
        }

        return submitted.FirstOrDefault(s => s.Identity == now.Identity);
    }

    private static IEnumerable<FieldRow> FieldRows(PlainEntity now, PlainEntity? before)
    {
        // "the combination exists … and the Entity Status in the most recent submitted record is Delete": New
        var known = before is { IsDeleted: false } ? before.Values : [];
        var rows = new List<FieldRow>();
        foreach (var (field, value) in now.Values)
        {
            var status = value == NullError ? FieldStatus.Error
                : now.Name == "CourseInitiative" && before is not null ? FieldStatus.Unchanged
                : !known.TryGetValue(field, out var previous) ? FieldStatus.New
                : value != previous ? FieldStatus.Amended
                : FieldStatus.Unchanged;
            rows.Add(new(now.Name, now.Key, field, status, value, known.GetValueOrDefault(field)));
        }

        foreach (var (field, value) in known.Where(k => !now.Values.ContainsKey(k.Key) && now.Name != "CourseInitiative"))
        {
            rows.Add(new(now.Name, now.Key, field, FieldStatus.Amended, "", value));
        }

        if (now.Name == "QualificationSubject" && rows.Any(r => r.Field != "QUALITT" && r.Status == FieldStatus.Amended))
        {
            rows = [.. rows.Select(r => r is { Field: "QUALITT", Status: FieldStatus.Unchanged } ? r with { Status = FieldStatus.Amended } : r)];
        }

        return rows;
    }

    private EntityStatus EntityStep(PlainEntity now, PlainEntity? before, List<FieldRow> rows)
    {
        if (rows.Exists(r => r.Status == FieldStatus.Error))
        {
            return EntityStatus.Error;
        }

        if (before is null or { IsDeleted: true })
        {
            return EntityStatus.New;
        }

        if (rows.Exists(r => r.Status is FieldStatus.New or FieldStatus.Amended))
        {
            return EntityStatus.Amended;
        }

        return ChildStatuses(now.Identity).Any(s => s is EntityStatus.New or EntityStatus.Amended or EntityStatus.Identify or EntityStatus.Delete)
            ? EntityStatus.Identify
            : EntityStatus.Unchanged;
    }

    private void Vanished(PlainEntity was)
    {
        if (ArticleTables.Delete.TryGetValue(was.Name, out var named) && extract.All(e => e.Identity != was.Identity))
        {
            Set(was.Identity, was.Parent, EntityStatus.Delete);
            Fields.AddRange(named.Where(was.Values.ContainsKey).Select(f => new FieldRow(was.Name, was.Key, f, FieldStatus.Delete, was.Values[f], was.Values[f])));
        }

        if (ArticleTables.Closing(was.Name) is { } closing && !was.Values.ContainsKey(closing.To)
            && !extract.Any(e => e.Name == was.Name && e.Parent!.Key == was.Parent!.Key && e.Values[closing.Id] == was.Values[closing.Id]))
        {
            var from = was.Values[closing.From];
            var to = string.CompareOrdinal(periodStart, from) < 0 ? from : periodStart;
            Set(was.Identity, was.Parent, EntityStatus.Amended);
            Fields.Add(new(was.Name, was.Key, closing.Id, FieldStatus.Unchanged, was.Values[closing.Id], was.Values[closing.Id]));
            Fields.Add(new(was.Name, was.Key, closing.From, FieldStatus.Unchanged, from, from));
            Fields.Add(new(was.Name, was.Key, closing.To, FieldStatus.New, to, null));
        }
    }

    private void CompareSessionStatus(PlainEntity now)
    {
        var existing = submitted.Where(s => s.Name == now.Name && s.Parent!.Key == now.Parent!.Key).ToList();
        var latest = existing.MaxBy(s => s.Values["STATUSVALIDFROM"], StringComparer.Ordinal);
        var (from, to) = (now.Values["STATUSVALIDFROM"], now.Values.GetValueOrDefault("STATUSCHANGEDTO"));
        var start = now.Parent!.Values.GetValueOrDefault("SCSSTARTDATE");
        if (now.Values.ContainsValue(NullError))
        {
            All(now, EntityStatus.Error, FieldStatus.New, null);
        }
        else if (start is not null && string.CompareOrdinal(from, start) > 0)
        {
            All(now, EntityStatus.New, FieldStatus.New, null);
        }
        else if (latest is null)
        {
            All(now, to == "01" ? EntityStatus.Unchanged : EntityStatus.New, to == "01" ? FieldStatus.Unchanged : FieldStatus.New, null);
        }
        else if (to == latest.Values.GetValueOrDefault("STATUSCHANGEDTO"))
        {
            All(now, EntityStatus.Unchanged, FieldStatus.Unchanged, latest);
        }
        else if (string.CompareOrdinal(from, latest.Values["STATUSVALIDFROM"]) > 0)
        {
            All(now, EntityStatus.New, FieldStatus.New, null);
        }
        else
        {
            var rewritten = now with { Values = new(now.Values) { ["STATUSVALIDFROM"] = latest.Values["STATUSVALIDFROM"] } };
            Set(rewritten.Identity, now.Parent, EntityStatus.Amended);
            foreach (var (field, value) in rewritten.Values)
            {
                Fields.Add(new(now.Name, rewritten.Key, field, field == "STATUSCHANGEDTO" ? FieldStatus.Amended : FieldStatus.Unchanged, value, latest.Values.GetValueOrDefault(field)));
            }
        }
    }

    private void All(PlainEntity now, EntityStatus status, FieldStatus each, PlainEntity? latest)
    {
        Set(now.Identity, now.Parent, status);
        foreach (var (field, value) in now.Values)
        {
            Fields.Add(new(now.Name, now.Key, field, value == NullError ? FieldStatus.Error : each, value, latest?.Values.GetValueOrDefault(field)));
        }
    }

    private void Set((string, string) identity, PlainEntity? parent, EntityStatus status)
    {
        Entities[identity] = status;
        if (parent is not null)
        {
            children.TryAdd(parent.Identity, []);
            children[parent.Identity].Add(status);
        }
    }

    private IEnumerable<EntityStatus> ChildStatuses((string, string) identity) => children.GetValueOrDefault(identity, []);
}
