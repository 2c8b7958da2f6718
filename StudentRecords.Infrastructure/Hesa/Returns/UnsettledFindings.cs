using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Rules;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Returns;

/// <summary>
/// What the authority's last report on a collection (F048) holds against its next return: findings that nobody has settled, of a rule that stops a return here, beyond what is tolerated or waived, or of one that is not known here, and what is
/// wrong with the file as a whole. Warnings may stay. A later report stands for the earlier ones.
/// </summary>
/// <param name="ReturnId">The submission that was reported on.</param>
/// <param name="Count">How many findings stop.</param>
public sealed record UnsettledFindings(long ReturnId, int Count)
{
    /// <summary>Null when the collection has no report, or nothing in it stops.</summary>
    internal static async Task<UnsettledFindings?> OfAsync(RegistryDbContext db, RuleBook book, InstitutionProfile institution, string collection, CancellationToken ct)
    {
        var last = await db.Set<HesaReturn>().AsNoTracking().Where(r => r.Collection == collection && (r.AcknowledgedAt != null || db.Set<ReportedFault>().Any(f => f.ReturnId == r.Id)))
            .OrderByDescending(r => r.Sequence).Select(r => (long?)r.Id).FirstOrDefaultAsync(ct);
        if (last is not { } reported)
        {
            return null;
        }

        var open = await db.Set<ReportedFault>().Where(f => f.ReturnId == reported && f.SettledAt == null).GroupBy(f => f.Rule).Select(g => new { Rule = g.Key, Count = g.Count() }).ToListAsync(ct);
        var waivers = open.Count == 0 ? [] : await Broken.WaiversAsync(db, collection, ct);
        // of how many the authority looked at it does not say: only the number that is tolerated is known to be kept
        var count = open.Where(o => book.Find(o.Rule) is not { } rule || (rule.Severity == RuleSeverity.Stop && o.Count > Broken.Allowed(rule, institution, waivers).Records)).Sum(o => o.Count);
        return count > 0 ? new UnsettledFindings(reported, count) : null;
    }
}
