using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>A version of a fee rule in a list.</summary>
public sealed record FeeRuleRow(long Id, string ProgrammeCode, string ProgrammeTitle, string FromYear, int RuleVersion, string Title, bool IsNewest, int Charges)
{
    public string Name => $"{ProgrammeCode} {FromYear} v{RuleVersion}";
}

/// <summary>A version of a fee rule with its terms.</summary>
/// <param name="Others">The other versions of the programme's rules, newest first.</param>
public sealed record FeeRuleView(long Id, string ProgrammeCode, string FromYear, int RuleVersion, string Title, FeeTerms Terms, string Clauses, IReadOnlyList<FeeRuleRow> Others)
{
    public string Name => $"{ProgrammeCode} {FromYear} v{RuleVersion}";
}

/// <summary>Fee rules as lists and pages show them.</summary>
public sealed class FeeRuleQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<FeeRule> Sorts = Sorting<FeeRule>.WithKey(r => r.Id)
        .By("programme", r => r.ProgrammeCode).By("year", r => r.FromYear).By("version", r => r.RuleVersion);

    /// <summary>Search: beginning of a programme code. Filter: <c>newest</c>.</summary>
    public async Task<TablePage<FeeRuleRow>> RulesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var rules = db.Set<FeeRule>().AsNoTracking();
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.StartingWith(query.Search);
            rules = rules.Where(r => EF.Functions.Like(r.ProgrammeCode, like, SearchPattern.Escape));
        }

        if (query.Filter("newest") == "yes")
        {
            rules = rules.Where(r => !db.Set<FeeRule>().Any(o => o.ProgrammeCode == r.ProgrammeCode && o.FromYear == r.FromYear && o.RuleVersion > r.RuleVersion));
        }

        return await rules.ToPageAsync(query, Sorts, r => new FeeRuleRow(r.Id, r.ProgrammeCode, db.Set<Programme>().Where(p => p.Code == r.ProgrammeCode).Select(p => p.Title).FirstOrDefault() ?? "", r.FromYear, r.RuleVersion, r.Title,
            !db.Set<FeeRule>().Any(o => o.ProgrammeCode == r.ProgrammeCode && o.FromYear == r.FromYear && o.RuleVersion > r.RuleVersion),
            db.Set<FeeCharge>().Count(c => c.Rule == r.ProgrammeCode + " " + r.FromYear + " v" + r.RuleVersion)), ct);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<FeeRuleView?> FindAsync(long ruleId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<FeeRule>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == ruleId, ct) is not { } rule)
        {
            return null;
        }

        var all = await db.Set<FeeRule>().AsNoTracking().Where(r => r.ProgrammeCode == rule.ProgrammeCode).OrderByDescending(r => r.FromYear).ThenByDescending(r => r.RuleVersion).ToListAsync(ct);
        var terms = rule.Terms();
        return new FeeRuleView(rule.Id, rule.ProgrammeCode, rule.FromYear, rule.RuleVersion, rule.Title, terms, FeeTermsText.Write(terms),
            [.. all.Where(r => r.Id != ruleId).Select(r => new FeeRuleRow(r.Id, r.ProgrammeCode, "", r.FromYear, r.RuleVersion, r.Title, !all.Exists(o => o.FromYear == r.FromYear && o.RuleVersion > r.RuleVersion), 0))]);
    }

    /// <summary>Codes and titles of programmes that a rule can be for.</summary>
    public async Task<IReadOnlyList<(string Code, string Title)>> ProgrammesAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return [.. (await db.Set<Programme>().OrderBy(p => p.Code).Select(p => new { p.Code, p.Title }).ToListAsync(ct)).Select(p => (p.Code, p.Title))];
    }
}
