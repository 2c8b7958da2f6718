using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>A table's caption and heading rows: tagged where the table begins, drawn again as artifacts on each page after.</summary>
internal sealed class TableHead
{
    private const double Padding = 3;
    private static readonly TextStyle Style = Typography.ColumnHeading;

    private readonly Table table;
    private readonly double[] widths;
    private readonly List<List<TextLine>> headings;
    private readonly List<List<TextLine>> groups;
    private readonly List<TextLine> caption;
    private readonly List<TextLine> captionContinued;

    public TableHead(Table table, double[] widths, double pageWidth, LineBreaker breaker)
    {
        (this.table, this.widths) = (table, widths);
        headings = table.Columns.Select((c, i) => breaker.Break(c.Heading, Style, widths[i] - ColumnWidths.Gap(table, i) + 0.2)).ToList();
        groups = table.Groups.Select((g, i) => breaker.Break(g.Heading, Style, GroupSpan(i).Width)).ToList();
        caption = table.Caption.Length == 0 ? [] : breaker.Break(table.Caption, Typography.Caption, pageWidth);
        captionContinued = table.Caption.Length == 0
            ? []
            : breaker.Break([new TextRun(breaker.Cut(table.Caption, Typography.Caption, pageWidth - 60), IsBold: true), " (continued)"], Typography.Caption with { IsBold = false }, pageWidth);
    }

    public double Height(bool isContinued) => CaptionHeight(isContinued) + GroupsHeight + HeadingsHeight;

    private double GroupsHeight => groups.Count == 0 ? 0 : groups.Max(g => g.Count) * Style.Leading + Padding;

    private double HeadingsHeight => headings.Max(h => h.Count) * Style.Leading + 2 * Padding;

    /// <summary>Draws the head and, where the table begins, makes its tags.</summary>
    public void Draw(Page page, double left, double top, StructureElement? element)
    {
        DrawCaption(page, left, top, element);
        top += CaptionHeight(element is null);
        if (element is null)
        {
            page.BeginArtifact(isPagination: true);
        }

        var tags = element?.Add("THead");
        if (groups.Count > 0)
        {
            DrawGroups(page, left, top, tags?.Add("TR"));
            top += GroupsHeight;
        }

        DrawHeadings(page, left, top, tags?.Add("TR"));
        if (element is null)
        {
            page.End();
        }

        page.BeginArtifact();
        for (var group = 0; group < groups.Count; group++)
        {
            if (groups[group].Count > 0)
            {
                var (offset, width) = GroupSpan(group);
                page.Rule(left + offset, left + offset + width, top, 0.4, Typography.Line);
            }
        }

        page.Rule(left, left + widths.Sum(), top + HeadingsHeight, 0.8, Typography.Black);
        page.End();
    }

    private double CaptionHeight(bool isContinued)
    {
        var lines = isContinued ? captionContinued : caption;
        return lines.Count == 0 ? 0 : lines.Count * Typography.Caption.Leading + 2;
    }

    private void DrawCaption(Page page, double left, double top, StructureElement? element)
    {
        if (caption.Count == 0)
        {
            return;
        }

        if (element is null)
        {
            page.BeginArtifact(isPagination: true);
            page.Lines(captionContinued, Typography.Caption with { Ink = Typography.Muted }, left, top);
        }
        else
        {
            page.Begin(element.Add("Caption"));
            page.Lines(caption, Typography.Caption, left, top);
        }

        page.End();
    }

    private void DrawGroups(Page page, double left, double top, StructureElement? row)
    {
        for (var i = 0; i < groups.Count; i++)
        {
            var (offset, width) = GroupSpan(i);
            var tag = groups[i].Count == 0
                ? row?.Add("TD", $"/A <</O /Table /ColSpan {table.Groups[i].Span}>> ")
                : row?.Add("TH", StructureElement.ColumnHeadingOver(table.Groups[i].Span));
            DrawLines(page, groups[i], Alignment.Left, left + offset, width, top, tag);
        }
    }

    private void DrawHeadings(Page page, double left, double top, StructureElement? row)
    {
        for (var i = 0; i < headings.Count; i++)
        {
            var lowered = top + HeadingsHeight - Padding - headings[i].Count * Style.Leading;
            DrawLines(page, headings[i], table.Columns[i].Alignment, left, widths[i] - ColumnWidths.Gap(table, i), lowered, row?.Add("TH", StructureElement.ColumnHeading));
            left += widths[i];
        }
    }

    private static void DrawLines(Page page, List<TextLine> lines, Alignment alignment, double left, double width, double top, StructureElement? tag)
    {
        if (lines.Count == 0)
        {
            return;
        }

        if (tag is not null)
        {
            page.Begin(tag);
        }

        for (var i = 0; i < lines.Count; i++)
        {
            page.Line(lines[i], Style, alignment, left, width, top + i * Style.Leading);
        }

        if (tag is not null)
        {
            page.End();
        }
    }

    private (double Offset, double Width) GroupSpan(int group)
    {
        var start = table.Groups.Take(group).Sum(g => g.Span);
        var span = table.Groups[group].Span;
        return (widths.Take(start).Sum(), widths.Skip(start).Take(span).Sum() - ColumnWidths.Gap(table, start + span - 1));
    }
}
