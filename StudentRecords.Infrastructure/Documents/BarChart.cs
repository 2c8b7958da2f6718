namespace StudentRecords.Infrastructure.Documents;

/// <summary>Bars labelled directly, without a legend. The numbers belong in a table near by.</summary>
public sealed record BarChart : Block
{
    public required string Caption { get; init; }

    /// <summary>What the chart shows, in words, for a reader who cannot see it. Required.</summary>
    public required string Alternative { get; init; }

    public required IReadOnlyList<Bar> Bars { get; init; }

    public BarDirection Direction { get; init; } = BarDirection.Upright;

    /// <summary>Height in points of the drawing of upright bars; lying bars take what they need.</summary>
    public double Height { get; init; } = 110;
}

/// <param name="Label">The bar's name: below an upright bar, left of a lying one.</param>
/// <param name="Value">Not below zero.</param>
/// <param name="ValueText">Stands at the bar's end; the value itself when null.</param>
/// <param name="IsStrong">Draws the bar in the darker tone, for instance this year among earlier ones.</param>
public sealed record Bar(string Label, decimal Value, string? ValueText = null, bool IsStrong = false);

public enum BarDirection
{
    Upright,
    Lying,
}
