namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>Puts the means of pools together.</summary>
internal static class PoolSums
{
    public static decimal Of(PoolSum combine, IReadOnlyList<PoolFigure> pools, string name, List<AwardStep> trace)
    {
        var parts = new CountedMark[pools.Count];
        decimal sum = 0, over = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var weight = WeightOf(combine, pools[i]);
            parts[i] = new(pools[i].Name, pools[i].Mean, weight, weight);
            sum += pools[i].Mean * weight;
            over += weight;
        }

        var figure = combine == PoolSum.Total ? sum : sum / over;
        trace.Add(new(AwardRule.Algorithm, name, figure, combine == PoolSum.Total ? null : over, Parts: parts));
        return figure;
    }

    /// <summary>By how much the figure moves when the pool's mean moves by 1.</summary>
    public static decimal Pull(PoolSum combine, IReadOnlyList<PoolFigure> pools, PoolFigure pool) =>
        combine == PoolSum.Total ? WeightOf(combine, pool) : WeightOf(combine, pool) / pools.Sum(p => WeightOf(combine, p));

    public static decimal WeightOf(PoolSum combine, PoolFigure pool) => combine == PoolSum.Means ? pool.Share : pool.Share * pool.Credits;
}
