namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>SessionStatus has rules of its own: one status of a session is judged by the session's start and by what was reported last.</summary>
internal static class SessionStatusRules
{
    /// <param name="sessionStart">SCSSTARTDATE of the session in the extract; null when it has none.</param>
    public static IEnumerable<EntityVerdict> Judge(StatusFields rule, string? sessionStart, IReadOnlyList<Sibling> extract, IReadOnlyList<Sibling> submitted)
    {
        var last = submitted.MaxBy(s => s.Fields[rule.From], StringComparer.Ordinal);
        return extract.Select(x => Judge(rule, sessionStart, x, last));
    }

    private static EntityVerdict Judge(StatusFields rule, string? sessionStart, Sibling now, Sibling? last)
    {
        var (from, status) = (now.Fields[rule.From], now.Fields[rule.Status]);
        if (now.Fields.Errors > 0)
        {
            return Verdict(now, null, EntityStatus.Error, FieldStatus.New);
        }

        // The second or a later status of the session.
        if (sessionStart is not null && string.CompareOrdinal(from, sessionStart) > 0)
        {
            return Verdict(now, null, EntityStatus.New, FieldStatus.New);
        }

        if (last is null)
        {
            return status == rule.Active
                ? Verdict(now, null, EntityStatus.Unchanged, FieldStatus.Unchanged)
                : Verdict(now, null, EntityStatus.New, FieldStatus.New);
        }

        if (status == last.Fields[rule.Status])
        {
            return Verdict(now, last, EntityStatus.Unchanged, FieldStatus.Unchanged);
        }

        return string.CompareOrdinal(from, last.Fields[rule.From]) > 0
            ? Verdict(now, null, EntityStatus.New, FieldStatus.New)
            : Amendment(rule, now, last);
    }

    // Told as a change of the status that was reported last: its date is kept, and with it the key.
    private static EntityVerdict Amendment(StatusFields rule, Sibling now, Sibling last)
    {
        var entity = now.Fields.Entity;
        var rewritten = now.Fields.Copy();
        rewritten.Put(entity.IndexOf(rule.From), last.Fields[rule.From], FieldVerdict.WrittenByComparison);
        var fields = entity.Fields.Where(f => rewritten[f.Index] is not null).Select(f => new FieldVerdict(
            f,
            f.Name == rule.Status ? FieldStatus.Amended : FieldStatus.Unchanged,
            rewritten[f.Index]!,
            last.Fields[f.Index],
            rewritten.StepOf(f.Index) is > 0 and var step ? step : null));
        return new EntityVerdict
        {
            Entity = entity, KeyPath = last.KeyPath, Status = EntityStatus.Amended, Fields = [.. fields], Extract = rewritten, ExtractRow = now.Row, SubmittedRow = last.Row,
        };
    }

    private static EntityVerdict Verdict(Sibling now, Sibling? with, EntityStatus status, FieldStatus each)
    {
        var fields = now.Fields.Entity.Fields.Where(f => now.Fields[f.Index] is not null).Select(f => new FieldVerdict(
            f,
            now.Fields[f.Index] == FieldSet.NullError ? FieldStatus.Error : each,
            now.Fields[f.Index]!,
            with?.Fields[f.Index],
            now.Fields.StepOf(f.Index) is > 0 and var step ? step : null));
        return new EntityVerdict
        {
            Entity = now.Fields.Entity, KeyPath = now.KeyPath, Status = status, Fields = [.. fields], Extract = now.Fields, ExtractRow = now.Row, SubmittedRow = with?.Row,
        };
    }
}
