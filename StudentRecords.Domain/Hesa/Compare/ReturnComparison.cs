using System.Runtime.InteropServices;

namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>
/// The compare run: an extract against what was last submitted, both in the order of their key paths, in one pass. It holds no
/// more than one tree below the root at a time (a student, a course) and gives its verdicts in document order.
/// </summary>
/// <param name="tellAll">Unchanged entities and all fields get a verdict too (files); otherwise only what is to be said (the store).</param>
public sealed class ReturnComparison(CollectionDefinition collection, bool tellAll)
{
    private static readonly EntityStatus[] Statuses = Enum.GetValues<EntityStatus>();
    private readonly List<Branch> open = [];
    private readonly List<EntityVerdict> told = [];
    private readonly int[] counts = new int[1_000 * Statuses.Length];

    /// <summary>Entities by status so far, Unchanged ones included; those of the extract and what the run itself wrote.</summary>
    public IReadOnlyDictionary<(EntityDefinition Entity, EntityStatus Status), int> Counts =>
        (from entity in collection.Entities from status in Statuses where Count(entity, status) > 0 select (entity, status)).ToDictionary(x => x, x => Count(x.entity, x.status));

    /// <exception cref="InvalidDataException">A side has a key twice or is out of order, or the extract has an entity that the collection lacks.</exception>
    public IEnumerable<EntityVerdict> Run(IEntityCursor extract, IEntityCursor submitted)
    {
        var (now, before) = (new Side(extract, "extract"), new Side(submitted, "submitted record"));
        while (now.Has || before.Has)
        {
            var order = !now.Has ? 1 : !before.Has ? -1 : string.CompareOrdinal(now.Key, before.Key);
            var key = order <= 0 ? now.Key : before.Key;
            CloseAllBut(key);
            if (open.Count == 0)
            {
                foreach (var verdict in Told())
                {
                    yield return verdict;
                }
            }

            if (collection.Of(key) is { } entity)
            {
                Judge(entity, key, order, now, before);
            }
            else if (order <= 0)
            {
                throw new InvalidDataException($"The extract holds an entity that collection {collection.Code} does not have.");
            }
            else
            {
                // reported for an earlier collection that still had it
                before.Advance();
            }
        }

        CloseAllBut("");
        foreach (var verdict in Told())
        {
            yield return verdict;
        }
    }

    private void Judge(EntityDefinition entity, string key, int order, Side now, Side before)
    {
        if (entity.ComparesWithSiblings)
        {
            var prefix = EntityKey.Siblings(key).ToString();
            var (extract, submitted) = (now.Take(entity, prefix), before.Take(entity, prefix));
            var verdicts = entity.StatusOf is { } rule
                ? SessionStatusRules.Judge(rule, open.Count > 0 ? (open[^1].Values ?? open[^1].Later?.Invoke())?[rule.SessionStart] : null, extract, submitted)
                : ClosingRules.Judge(entity, collection.Start, extract, submitted);
            foreach (var verdict in verdicts)
            {
                told.Add(verdict);
                Up(verdict.IsTold, verdict.IsInFile);
            }

            return;
        }

        // most rows: nothing to say of it, and no child that could have it named
        if (order == 0 && entity.Children.Count == 0 && !tellAll && AreSame(now.Row, before.Row))
        {
            Count(entity, EntityStatus.Unchanged)++;
            now.Advance();
            before.Advance();
            return;
        }

        open.Add(order <= 0 ? Present(entity, key, now.Row, order == 0 ? before.Row : null) : Gone(entity, key, before.Row));
        if (order <= 0)
        {
            now.Advance();
        }

        if (order >= 0)
        {
            before.Advance();
        }
    }

    private static bool AreSame(IEntityCursor now, IEntityCursor before) => now.Hash is not 0 and var hash && hash == before.Hash;

