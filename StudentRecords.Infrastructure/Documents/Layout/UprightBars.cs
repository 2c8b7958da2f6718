using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>Upright bars on a base line, each with its value above and its name below. One strip: never parted.</summary>
internal sealed class UprightBars : ChartSetter
{
    private const double BarShare = 0.7;
    private const double WidestBar = 40;

    private readonly List<List<TextLine>> labels;
    private readonly double pitch;

    public UprightBars(BarChart chart, double width, LineBreaker breaker)
        : base(chart, width, breaker)
    {
        pitch = width / Math.Max(1, chart.Bars.Count);
        labels = chart.Bars.Select(b => breaker.Break(b.Label, Typography.ChartLabel, pitch - 2)).ToList();
    }

    public override int StripCount => 1;

    public override double StripHeight(int strip) =>
        CaptionHeight + Chart.Height + 3 + labels.Select(l => l.Count).DefaultIfEmpty(0).Max() * Typography.ChartLabel.Leading;

    protected override void DrawBars(Page page, double left, double top, int first, int count)
    {
        var baseLine = top + CaptionHeight + Chart.Height;
        var barWidth = Math.Min(pitch * BarShare, WidestBar);
        var tallest = Chart.Height - Typography.ChartValue.Leading;
        for (var i = 0; i < Chart.Bars.Count; i++)
        {
            var (bar, middle) = (Chart.Bars[i], left + (i + 0.5) * pitch);
            var height = (double)(bar.Value / Largest) * tallest;
            if (height > 0)
            {
                page.Box(middle - barWidth / 2, baseLine - height, barWidth, height, InkOf(bar));
            }

            DrawCentred(page, Breaker.Break(ValueText(bar), Typography.ChartValue, pitch), Typography.ChartValue, middle, baseLine - height - Typography.ChartValue.Leading);
            DrawCentred(page, labels[i], Typography.ChartLabel, middle, baseLine + 3);
        }

        page.Rule(left, left + Width, baseLine, 0.6, Typography.Line);
    }

    private void DrawCentred(Page page, List<TextLine> lines, TextStyle style, double middle, double top)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            page.Line(lines[i], style, Alignment.Centre, middle - pitch / 2, pitch, top + i * style.Leading);
        }
    }
}
