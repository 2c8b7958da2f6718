namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>What is wrong with the algorithms of a regulation.</summary>
internal static class AlgorithmFaults
{
    public static IEnumerable<Refusal> Of(AwardClauses rule)
    {
        if (rule.Algorithms.Count > 1 && rule.Choose is null)
        {
            yield return AwardFaults.Fault("There are several algorithms, and nothing says which counts.", "choose");
        }

        if (rule.Algorithms.Count > 0 != rule.Classes.Count > 0)
        {
            yield return AwardFaults.Fault("Algorithms make a figure and classes read it; there is one without the other.", "algorithms");
        }

        if (rule.TwoWay is not null && rule.Algorithms.Count > 1)
        {
            yield return AwardFaults.Fault("A two-way table reads one algorithm.", "twoWay");
        }

        foreach (var name in rule.Algorithms.GroupBy(a => a.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1 || string.IsNullOrWhiteSpace(g.Key)))
        {
            yield return AwardFaults.Fault($"Every algorithm needs a name of its own; '{name.Key}' is not.", "algorithms");
        }

        foreach (var fault in rule.Algorithms.SelectMany(Pools))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Refusal> Pools(AlgorithmClause algorithm)
    {
        if (algorithm.Pools.Count == 0 || algorithm.Pools.Any(p => p.Share < 0) || algorithm.Pools.Sum(p => p.Share) <= 0)
        {
            yield return Fault(algorithm, "needs pools; their shares are not negative, and one at least is above 0.");
        }

        foreach (var name in algorithm.Pools.GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1 || string.IsNullOrWhiteSpace(g.Key)))
        {
            yield return Fault(algorithm, $"has pools that are not told apart by name: '{name.Key}'.");
        }

        foreach (var pool in algorithm.Pools)
        {
            if (pool.Levels.Count > 0 == pool.Stages.Count > 0)
            {
                yield return Fault(algorithm, $"has a pool, {pool.Name}, that is neither by level nor by stage, or both.");
            }

            if (pool.SurplusTo is { } to && (pool.Discount is null || algorithm.Pools.All(p => p.Name != to) || Circles(algorithm, pool)))
            {
                yield return Fault(algorithm, $"lets the surplus of {pool.Name} fall to '{to}', but there is no surplus, no such pool, or it comes back.");
            }

            foreach (var fault in Discount(algorithm, pool))
            {
                yield return fault;
            }
        }

        foreach (var level in algorithm.Pools.SelectMany(p => p.Levels).GroupBy(l => l).Where(g => g.Count() > 1))
        {
            yield return Fault(algorithm, $"counts level {level.Key} in more than one pool.");
        }

        foreach (var stage in algorithm.Pools.SelectMany(p => p.Stages).GroupBy(s => s).Where(g => g.Count() > 1))
        {
            yield return Fault(algorithm, $"counts stage {stage.Key} in more than one pool.");
        }
    }

    private static IEnumerable<Refusal> Discount(AlgorithmClause algorithm, PoolClause pool)
    {
        if (pool.Discount is not { } discount)
        {
            yield break;
        }

        if (discount.Keep.HasValue == discount.Drop.HasValue || (discount.Keep ?? discount.Drop) <= 0)
        {
            yield return Fault(algorithm, $"says of {pool.Name} neither how many credits to keep nor how many to drop, or both, or none at all.");
        }

        if (discount.Slice is { } slice && (slice <= 0 || discount.Style == DiscountStyle.Whole))
        {
            yield return Fault(algorithm, $"cuts the modules of {pool.Name} in slices, and counts them whole or in slices of nothing.");
        }
    }

    private static bool Circles(AlgorithmClause algorithm, PoolClause from)
    {
        var (at, steps) = (from.SurplusTo, 0);
        while (at is not null && steps++ <= algorithm.Pools.Count)
        {
            if (at == from.Name)
            {
                return true;
            }

            at = algorithm.Pools.FirstOrDefault(p => p.Name == at)?.SurplusTo;
        }

        return false;
    }

    private static Refusal Fault(AlgorithmClause algorithm, string says) => AwardFaults.Fault($"{algorithm.Name} {says}", "algorithms");
}
