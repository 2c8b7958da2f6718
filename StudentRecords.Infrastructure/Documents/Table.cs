namespace StudentRecords.Infrastructure.Documents;

/// <summary>A table. Its heading rows are repeated on every page it reaches; no row is left alone at a page's end or beginning.</summary>
public sealed record Table : Block
{
    public string Caption { get; init; } = "";

    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>A row above the column headings whose cells span columns; empty for none. The spans must add up to the columns.</summary>
    public IReadOnlyList<ColumnGroup> Groups { get; init; } = [];

    public required IReadOnlyList<TableRow> Rows { get; init; }
}

/// <param name="Heading">The column's heading.</param>
/// <param name="Alignment">How the column's cells and heading stand.</param>
/// <param name="Width">In points (1/72 inch); 0 fits the column to its text. Widths that do not fit the page are scaled.</param>
/// <param name="IsRowHeader">Whether the column names the row: its cells are tagged as row headings.</param>
public sealed record Column(string Heading, Alignment Alignment = Alignment.Left, double Width = 0, bool IsRowHeader = false);

/// <summary>A heading over several columns; an empty heading over columns that belong to no group.</summary>
public sealed record ColumnGroup(string Heading, int Span);

public sealed record TableRow(IReadOnlyList<TableCell> Cells)
{
    /// <summary>Set apart by a rule and bold, for a sum or an average.</summary>
    public bool IsTotal { get; init; }
}

public readonly record struct TableCell(string Text, bool IsBold = false)
{
    public static implicit operator TableCell(string text) => new(text);
}

public enum Alignment
{
    Left,
    Right,
    Centre,
}
