namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>
/// The compare run: an extract against what was last submitted, both in the order of their key paths, in one pass. It holds no
/// more than one tree below the root at a time (a student, a course) and gives its verdicts in document order.
/// </summary>
/// <param name="tellAll">Unchanged entities and all fields get a verdict too (files); otherwise only what is to be said (the store).</param>
public sealed class ReturnComparison(CollectionDefinition collection, bool tellAll)
{
    private readonly Stack<Branch> open = [];
    private readonly List<EntityVerdict> told = [];
    private readonly Dictionary<(EntityDefinition, EntityStatus), int> counts = [];

    /// <summary>Entities by status so far, Unchanged ones included; those of the extract and what the run itself wrote.</summary>
    public IReadOnlyDictionary<(EntityDefinition Entity, EntityStatus Status), int> Counts => counts;

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
                ? SessionStatusRules.Judge(rule, open.TryPeek(out var parent) ? parent.Values?[rule.SessionStart] : null, extract, submitted)
                : ClosingRules.Judge(entity, collection.Start, extract, submitted);
            foreach (var verdict in verdicts)
            {
                told.Add(verdict);
                Up(verdict);
            }

            return;
        }

        var branch = order <= 0 ? Present(entity, key, now.Row, order == 0 ? before.Row : null) : Gone(entity, key, before.Row);
        if (order <= 0)
        {
            now.Advance();
        }

        if (order >= 0)
        {
            before.Advance();
        }

        open.Push(branch);
    }

    private Branch Present(EntityDefinition entity, string key, IEntityCursor now, IEntityCursor? before)
    {
        if (before is { IsDeleted: true })
        {
            before = null;
        }

        var same = before is not null && now.Errors == 0 && now.Hash == before.Hash;
        var needed = tellAll || now.Errors > 0 || !(same || before is null);
        // a session's start is asked for when its statuses follow
        var values = needed || entity.Children.Any(c => c.StatusOf is not null) ? now.Fields(entity) : null;
        var was = needed ? before?.Fields(entity) : null;
        var fields = needed ? FieldRules.Judge(entity, values!, was) : [];
        var status = needed ? FieldRules.Status(fields, was) : same ? EntityStatus.Unchanged : EntityStatus.New;
        if (!tellAll)
        {
            fields.RemoveAll(f => f.Status == FieldStatus.Unchanged || (status == EntityStatus.New && f.Status == FieldStatus.New));
        }

        var verdict = new EntityVerdict
        {
            Entity = entity, KeyPath = key, Status = status, Fields = fields, Extract = values, ExtractRow = now.Row, SubmittedRow = before?.Row,
        };
        told.Add(verdict);
        return new Branch(verdict, values, IsGone: false);
    }

    private Branch Gone(EntityDefinition entity, string key, IEntityCursor before)
    {
        var deleted = entity.Vanished.As == VanishClass.Delete && !before.IsDeleted;
        var verdict = deleted
            ? Vanish.Deleted(entity, key, before.Fields(entity), before.Row)
            : new EntityVerdict { Entity = entity, KeyPath = key, SubmittedRow = before.Row };
        told.Add(verdict);
        return new Branch(verdict, null, IsGone: true);
    }

    private void CloseAllBut(string key)
    {
        while (open.Count > 0 && !EntityKey.IsWithin(key, open.Peek().Verdict.KeyPath))
        {
            var branch = open.Pop();
            // a parent that vanished has no verdict, unless a child is in the file: then it is there to hold it
            if (branch.Verdict.Status == EntityStatus.Unchanged && (branch.IsGone ? branch.ChildIsInFile : branch.ChildIsTold))
            {
                branch.Verdict.Status = EntityStatus.Identify;
            }

            Up(branch.Verdict);
        }
    }

    private void Up(EntityVerdict verdict)
    {
        if (open.TryPeek(out var parent))
        {
            parent.ChildIsTold |= verdict.IsTold;
            parent.ChildIsInFile |= verdict.IsInFile;
        }
    }

    private IEnumerable<EntityVerdict> Told()
    {
        foreach (var verdict in told)
        {
            var isGone = verdict.ExtractRow is null && verdict.Status == EntityStatus.Unchanged;
            if (isGone)
            {
                continue;
            }

            counts[(verdict.Entity, verdict.Status)] = counts.GetValueOrDefault((verdict.Entity, verdict.Status)) + 1;
            if (tellAll || verdict.Status != EntityStatus.Unchanged)
            {
                yield return verdict;
            }
        }

        told.Clear();
    }

    private sealed record Branch(EntityVerdict Verdict, FieldSet? Values, bool IsGone)
    {
        public bool ChildIsTold { get; set; }

        public bool ChildIsInFile { get; set; }
    }
}
