namespace StudentRecords.Domain.Assessment;

/// <summary>The mean that nearly every regulation begins with, in decimals and unrounded.</summary>
public static class WeightedMean
{
    /// <summary>Sum of mark × weight over the sum of weights; null where nothing has weight.</summary>
    public static decimal? Of(IReadOnlyCollection<(decimal Mark, decimal Weight)> parts)
    {
        var weight = parts.Sum(p => p.Weight);
        return weight > 0 ? parts.Sum(p => p.Mark * p.Weight) / weight : null;
    }
}
