using System.Globalization;
using StudentRecords.Infrastructure.Documents.Fonts;
using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>What upright and lying bars share: caption, tag with alternative text, and how a value is said.</summary>
internal abstract class ChartSetter : BlockSetter
{
    private const double CaptionGap = 5;
    private readonly List<TextLine> caption;
    private StructureElement? figure;

    protected ChartSetter(BarChart chart, double width, LineBreaker breaker)
    {
        if (string.IsNullOrWhiteSpace(chart.Alternative))
        {
            throw new ArgumentException($"The chart '{chart.Caption}' has no alternative text.", nameof(chart));
        }

        if (chart.Bars.FirstOrDefault(b => b.Value < 0) is { } below)
        {
            throw new ArgumentException($"The bar '{below.Label}' of the chart '{chart.Caption}' is below zero.", nameof(chart));
        }

        (Chart, Width, Breaker) = (chart, width, breaker);
        caption = breaker.Break(chart.Caption, Typography.Caption, width);
        Largest = chart.Bars.Select(b => b.Value).DefaultIfEmpty(0).Max() is var largest && largest > 0 ? largest : 1;
    }

    public override double SpaceBefore => 8;

    public override double SpaceAfter => 10;

    protected BarChart Chart { get; }

    protected double Width { get; }

    protected LineBreaker Breaker { get; }

    protected decimal Largest { get; }

    protected double CaptionHeight => caption.Count * Typography.Caption.Leading + CaptionGap;

    public override void Begin(StructureElement parent) =>
        figure = parent.Add("Figure", alternative: PlainText.OnOneLine(Chart.Alternative));

    public sealed override void Draw(Page page, double left, double top, int first, int count)
    {
        if (first == 0)
        {
            var bounds = new AsciiBuffer().Add("/A <</O /Layout /Placement /Block /BBox [")
                .Operand(left).Operand(page.Height - top - HeightOf(first, count)).Operand(left + Width).Operand(page.Height - top).Add("]>> ");
            figure!.Attributes = System.Text.Encoding.ASCII.GetString(bounds.Span);
            page.Begin(figure.Add("Caption"));
            page.Lines(caption, Typography.Caption, left, top);
            page.End();
        }

        page.Begin(figure!);
        DrawBars(page, left, top, first, count);
        page.End();
    }

    protected abstract void DrawBars(Page page, double left, double top, int first, int count);

    protected static string ValueText(Bar bar) => bar.ValueText ?? bar.Value.ToString("0.##", CultureInfo.InvariantCulture);

    protected static Ink InkOf(Bar bar) => bar.IsStrong ? Typography.Accent : Typography.BarQuiet;
}
