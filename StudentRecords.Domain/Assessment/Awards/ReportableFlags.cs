namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>Works the class without each of the reportable clauses; asks only for those that the regulation has.</summary>
internal static class ReportableFlags
{
    public static AwardFlags Of(AwardClauses clauses, IReadOnlyList<ModuleStanding> modules)
    {
        var drops = clauses.DropsMarks();
        var several = clauses.Algorithms.Count > 1;
        var lifts = clauses.Borderline.Any(b => b.Effect == BorderlineEffect.Promote);
        return !drops && !several && !lifts ? AwardFlags.None : new(
            drops ? Without(new(clauses, modules, [], withDiscount: false)) : null,
            several ? Without(new(clauses, modules, [], withBestOf: false)) : null,
            lifts ? Without(new(clauses, modules, [], withBorderline: false)) : null);
    }

    /// <summary>Whether any pool leaves out lowest marks.</summary>
    public static bool DropsMarks(this AwardClauses clauses) => clauses.Algorithms.Any(a => a.Pools.Any(p => p.Discount is not null));

    private static WithoutClause Without(ClassWorking working)
    {
        var classified = working.Work([]);
        return new(classified?.Chosen.Figure, classified?.Class?.Name);
    }
}
