using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Rules;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Rules;

/// <summary>Which rules are broken beyond their tolerance, or beyond what a granted waiver allows.</summary>
internal static class Broken
{
    public static async Task<int> CountAsync(RegistryDbContext db, RuleBook book, InstitutionProfile institution, string collection, IEnumerable<RuleResult> results, CancellationToken ct)
    {
        var waivers = await WaiversAsync(db, collection, ct);
        return results.Count(r => book[r.Rule].Severity == RuleSeverity.Stop && Allowed(book[r.Rule], institution, waivers).IsBroken(r.Failed, r.Population));
    }

    /// <summary>The granted waiver of a rule; the last one counts.</summary>
    public static async Task<Dictionary<string, RuleWaiver>> WaiversAsync(RegistryDbContext db, string collection, CancellationToken ct) =>
        (await db.Set<RuleWaiver>().AsNoTracking().Where(w => w.Collection == collection && w.GrantedBy != null).ToListAsync(ct))
            .GroupBy(w => w.Rule).ToDictionary(g => g.Key, g => g.MaxBy(w => w.GrantedAt)!, StringComparer.Ordinal);

    public static Tolerance Allowed(RuleSetting rule, InstitutionProfile institution, IReadOnlyDictionary<string, RuleWaiver> waivers) =>
        waivers.TryGetValue(rule.Code, out var waiver) ? new Tolerance(waiver.Records, waiver.Percent) : rule.For(institution.Nation);
}
