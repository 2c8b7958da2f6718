using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>Terms left, values beside them, a hairline under each row. Each row is a strip.</summary>
internal sealed class FactsSetter : BlockSetter
{
    private const double Gutter = 20;
    private const double TermGap = 10;
    private const double Padding = 2;
    private const double WidestTermShare = 0.45;

    private readonly List<List<(List<TextLine> Term, List<TextLine> Value)>> rows;
    private readonly double[] termWidths;
    private readonly double columnWidth;
    private StructureElement? list;

    public FactsSetter(Facts facts, double width, LineBreaker breaker)
    {
        if (facts.Columns is < 1 or > 3)
        {
            throw new ArgumentException($"Facts stand in one to three columns, not {facts.Columns}.", nameof(facts));
        }

        columnWidth = (width - (facts.Columns - 1) * Gutter) / facts.Columns;
        termWidths = Enumerable.Range(0, facts.Columns)
            .Select(column => facts.Items.Where((_, i) => i % facts.Columns == column)
                .Select(f => breaker.Width(f.Term, false, Typography.Term)).DefaultIfEmpty(0).Max())
            .Select(widest => Math.Min(widest, columnWidth * WidestTermShare) + 0.1)
            .ToArray();
        rows = facts.Items
            .Select((fact, i) => (
                breaker.Break(fact.Term, Typography.Term, termWidths[i % facts.Columns]),
                breaker.Break(fact.Value, Typography.Value, columnWidth - termWidths[i % facts.Columns] - TermGap)))
            .Chunk(facts.Columns)
            .Select(row => row.ToList())
            .ToList();
    }

    public override int StripCount => rows.Count;

    public override double StripHeight(int strip) =>
        rows[strip].Max(f => Math.Max(f.Term.Count, f.Value.Count)) * Typography.Value.Leading + 2 * Padding;

    public override void Begin(StructureElement parent) => list = parent.Add("L", "/A <</O /List /ListNumbering /None>> ");

    public override void Draw(Page page, double left, double top, int first, int count)
    {
        for (var strip = first; strip < first + count; strip++)
        {
            for (var column = 0; column < rows[strip].Count; column++)
            {
                DrawFact(page, rows[strip][column], left + column * (columnWidth + Gutter), top + Padding, termWidths[column]);
            }

            top += StripHeight(strip);
            page.BeginArtifact();
            for (var column = 0; column < rows[strip].Count; column++)
            {
                var start = left + column * (columnWidth + Gutter);
                page.Rule(start, start + columnWidth, top, 0.4, Typography.Hairline);
            }

            page.End();
        }
    }

    private void DrawFact(Page page, (List<TextLine> Term, List<TextLine> Value) fact, double left, double top, double termWidth)
    {
        var item = list!.Add("LI");
        page.Begin(item.Add("Lbl"));
        page.Lines(fact.Term, Typography.Term, left, top);
        page.End();
        page.Begin(item.Add("LBody"));
        page.Lines(fact.Value, Typography.Value, left + termWidth + TermGap, top);
        page.End();
    }
}
