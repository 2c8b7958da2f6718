namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>How far a figure is from the next better class.</summary>
/// <param name="Class">Name of that class.</param>
/// <param name="From">Where it begins.</param>
/// <param name="Missing">How much the figure lacks; 0 where only a requirement is not met.</param>
/// <param name="ZoneFrom">Where a zone of consideration for it begins; null where there is none.</param>
/// <param name="Ways">What would reach it, each by itself: a pool's mean, a module's mark, a requirement.</param>
public sealed record AwardDistance(string Class, decimal From, decimal Missing, decimal? ZoneFrom, IReadOnlyList<WayThere> Ways)
{
    private const int ModulesTold = 3;

    internal static AwardDistance? Of(AwardClauses clauses, Classified classified)
    {
        if (clauses.TwoWay is not null || classified.IsHeld || classified.Class is not { } now || clauses.IndexOf(now.Name) is not (> 0 and var index))
        {
            return null;
        }

        var next = clauses.Classes[index - 1];
        var (figure, sign) = (classified.Chosen.Figure, clauses.LowerIsBetter ? -1 : 1);
        var missing = Math.Max(0, sign * (next.From - figure));
        var zone = clauses.Borderline.FirstOrDefault(z => z.Into.Count == 0 || z.Into.Contains(next.Name));
        var ways = missing > 0 ? Reaching(clauses, classified, next, sign) : Requirements(clauses, classified, next);
        return new(next.Name, next.From, missing, zone is null ? null : next.From - (sign * zone.Below), ways);
    }

    private static List<WayThere> Requirements(AwardClauses clauses, Classified classified, ClassClause next) =>
        [.. next.Requires.SelectMany(r => classified.Modules.Where(m => m.Module.IsAny([r.Kind]) && m.Mark is { } mark && !clauses.IsAtLeast(mark, r.Mark)).Select(m => new WayThere(m.Module.Code, m.Mark!.Value, r.Mark)))];

    private static List<WayThere> Reaching(AwardClauses clauses, Classified classified, ClassClause next, int sign)
    {
        // rounded half away from zero, a figure half a unit below the boundary is in the class
        var reach = clauses is { LowerIsBetter: false, Rounding.Final: { Mode: MidpointRounding.AwayFromZero, Decimals: var dp } } ? next.From - (0.5m / PowerOfTen(dp)) : next.From;
        List<WayThere> pools = [];
        List<WayThere> modules = [];
        foreach (var pool in classified.Chosen.Pools)
        {
            var pull = PoolSums.Pull(classified.By.Combine, classified.Chosen.Pools, pool);
            if (pull <= 0)
            {
                continue;
            }

            var target = Outwards(pool.Mean + ((reach - classified.Chosen.Exact) / pull), clauses.Rounding.Level?.Decimals ?? 2, sign);
            if (clauses.Points.Count > 0 || (target >= clauses.Marks.Lowest && target <= clauses.Marks.Highest))
            {
                pools.Add(new(pool.Name, pool.Mean, target));
            }

            if (clauses.Points.Count == 0)
            {
                modules.AddRange(OfModules(clauses, pool, target, sign));
            }
        }

        return [.. pools, .. modules.OrderBy(w => sign * (w.To - w.From)).Take(ModulesTold)];
    }

    /// <summary>Each module alone; not told where whole modules are dropped, because a better mark may then bring another selection.</summary>
    private static IEnumerable<WayThere> OfModules(AwardClauses clauses, PoolFigure pool, decimal target, int sign)
    {
        if (clauses.Algorithms.Any(a => a.Pools.Any(p => p.Discount?.Style == DiscountStyle.Whole)))
        {
            yield break;
        }

        var lacks = (target - CountedMarks.Mean(pool.Counted)!.Value) * pool.Credits;
        foreach (var module in pool.Counted.GroupBy(c => c.Module).Select(g => g.First()))
        {
            var to = Outwards(module.Mark + (lacks / module.Credits), clauses.Rounding.Module?.Decimals ?? 2, sign);
            if (to >= clauses.Marks.Lowest && to <= clauses.Marks.Highest)
            {
                yield return new(module.Module, module.Mark, to);
            }
        }
    }

    /// <summary>To so many places, away from where one comes from, so that what is told is enough.</summary>
    private static decimal Outwards(decimal value, int decimals, int sign) => sign > 0 ? decimal.Round(value, decimals, MidpointRounding.ToPositiveInfinity) : decimal.Round(value, decimals, MidpointRounding.ToNegativeInfinity);

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}

/// <summary>One change that would reach the next class by itself.</summary>
/// <param name="What">A pool or a module.</param>
/// <param name="From">Its mean or mark now.</param>
/// <param name="To">What it would have to be.</param>
public readonly record struct WayThere(string What, decimal From, decimal To);
