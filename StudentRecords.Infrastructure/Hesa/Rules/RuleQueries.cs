using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Rules;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Hesa.Rules;

/// <summary>One rule as it came out in a check, with what it may come to.</summary>
/// <param name="Before">How many failed in the check of the return before it, of the same collection or the last one; null where there is none.</param>
public sealed record RuleLine(
    string Rule, string Entity, string Field, string Says, RuleSeverity Severity, int Population, int Failed, Tolerance Allowed, bool IsBroken, bool IsWaived, int? Before)
{
    /// <summary>Share of the population that failed, per cent.</summary>
    public decimal Percent => Population == 0 ? 0 : Failed * 100m / Population;
}

/// <param name="Key">Keys from the top: SID=…/NUMHUS=….</param>
public sealed record FindingRow(long Id, string Rule, string Entity, string Key, string Sentence, string? Value, long? PersonId);

/// <summary>What the rules found in a return, and what is allowed.</summary>
public sealed class RuleQueries(IDbContextFactory<RegistryDbContext> store, RuleBook book, CollectionDefinitions collections, InstitutionProfile institution)
{
    private static readonly Sorting<SetFinding> Findings = Sorting<SetFinding>.WithKey(f => f.Id).By("place", f => f.Id).By("rule", f => f.Rule).By("entity", f => f.Entity);

    /// <summary>Every rule that is on in the return's collection, those that found something first; without figures before the check.</summary>
    public async Task<IReadOnlyList<RuleLine>> OfReturnAsync(long returnId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<HesaReturn>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == returnId, ct) is not { } found)
        {
            return [];
        }

        var results = await ResultsAsync(db, found.Check, ct);
        var before = await db.Set<HesaReturn>().AsNoTracking().Where(r => r.Check != null && r.Id != found.Id && (r.EffectiveDate < found.EffectiveDate || (r.EffectiveDate == found.EffectiveDate && r.Sequence < found.Sequence)))
            .OrderByDescending(r => r.EffectiveDate).ThenByDescending(r => r.Sequence).Select(r => r.Check).FirstOrDefaultAsync(ct);
        var earlier = await ResultsAsync(db, before, ct);
        var waivers = await Broken.WaiversAsync(db, found.Collection, ct);
        return [.. book.For(found.Collection).Select(r => Line(r, results, earlier, waivers))
            .OrderByDescending(l => l.IsBroken).ThenByDescending(l => l.Failed > 0).ThenBy(l => l.Severity == RuleSeverity.Warning).ThenBy(l => l.Entity, StringComparer.Ordinal).ThenBy(l => l.Rule, StringComparer.Ordinal)];
    }

    /// <summary>Findings of the return <see cref="TableQuery.Of"/>. Filters: <c>rule</c>, <c>entity</c>; the search looks into the keys.</summary>
    public async Task<TablePage<FindingRow>> FindingsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var found = await db.Set<HesaReturn>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == query.Of, ct);
        var check = found?.Check ?? 0;
        var findings = db.Set<SetFinding>().AsNoTracking().Where(f => f.Check == check);
        if (query.Search.Length > 0)
        {
            findings = findings.Where(f => EF.Functions.Like(f.KeyPath, SearchPattern.Containing(query.Search), SearchPattern.Escape));
        }

        if (query.Filter("rule") is { } rule)
        {
            findings = findings.Where(f => f.Rule == rule);
        }

        if (query.Filter("entity") is { } entity)
        {
            findings = findings.Where(f => f.Entity == entity);
        }

        var page = await findings.ToPageAsync(query, Findings, f => new { f.Id, f.Rule, f.Entity, f.KeyPath, f.Sentence, f.Value, f.PersonId }, ct);
        return new([.. page.Rows.Select(f => new FindingRow(f.Id, f.Rule, f.Entity, EntityKey.Display(f.KeyPath, collections[found!.Collection]), f.Sentence, f.Value, f.PersonId))], page.Total, page.Page, page.Size);
    }

    /// <summary>Waivers of a collection, newest first.</summary>
    public async Task<IReadOnlyList<RuleWaiver>> WaiversAsync(string collection, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return [.. (await db.Set<RuleWaiver>().AsNoTracking().Where(w => w.Collection == collection).ToListAsync(ct)).OrderByDescending(w => w.AskedAt)];
    }

    /// <summary>The rule with its figures; null when the collection does not have it.</summary>
    public async Task<RuleLine?> RuleAsync(long returnId, string rule, Caller caller, CancellationToken ct = default) =>
        (await OfReturnAsync(returnId, caller, ct)).FirstOrDefault(l => l.Rule == rule);

    private RuleLine Line(QualityRule rule, Dictionary<string, RuleResult> results, Dictionary<string, RuleResult> earlier, Dictionary<string, RuleWaiver> waivers)
    {
        var (setting, result) = (book[rule.Code], results.GetValueOrDefault(rule.Code));
        var allowed = Broken.Allowed(setting, institution, waivers);
        var (population, failed) = (result?.Population ?? 0, result?.Failed ?? 0);
        return new(rule.Code, rule.Entity, rule.Field, rule.Says, setting.Severity, population, failed, allowed,
            setting.Severity == RuleSeverity.Stop && allowed.IsBroken(failed, population), waivers.ContainsKey(rule.Code), earlier.GetValueOrDefault(rule.Code)?.Failed);
    }

    private static async Task<Dictionary<string, RuleResult>> ResultsAsync(RegistryDbContext db, int? check, CancellationToken ct) =>
        check is null ? [] : await db.Set<RuleResult>().AsNoTracking().Where(r => r.Check == check).ToDictionaryAsync(r => r.Rule, ct);
}
