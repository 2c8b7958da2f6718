using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>Running head and foot: artifacts, drawn when the number of pages is known. The first page has the masthead for its head.</summary>
internal static class PageFurniture
{
    private const double HeadTop = 32;
    private const double FootFromBottom = 40;
    private const string Separator = "   ·   ";
    private static readonly TextStyle Style = Typography.Furniture;

    public static void Draw(DocumentModel model, IReadOnlyList<Page> pages, LineBreaker breaker)
    {
        var head = Joined(model.Institution, model.RunningHead.Length > 0 ? model.RunningHead : model.Title);
        var foot = Joined(model.RunningFoot, model.PackVersion, model.PackHash);
        foreach (var page in pages)
        {
            page.BeginArtifact(isPagination: true);
            if (page.Index > 0)
            {
                DrawLine(page, head, model.Classification, HeadTop, breaker);
                page.Rule(PageFlow.Margin, page.Width - PageFlow.Margin, HeadTop + Style.Leading + 3, 0.4, Typography.Hairline);
            }

            var top = page.Height - FootFromBottom;
            page.Rule(PageFlow.Margin, page.Width - PageFlow.Margin, top - 4, 0.4, Typography.Hairline);
            DrawLine(page, foot, $"Page {page.Index + 1} of {pages.Count}", top, breaker);
            page.End();
        }
    }

    private static void DrawLine(Page page, string left, string right, double top, LineBreaker breaker)
    {
        var width = page.Width - 2 * PageFlow.Margin;
        var rightCut = breaker.Cut(right, Style, width * 0.7);
        var rightWidth = breaker.Width(rightCut, false, Style);
        var leftCut = breaker.Cut(left, Style, width - rightWidth - 16);
        foreach (var (text, x) in new[] { (leftCut, PageFlow.Margin), (rightCut, PageFlow.Margin + width - rightWidth) })
        {
            if (text.Length > 0)
            {
                page.Text(text, false, Style.Size, Style.Ink, x, top + Style.Rise);
            }
        }
    }

    private static string Joined(params string[] parts) => string.Join(Separator, parts.Where(p => p.Length > 0));
}
