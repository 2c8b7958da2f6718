using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>Bars from left to right under each other, names before and values behind. Each bar is a strip, the first carries the caption.</summary>
internal sealed class LyingBars : ChartSetter
{
    private const double Pitch = 14;
    private const double BarHeight = 9;
    private const double LabelGap = 6;
    private const double WidestLabelShare = 0.4;

    private readonly double labelWidth;
    private readonly double barRoom;

    public LyingBars(BarChart chart, double width, LineBreaker breaker)
        : base(chart, width, breaker)
    {
        labelWidth = Math.Min(width * WidestLabelShare, Widest(chart.Bars.Select(b => b.Label), Typography.ChartLabel));
        barRoom = width - labelWidth - LabelGap - Widest(chart.Bars.Select(ValueText), Typography.ChartValue) - LabelGap;
    }

    public override int StripCount => Math.Max(1, Chart.Bars.Count);

    protected override int KeptTogether => 2;

    public override double StripHeight(int strip) => Pitch + (strip == 0 ? CaptionHeight : 0);

    protected override void DrawBars(Page page, double left, double top, int first, int count)
    {
        top += first == 0 ? CaptionHeight : 0;
        var barLeft = left + labelWidth + LabelGap;
        for (var i = first; i < Math.Min(first + count, Chart.Bars.Count); i++, top += Pitch)
        {
            var bar = Chart.Bars[i];
            var length = (double)(bar.Value / Largest) * barRoom;
            var textTop = top + (Pitch - Typography.ChartLabel.Leading) / 2;
            var label = Breaker.Cut(bar.Label, Typography.ChartLabel, labelWidth + 0.2);
            page.Line(Breaker.Break(label, Typography.ChartLabel, Width)[0], Typography.ChartLabel, Alignment.Right, left, labelWidth, textTop);
            if (length > 0)
            {
                page.Box(barLeft, top + (Pitch - BarHeight) / 2, length, BarHeight, InkOf(bar));
            }

            page.Lines(Breaker.Break(ValueText(bar), Typography.ChartValue, Width), Typography.ChartValue, barLeft + length + LabelGap / 2, textTop);
        }
    }

    private double Widest(IEnumerable<string> texts, TextStyle style) =>
        texts.Select(t => Breaker.Width(t, style.IsBold, style)).DefaultIfEmpty(0).Max();
}
