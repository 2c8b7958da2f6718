using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;

namespace StudentRecords.Infrastructure.Hesa.Sets;

/// <summary>
/// Extract sync: the picture of what was submitted, with a submitted return laid over it. What was not reported does not become
/// part of the picture; what was deleted stays in it as deleted; where a later collection has spoken already, that stands.
/// </summary>
internal sealed class ExtractSync(long effective)
{
    private readonly SortedDictionary<string, PictureRow> tree = new(StringComparer.Ordinal);

    /// <summary>The new picture in the order of its keys.</summary>
    public IEnumerable<PictureRow> Run(SetCursor extract, SetCursor picture, VerdictCursor verdicts)
    {
        var (hasNow, hasBefore) = (extract.MoveNext(), picture.MoveNext());
        while (hasNow || hasBefore)
        {
            var order = !hasNow ? 1 : !hasBefore ? -1 : string.CompareOrdinal(extract.KeyPath, picture.KeyPath);
            if (EntityKey.ParentOf(order <= 0 ? extract.KeyPath : picture.KeyPath).IsEmpty)
            {
                foreach (var row in tree.Values)
                {
                    yield return row;
                }

                tree.Clear();
            }

            Lay(extract, picture, order, order <= 0 ? verdicts.TakeFor(extract.Row, null) : verdicts.TakeFor(null, picture.Row));
            hasNow = order <= 0 ? extract.MoveNext() : hasNow;
            hasBefore = order >= 0 ? picture.MoveNext() : hasBefore;
        }

        foreach (var row in tree.Values)
        {
            yield return row;
        }
    }

    private void Lay(SetCursor extract, SetCursor picture, int order, EntityVerdict? verdict)
    {
        if (order >= 0)
        {
            // a status whose date was rewritten may have taken the place already
            tree.TryAdd(picture.KeyPath, order > 0 ? Vanished(picture, verdict) : Of(picture) with { Effective = Math.Max(picture.Effective, effective) });
            if (picture.Effective > effective)
            {
                return;
            }
        }

        if (order <= 0 && verdict is { Status: EntityStatus.New or EntityStatus.Amended })
        {
            tree[verdict.KeyPath] = Reported(extract, order == 0 && verdict.Status == EntityStatus.Amended ? picture : null, verdict);
        }
    }

    private PictureRow Vanished(SetCursor picture, EntityVerdict? verdict)
    {
        if (verdict is null or { Status: EntityStatus.Identify } || picture.Effective > effective)
        {
            return Of(picture);
        }

        if (verdict.Status == EntityStatus.Delete)
        {
            return Of(picture) with { IsDeleted = true, Effective = effective };
        }

        var fields = picture.Fields(verdict.Entity);
        foreach (var written in verdict.Fields.Where(f => f.Speaks))
        {
            fields.Put(written.Field.Index, written.Reported, written.Step ?? 0);
        }

        return Of(picture) with { Packed = fields.Pack(), Hash = fields.Hash(), Effective = effective };
    }

    private PictureRow Reported(SetCursor extract, SetCursor? before, EntityVerdict verdict)
    {
        var fields = extract.Fields(verdict.Entity);
        foreach (var written in verdict.Fields.Where(f => f.Step == FieldVerdict.WrittenByComparison))
        {
            fields.Put(written.Field.Index, written.Reported, written.Step!.Value);
        }

        if (before?.Fields(verdict.Entity) is { } was)
        {
            // what was emptied stays known as reported, so that a later value is a change and not new
            foreach (var field in verdict.Entity.Fields.Where(f => fields[f.Index] is null && was[f.Index] is not null))
            {
                fields.Put(field.Index, "", 0);
            }
        }

        return Of(extract) with { KeyPath = verdict.KeyPath, Packed = fields.Pack(), Hash = fields.Hash(), Effective = effective, IsDeleted = false };
    }

    private static PictureRow Of(SetCursor row) => new()
    {
        Entity = row.Entity,
        KeyPath = row.KeyPath,
        IsRoot = EntityKey.ParentOf(row.KeyPath).IsEmpty,
        Hash = row.Hash,
        IsDeleted = row.IsDeleted,
        Effective = row.Effective,
        SourceKind = row.SourceKind,
        SourceId = row.SourceId,
        Packed = row.Packed,
    };
}
