using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>A strip is a row, or as much of a row as fits a page where one is taller than that.</summary>
internal sealed class TableSetter : BlockSetter
{
    private const double Padding = 2.25;
    private static readonly TextStyle Style = Typography.Cell;

    private readonly record struct Strip(int Row, int FirstLine, int LineCount, bool IsLast);

    private readonly Table table;
    private readonly double[] widths;
    private readonly TableHead head;
    private readonly List<TextLine>[][] cells;
    private readonly List<Strip> strips = [];
    private StructureElement? element;
    private StructureElement? body;
    private StructureElement[] rowElements = [];

    public TableSetter(Table table, double width, double bodyHeight, LineBreaker breaker)
    {
        Check(table);
        this.table = table = table.Rows.Count > 0 ? table : table with { Rows = [NoRows(table.Columns.Count)] };
        widths = ColumnWidths.For(table, width, breaker);
        head = new TableHead(table, widths, width, breaker);
        cells = new List<TextLine>[table.Rows.Count][];
        var mostLines = (int)((bodyHeight - head.Height(true) - 2 * Padding) / Style.Leading);
        for (var row = 0; row < cells.Length; row++)
        {
            cells[row] = new List<TextLine>[table.Columns.Count];
            for (var column = 0; column < table.Columns.Count; column++)
            {
                var cell = table.Rows[row].Cells[column];
                cells[row][column] = breaker.Break([new TextRun(cell.Text, cell.IsBold || table.Rows[row].IsTotal)], Style, widths[column] - ColumnWidths.Gap(table, column) + 0.2);
            }

            var lines = Math.Max(1, cells[row].Max(c => c.Count));
            for (var line = 0; line < lines; line += mostLines)
            {
                strips.Add(new Strip(row, line, Math.Min(mostLines, lines - line), line + mostLines >= lines));
            }
        }
    }

    public override double SpaceBefore => 8;

    public override double SpaceAfter => 10;

    public override int StripCount => strips.Count;

    protected override int KeptTogether => 2;

    public override double StripHeight(int strip) => strips[strip].LineCount * Style.Leading + 2 * Padding;

    public override double HeadHeight(bool isContinued) => head.Height(isContinued);

    public override void Begin(StructureElement parent) => element = parent.Add("Table");

    public override void Draw(Page page, double left, double top, int first, int count)
    {
        head.Draw(page, left, top, first == 0 ? element : null);
        body ??= element!.Add("TBody");
        top += HeadHeight(first > 0);
        var right = left + widths.Sum();
        for (var i = first; i < first + count; i++)
        {
            var strip = strips[i];
            DrawStrip(page, strip, left, top + Padding);
            var isBeforeTotal = strip.Row + 1 < table.Rows.Count && table.Rows[strip.Row + 1].IsTotal;
            top += StripHeight(i);
            page.BeginArtifact();
            page.Rule(left, right, top, isBeforeTotal ? 0.6 : 0.4, isBeforeTotal || i == StripCount - 1 ? Typography.Line : Typography.Hairline);
            page.End();
        }
    }

    private void DrawStrip(Page page, Strip strip, double left, double top)
    {
        if (strip.FirstLine == 0)
        {
            var row = body!.Add("TR");
            rowElements = table.Columns.Select(c => c.IsRowHeader ? row.Add("TH", StructureElement.RowHeading) : row.Add("TD")).ToArray();
        }

        for (var column = 0; column < widths.Length; column++)
        {
            var lines = cells[strip.Row][column];
            var end = Math.Min(lines.Count, strip.FirstLine + strip.LineCount);
            if (strip.FirstLine < end)
            {
                page.Begin(rowElements[column]);
                for (var line = strip.FirstLine; line < end; line++)
                {
                    page.Line(lines[line], Style, table.Columns[column].Alignment, left, widths[column] - ColumnWidths.Gap(table, column), top + (line - strip.FirstLine) * Style.Leading);
                }

                page.End();
            }

            left += widths[column];
        }
    }

    private static TableRow NoRows(int columns) => new([.. Enumerable.Range(0, columns).Select(c => new TableCell(c == 0 ? "None" : ""))]);

    private static void Check(Table table)
    {
        if (table.Columns.Count == 0)
        {
            throw new ArgumentException($"The table '{table.Caption}' has no columns.", nameof(table));
        }

        for (var row = 0; row < table.Rows.Count; row++)
        {
            if (table.Rows[row].Cells.Count != table.Columns.Count)
            {
                throw new ArgumentException($"Row {row + 1} of the table '{table.Caption}' has {table.Rows[row].Cells.Count} cells for {table.Columns.Count} columns.", nameof(table));
            }
        }

        if (table.Groups.Count > 0 && table.Groups.Sum(g => g.Span) != table.Columns.Count)
        {
            throw new ArgumentException($"The groups over the table '{table.Caption}' do not span its {table.Columns.Count} columns.", nameof(table));
        }
    }
}
