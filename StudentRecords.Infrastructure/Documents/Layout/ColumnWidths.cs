using StudentRecords.Infrastructure.Documents.Fonts;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>Shares a width among a table's columns: given widths are kept, the others follow their text.</summary>
internal static class ColumnWidths
{
    private const double UsualGap = 8;
    private const double WideGap = 16;

    /// <summary>A table whose text fills less than this part of the page is left narrow: numbers far apart are hard to read across.</summary>
    private const double StretchFrom = 0.6;

    /// <summary>The space behind a column's text, part of its width: wider where a right-aligned column would run into the left-aligned one after it, none after the last.</summary>
    public static double Gap(Table table, int column)
    {
        if (column == table.Columns.Count - 1)
        {
            return 0;
        }

        return table.Columns[column].Alignment == Alignment.Right && table.Columns[column + 1].Alignment == Alignment.Left ? WideGap : UsualGap;
    }

    public static double[] For(Table table, double available, LineBreaker breaker)
    {
        var columns = Enumerable.Range(0, table.Columns.Count).ToList();
        var natural = columns.Select(c => table.Columns[c].Width > 0 ? table.Columns[c].Width : Widest(table, c, breaker) + Gap(table, c)).ToArray();
        if (natural.Sum() <= available)
        {
            return natural.Sum() < available * StretchFrom ? natural : Stretched(table, natural, available);
        }

        return Squeezed(table, natural, available, breaker);
    }

    /// <summary>Columns narrower than a fair share keep their width; the wide ones wrap, and share what is left above their longest words.</summary>
    private static double[] Squeezed(Table table, double[] natural, double available, LineBreaker breaker)
    {
        var (wide, room, isSettled) = (Enumerable.Range(0, natural.Length).ToList(), available, false);
        while (!isSettled)
        {
            var fair = room / wide.Count;
            isSettled = wide.RemoveAll(c => natural[c] <= fair) == 0;
            room = available - natural.Where((_, c) => !wide.Contains(c)).Sum();
        }

        var least = wide.ToDictionary(c => c, c => table.Columns[c].Width > 0 ? natural[c] : Math.Min(natural[c], LongestWord(table, c, breaker) + Gap(table, c)));
        var (wanted, needed) = (wide.Sum(c => natural[c]), least.Values.Sum());
        return natural
            .Select((w, c) => !wide.Contains(c) ? w
                : needed >= room ? least[c] * room / needed
                : least[c] + (w - least[c]) * (room - needed) / (wanted - needed))
            .ToArray();
    }

    private static double[] Stretched(Table table, double[] natural, double available)
    {
        var free = natural.Where((_, c) => table.Columns[c].Width <= 0).Sum();
        var factor = free > 0 ? 1 + (available - natural.Sum()) / free : 1;
        return natural.Select((w, c) => table.Columns[c].Width > 0 ? w : w * factor).ToArray();
    }

    private static double Widest(Table table, int column, LineBreaker breaker)
    {
        var widest = breaker.LongestWord(table.Columns[column].Heading, Typography.ColumnHeading);
        foreach (var row in table.Rows)
        {
            var cell = row.Cells[column];
            foreach (var line in (cell.Text ?? "").AsSpan().EnumerateLines())
            {
                widest = Math.Max(widest, breaker.Width(line, cell.IsBold || row.IsTotal, Typography.Cell));
            }
        }

        return widest + 0.1;
    }

    private static double LongestWord(Table table, int column, LineBreaker breaker)
    {
        var longest = breaker.LongestWord(table.Columns[column].Heading, Typography.ColumnHeading);
        foreach (var row in table.Rows)
        {
            longest = Math.Max(longest, breaker.LongestWord(PlainText.Of(row.Cells[column].Text ?? ""), Typography.Cell with { IsBold = row.IsTotal || row.Cells[column].IsBold }));
        }

        return longest + 0.1;
    }
}
