using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Finds the version of a mark rule that was in force when an occurrence began.</summary>
internal static class ModuleRule
{
    public static async Task<Outcome<ModuleResultEngine>> ReadAsync(RegistryDbContext db, string code, DateOnly start, CancellationToken ct)
    {
        var rule = await db.Set<MarkRule>().AsNoTracking().Where(r => r.Code == code && r.ValidFrom <= start).OrderByDescending(r => r.RuleVersion).FirstOrDefaultAsync(ct);
        if (rule is null)
        {
            return Outcome<ModuleResultEngine>.Refused("NO_RULE", $"No version of mark rule {code} was in force on {start:d MMM yyyy}; publish one.");
        }

        var clauses = MarkRuleClauses.Read(rule.Clauses);
        return clauses.Succeeded ? new ModuleResultEngine(rule.Code, rule.RuleVersion, clauses.Value) : Outcome<ModuleResultEngine>.Refused(clauses.Refusals);
    }
}
