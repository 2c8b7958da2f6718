using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Rules;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Rules;

/// <summary>Asks every rule of a whole return, tree by tree. Begins again after a kill.</summary>
public sealed class ReturnCheck(IDbContextFactory<RegistryDbContext> store, SetLedger ledger, RuleBook book, InstitutionProfile institution)
{
    private const int ReportEvery = 20_000;

    /// <summary>Findings that are kept of one rule; all of them are counted.</summary>
    private const int KeptOfARule = 5_000;

    // what these say is not shown to everybody who may see findings
    private static readonly HashSet<string> Hidden = new(StringComparer.Ordinal) { "ETHNIC", "RELIGION", "SEXORT", "GENDERID", "DISABILITY" };

    public async Task RunAsync(HesaReturn checkedReturn, int submittedSet, CollectionDefinition collection, ChangeContext change, ReturnProgress? progress, CancellationToken ct)
    {
        var number = await ledger.OpenAsync(SetKind.Check, checkedReturn.Id, ct);
        var rules = book.For(collection.Code);
        var asked = rules.ToLookup(r => r.Entity, StringComparer.Ordinal);
        var earlier = await EarlierAsync(submittedSet, collection, ct);
        var at = new ReturnAtHand(collection, institution, book.Lists) { Earlier = sid => earlier.TryGetValue(sid, out var found) ? found : null };
        await using (var writing = await store.CreateDbContextAsync(ct))
        {
            using var extract = await SetCursor.OpenAsync(store, checkedReturn.ExtractSet, ct);
            var (rows, place, next) = (new BulkRows<SetFinding>(writing), 0, ReportEvery);
            foreach (var tree in Trees(extract, collection))
            {
                at.Note(tree);
                foreach (var finding in tree.Whole().SelectMany(e => asked[e.Name].Select(r => (Rule: r, Found: r.Ask(e, at)))).Where(f => f.Found is not null && f.Rule.Failed <= KeptOfARule))
                {
                    await rows.AddAsync(Row(finding.Found!, tree, number, ++place, finding.Rule.Field), ct);
                }

                if (progress is not null && extract.Read >= next)
                {
                    next = extract.Read + ReportEvery;
                    await progress((int)Math.Min(99, extract.Read * 99L / Math.Max(1, checkedReturn.EntityCount)), $"{extract.Read:N0} of {checkedReturn.EntityCount:N0} entities", ct);
                }
            }

            await rows.FlushAsync(ct);
        }

        await EndAsync(checkedReturn.Id, number, rules, change, ct);
    }

    internal static IEnumerable<EntityInTree> Trees(SetCursor extract, CollectionDefinition collection)
    {
        List<ReturnEntity> tree = [];
        while (extract.MoveNext())
        {
            var key = extract.KeyPath;
            if (tree.Count > 0 && EntityKey.ParentOf(key).IsEmpty)
            {
                yield return EntityInTree.Of(tree);
                tree.Clear();
            }

            tree.Add(new ReturnEntity(key, extract.Fields(collection.Of(key)!)) { SourceKind = extract.SourceKind, SourceId = extract.SourceId });
        }

        if (tree.Count > 0)
        {
            yield return EntityInTree.Of(tree);
        }
    }

    private static SetFinding Row(Finding finding, EntityInTree root, int number, int place, string field) => new()
    {
        Id = SetNumbers.Id(number, place),
        Check = number,
        Rule = finding.Rule,
        Entity = finding.Entity.Name,
        KeyPath = finding.Entity.KeyPath,
        Sentence = finding.Sentence,
        Value = Hidden.Contains(field) ? null : finding.Value,
        SourceKind = finding.Entity.SourceKind,
        SourceId = finding.Entity.SourceId,
        PersonId = root.SourceKind == nameof(Person) ? root.SourceId : null,
    };

    private async Task EndAsync(long id, int number, IReadOnlyList<QualityRule> rules, ChangeContext change, CancellationToken ct)
    {
        int? before;
        await using (var db = await store.CreateDbContextAsync(ct))
        {
            await using var transaction = await db.BeginAsync(ct);
            var found = await db.Set<HesaReturn>().SingleAsync(r => r.Id == id, ct);
            before = found.Check;
            var results = rules.Select(r => new RuleResult { Check = number, Rule = r.Code, Population = r.Population, Failed = r.Failed }).ToList();
            found.Checked(number, await Broken.CountAsync(db, book, institution, found.Collection, results, ct), change.At);
            db.AddRange(results);
            await SetLedger.KeepAsync(db, number, ct);
            await db.SaveAsync(change.For("CheckReturn"), ct);
            await transaction.CommitAsync(ct);
        }

        if (before is { } replaced)
        {
            await ledger.DropAsync(replaced, ct);
        }
    }

    private async Task<Dictionary<string, (string? BirthDate, string? FamilyName)>> EarlierAsync(int set, CollectionDefinition collection, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var (first, last, student) = (SetNumbers.First(set), SetNumbers.Last(set), collection["Student"]);
        var earlier = new Dictionary<string, (string?, string?)>(StringComparer.Ordinal);
        await foreach (var row in db.Set<SetEntity>().AsNoTracking().Where(e => e.Id >= first && e.Id <= last && e.RootKey != null && e.Entity == "Student").Select(e => new { e.RootKey, e.Fields }).AsAsyncEnumerable().WithCancellation(ct))
        {
            var fields = FieldSet.Unpack(student, row.Fields);
            earlier[row.RootKey!] = (fields["BIRTHDTE"], fields["SURNAME"]);
        }

        return earlier;
    }
}
