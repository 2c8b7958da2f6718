namespace StudentRecords.Domain.Assessment;

/// <summary>How far a figure is from the next better grade band.</summary>
/// <param name="Band">Name of that band.</param>
/// <param name="Missing">Marks that would reach it, above 0.</param>
public sealed record NextBoundary(string Band, decimal Missing)
{
    /// <summary>
    /// Marks below a boundary within which a board is shown a candidate as borderline. The usual width where universities publish one
    /// (Warwick, Bath Spa, Manchester: 2); it marks a row to look at and decides nothing.
    /// </summary>
    public const decimal Zone = 2m;

    public bool IsBorderline => Missing <= Zone;

    /// <summary>Null where the rule grades nothing, the figure is missing, or no band is better.</summary>
    public static NextBoundary? Of(GradeClause? grade, IReadOnlyList<ScaleFigure> scales, decimal? overall)
    {
        var counted = scales.Where(s => s.State != ScaleState.NotCounted).ToList();
        var basis = grade?.From == GradeBasis.Overall ? overall : counted.Count == 0 || counted.Any(s => s.Mark is null) ? null : counted.Min(s => s.Mark);
        return basis is { } mark && grade!.Bands.Where(b => b.From > mark).MinBy(b => b.From) is { } next ? new NextBoundary(next.Name, next.From - mark) : null;
    }
}
