using StudentRecords.Infrastructure.Documents.Fonts;
using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>The head of the first page: institution, classification, title, subtitle.</summary>
internal static class Masthead
{
    private const double Top = 42;

    /// <returns>Where the body begins.</returns>
    public static double Draw(DocumentModel model, Page page, StructureElement document, double width, LineBreaker breaker)
    {
        var left = PageFlow.Margin;
        var top = Top;
        Put(page, document.Add("P"), breaker.Break(model.Institution, Typography.Institution, width * 0.48), Typography.Institution, left, ref top);
        if (model.Classification.Length > 0)
        {
            var lines = breaker.Break(model.Classification, Typography.Classification, width * 0.48);
            page.Begin(document.Add("P"));
            for (var i = 0; i < lines.Count; i++)
            {
                page.Line(lines[i], Typography.Classification, Alignment.Right, left, width, Top + i * Typography.Classification.Leading);
            }

            page.End();
            top = Math.Max(top, Top + lines.Count * Typography.Classification.Leading);
        }

        top += 5;
        page.BeginArtifact();
        page.Rule(left, left + width, top, 1.2, Typography.Accent);
        page.End();
        top += 18;
        Put(page, document.Add("Title"), breaker.Break(PlainText.OnOneLine(model.Title), Typography.Title, width), Typography.Title, left, ref top);
        if (model.Subtitle.Length > 0)
        {
            Put(page, document.Add("P"), breaker.Break(model.Subtitle, Typography.Subtitle, width), Typography.Subtitle, left, ref top);
        }

        return top + 16;
    }

    private static void Put(Page page, StructureElement element, List<TextLine> lines, TextStyle style, double left, ref double top)
    {
        page.Begin(element);
        page.Lines(lines, style, left, top);
        page.End();
        top += lines.Count * style.Leading;
    }
}
