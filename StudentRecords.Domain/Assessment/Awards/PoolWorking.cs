namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>Works the pools of one algorithm: which modules count, what falls to another pool, and each mean.</summary>
internal sealed class PoolWorking(AwardClauses clauses, AlgorithmClause algorithm, IReadOnlyList<ModuleStanding> modules, bool withDiscount, List<AwardStep> trace, List<Refusal> errors)
{
    /// <summary>Null, with the reason among the errors, where a pool has nothing in it.</summary>
    public AlgorithmFigure? Work()
    {
        List<PoolFigure> figures = new(algorithm.Pools.Count);
        var fallen = new Dictionary<string, List<CountedMark>>(StringComparer.Ordinal);
        foreach (var pool in InOrderOfFall())
        {
            if (Figure(pool, fallen) is { } figure)
            {
                figures.Add(figure);
            }
            else if (!pool.MayBeEmpty)
            {
                errors.Add(new("POOL_EMPTY", $"No module of {pool.Name} has a mark that counts.", algorithm.Name, pool.Name));
                return null;
            }
        }

        if (figures.Count == 0)
        {
            errors.Add(new("POOL_EMPTY", $"No module has a mark that counts in {algorithm.Name}.", algorithm.Name));
            return null;
        }

        var exact = PoolSums.Of(algorithm.Combine, figures, algorithm.Name, trace);
        var final = clauses.Rounding.Final?.Apply(exact) ?? exact;
        if (final != exact)
        {
            trace.Add(new(AwardRule.FinalRounding, algorithm.Name, final, exact));
        }

        return new(algorithm.Name, exact, final, figures);
    }

    /// <summary>A pool comes after those whose surplus falls into it.</summary>
    private IEnumerable<PoolClause> InOrderOfFall()
    {
        if (algorithm.Pools.All(p => p.SurplusTo is null))
        {
            return algorithm.Pools;
        }

        return algorithm.Pools.OrderBy(p => Depth(p.Name, algorithm.Pools.Count));

        int Depth(string name, int left) => left == 0 ? 0 : algorithm.Pools.Where(p => p.SurplusTo == name).Select(p => 1 + Depth(p.Name, left - 1)).DefaultIfEmpty(0).Max();
    }

    private PoolFigure? Figure(PoolClause pool, Dictionary<string, List<CountedMark>> fallen)
    {
        List<CountedMark> all = new(modules.Count);
        HashSet<string>? kept = null;
        foreach (var s in modules)
        {
            if (s.Mark is not { } mark || s.Module.Extra || !pool.Holds(s.Module) || s.Module.PassFail is not null || s.Standing == CreditStanding.Deferred || (algorithm.LeavesOutFailed && s.Standing == CreditStanding.Failed))
            {
                continue;
            }

            all.Add(new(s.Module.Code, clauses.InTheMean(mark), s.Module.Credits, s.Module.Credits));
            if (pool.Discount is { Never.Count: > 0 } d && s.Module.IsAny(d.Never))
            {
                (kept ??= new(StringComparer.Ordinal)).Add(s.Module.Code);
            }
        }

        if (fallen.TryGetValue(pool.Name, out var more))
        {
            all.AddRange(more);
        }

        var counted = withDiscount && pool.Discount is { } discount ? Discounted(pool, discount, all, kept, fallen) : all;
        if (CountedMarks.Mean(counted) is not { } mean)
        {
            return null;
        }

        var credits = CountedMarks.Credits(counted);
        var figure = clauses.Rounding.Level?.Apply(mean) ?? mean;
        trace.Add(new(AwardRule.Pool, pool.Name, figure, credits, mean, Parts: counted));
        return new(pool.Name, pool.Share, figure, credits, counted);
    }

    private List<CountedMark> Discounted(PoolClause pool, DiscountClause discount, List<CountedMark> all, HashSet<string>? kept, Dictionary<string, List<CountedMark>> fallen)
    {
        var left = discount.Keep ?? (CountedMarks.Credits(all) - discount.Drop!.Value);
        List<CountedMark> counted = new(all.Count);
        List<CountedMark> dropped = [];
        foreach (var part in Ordered(discount, all, kept))
        {
            var must = kept?.Contains(part.Module) == true;
            var takes = must ? part.Credits : left <= 0 ? 0 : discount.Style == DiscountStyle.Whole ? part.Credits : Math.Min(part.Credits, InSlices(discount, left));
            if (takes > 0)
            {
                counted.Add(part with { Credits = takes });
                left -= takes;
            }

            if (takes < part.Credits)
            {
                dropped.Add(part with { Credits = part.Credits - takes });
            }
        }

        if (dropped.Count > 0)
        {
            if (pool.SurplusTo is { } to)
            {
                if (!fallen.TryGetValue(to, out var there))
                {
                    fallen[to] = there = [];
                }

                there.AddRange(dropped);
                trace.Add(new(AwardRule.Surplus, pool.Name, CountedMarks.Credits(dropped), Also: to, Parts: dropped));
            }
            else
            {
                trace.Add(new(AwardRule.LeftOut, pool.Name, CountedMarks.Credits(dropped), Also: discount.Style == DiscountStyle.Whole ? "whole modules" : "to exact credits", Parts: dropped));
            }
        }

        return counted;
    }

    private static decimal InSlices(DiscountClause discount, decimal left) => discount.Slice is { } slice ? Math.Ceiling(left / slice) * slice : left;

    /// <summary>What may never be dropped first, then the best, ties as the rule says; never by the order of the profile.</summary>
    private IEnumerable<CountedMark> Ordered(DiscountClause discount, List<CountedMark> all, HashSet<string>? kept)
    {
        var best = all.OrderByDescending(p => kept?.Contains(p.Module) == true).ThenByDescending(p => clauses.LowerIsBetter ? -p.Mark : p.Mark);
        return (discount.Tie switch
        {
            TieRule.LargerFirst => best.ThenByDescending(p => p.Credits),
            TieRule.SmallerFirst => best.ThenBy(p => p.Credits),
            _ => best,
        }).ThenBy(p => p.Module, StringComparer.Ordinal);
    }
}
