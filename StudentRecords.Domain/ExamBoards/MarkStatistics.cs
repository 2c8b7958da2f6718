namespace StudentRecords.Domain.ExamBoards;

/// <summary>The figures that a module board looks at, over the marks there are.</summary>
/// <param name="Count">How many marks; the others are null when there are none.</param>
/// <param name="Deviation">Sample standard deviation; null below two marks.</param>
/// <param name="LowerQuartile">Quartiles are interpolated between neighbours (Hyndman and Fan's type 7, as spreadsheets do).</param>
public sealed record MarkStatistics(int Count, decimal? Mean, decimal? Deviation, decimal? Lowest, decimal? LowerQuartile, decimal? Median, decimal? UpperQuartile, decimal? Highest)
{
    /// <summary>Below this many marks a mean or a spread would tell single marks: not shown outside the grid.</summary>
    public const int SmallestGroup = 5;

    /// <summary>There are marks, but too few to show figures of.</summary>
    public bool IsSuppressed => Count is > 0 and < SmallestGroup;

    public static MarkStatistics Of(IEnumerable<decimal> marks)
    {
        decimal[] sorted = [.. marks.Order()];
        if (sorted.Length == 0)
        {
            return new(0, null, null, null, null, null, null, null);
        }

        var mean = sorted.Sum() / sorted.Length;
        decimal? deviation = sorted.Length < 2 ? null : Rounded((decimal)Math.Sqrt((double)(sorted.Sum(m => (m - mean) * (m - mean)) / (sorted.Length - 1))));
        return new(sorted.Length, Rounded(mean), deviation, sorted[0], Quantile(sorted, 0.25m), Quantile(sorted, 0.5m), Quantile(sorted, 0.75m), sorted[^1]);
    }

    /// <summary>How many marks lie in 0–9, 10–19 … 90–100.</summary>
    public static int[] Distribution(IEnumerable<decimal> marks)
    {
        var tens = new int[10];
        foreach (var mark in marks)
        {
            tens[(int)Math.Clamp(mark / 10, 0, 9)]++;
        }

        return tens;
    }

    private static decimal Quantile(decimal[] sorted, decimal share)
    {
        var place = (sorted.Length - 1) * share;
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return Rounded(sorted[below] + ((sorted[above] - sorted[below]) * (place - below)));
    }

    private static decimal Rounded(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