    private Branch Present(EntityDefinition entity, string key, IEntityCursor now, IEntityCursor? before)
    {
        if (before is { IsDeleted: true })
        {
            before = null;
        }

        var same = before is not null && AreSame(now, before);
        var needed = tellAll || now.Errors > 0 || !(same || before is null);
        var values = needed ? now.Fields(entity) : null;
        // a session's start is asked for when its statuses follow
        var later = entity.HasStatuses && values is null ? now.FieldsLater(entity) : null;
        var branch = new Branch { Entity = entity, KeyPath = key, Values = values, Later = later, ExtractRow = now.Row, SubmittedRow = before?.Row, Place = told.Count };
        if (same && !needed)
        {
            return branch;
        }

        var was = needed ? before?.Fields(entity) : null;
        var fields = needed ? FieldRules.Judge(entity, values!, was, tellAll) : [];
        var status = needed ? FieldRules.Status(fields, was) : EntityStatus.New;
        if (!tellAll)
        {
            fields.RemoveAll(f => f.Status == FieldStatus.Unchanged || (status == EntityStatus.New && f.Status == FieldStatus.New));
        }

        return branch with { Verdict = Tell(new EntityVerdict { Entity = entity, KeyPath = key, Status = status, Fields = fields, Extract = values, ExtractRow = now.Row, SubmittedRow = before?.Row }) };
    }

    private Branch Gone(EntityDefinition entity, string key, IEntityCursor before)
    {
        var branch = new Branch { Entity = entity, KeyPath = key, SubmittedRow = before.Row, IsGone = true, Place = told.Count };
        return entity.Vanished.As == VanishClass.Delete && !before.IsDeleted
            ? branch with { Verdict = Tell(Vanish.Deleted(entity, key, before.Fields(entity), before.Row)) }
            : branch;
    }

    private EntityVerdict Tell(EntityVerdict verdict)
    {
        told.Add(verdict);
        return verdict;
    }

    private void CloseAllBut(string key)
    {
        while (open.Count > 0 && !EntityKey.IsWithin(key, open[^1].KeyPath))
        {
            var branch = open[^1];
            open.RemoveAt(open.Count - 1);
            // a parent that vanished has no verdict, unless a child is in the file: then it is there to hold it
            if (branch.Status == EntityStatus.Unchanged && (branch.IsGone ? branch.ChildIsInFile : branch.ChildIsTold))
            {
                branch = branch with { Verdict = Identify(branch) };
            }

            if (branch.Verdict is { } verdict)
            {
                Up(verdict.IsTold, verdict.IsInFile);
            }
            else if (!branch.IsGone)
            {
                Count(branch.Entity, EntityStatus.Unchanged)++;
            }
        }
    }

    // Before its children, which were told while it was open.
    private EntityVerdict Identify(in Branch branch)
    {
        if (branch.Verdict is { } known)
        {
            known.Status = EntityStatus.Identify;
            return known;
        }

        EntityVerdict verdict = new()
        {
            Entity = branch.Entity, KeyPath = branch.KeyPath, Status = EntityStatus.Identify, Extract = branch.Values, ExtractRow = branch.ExtractRow, SubmittedRow = branch.SubmittedRow,
        };
        told.Insert(branch.Place, verdict);
        return verdict;
    }

    private void Up(bool isTold, bool isInFile)
    {
        if (open.Count > 0)
        {
            ref var parent = ref CollectionsMarshal.AsSpan(open)[^1];
            parent.ChildIsTold |= isTold;
            parent.ChildIsInFile |= isInFile;
        }
    }

    private ref int Count(EntityDefinition entity, EntityStatus status) => ref counts[(entity.Order * Statuses.Length) + (int)status];

    private IEnumerable<EntityVerdict> Told()
    {
        foreach (var verdict in told)
        {
            if (verdict.ExtractRow is null && verdict.Status == EntityStatus.Unchanged)
            {
                // gone, and nothing is said of it
                continue;
            }

            Count(verdict.Entity, verdict.Status)++;
            if (tellAll || verdict.Status != EntityStatus.Unchanged)
            {
                yield return verdict;
            }
        }

        told.Clear();
    }

    // An entity on the way down to the current one. Most are as they were and never need a verdict.
    private record struct Branch
    {
        public required EntityDefinition Entity { get; init; }

        public required string KeyPath { get; init; }

        public EntityVerdict? Verdict { get; init; }

        public FieldSet? Values { get; init; }

        /// <summary>The values, where nothing but a child may ask for them.</summary>
        public Func<FieldSet>? Later { get; init; }

        public long? ExtractRow { get; init; }

        public long? SubmittedRow { get; init; }

        public bool IsGone { get; init; }

        /// <summary>Where its verdict stands among those told, if it gets one.</summary>
        public int Place { get; init; }

        public bool ChildIsTold { get; set; }

        public bool ChildIsInFile { get; set; }

        public readonly EntityStatus Status => Verdict?.Status ?? EntityStatus.Unchanged;
    }
}
