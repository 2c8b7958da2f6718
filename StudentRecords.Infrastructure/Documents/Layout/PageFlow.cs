using StudentRecords.Infrastructure.Documents.Fonts;
using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>The pages as they fill, from top to bottom.</summary>
internal sealed class PageFlow(FontSet fonts, PageOrientation orientation)
{
    public const double Margin = 48;
    private const double ShortSide = 595.28;
    private const double LongSide = 841.89;
    private const double Top = 60;
    private const double BottomMargin = 56;

    private readonly List<Page> pages = [];
    private PageOrientation orientation = orientation;
    private double spaceOwed;

    public IReadOnlyList<Page> Pages => pages;

    public Page Current => pages[^1];

    public double Y { get; private set; }

    public bool IsPageTop { get; private set; } = true;

    public double Width => (orientation == PageOrientation.Portrait ? ShortSide : LongSide) - 2 * Margin;

    public double BodyHeight => PageHeight - Top - BottomMargin;

    private double PageHeight => orientation == PageOrientation.Portrait ? LongSide : ShortSide;

    private double Remaining => PageHeight - BottomMargin - Y;

    public void NewPage(PageOrientation? turned = null)
    {
        if (pages.Count > 0)
        {
            Current.Close();
        }

        orientation = turned ?? orientation;
        pages.Add(new Page(pages.Count, Width + 2 * Margin, PageHeight, fonts));
        (Y, IsPageTop, spaceOwed) = (Top, true, 0);
    }

    /// <summary>Takes space at the top of the first page, for the masthead.</summary>
    public void StartBelow(double y) => Y = y;

    /// <param name="block">The block to set.</param>
    /// <param name="parent">The element of which it becomes a part.</param>
    /// <param name="follower">What must follow on the same page, if anything: a heading is never left behind.</param>
    public void Place(BlockSetter block, StructureElement parent, double follower = 0)
    {
        block.Begin(parent);
        for (var first = 0; first < block.StripCount;)
        {
            var space = IsPageTop ? 0 : Math.Max(spaceOwed, first == 0 ? block.SpaceBefore : 0);
            var count = block.StripsFor(first, Remaining - space - follower, IsPageTop);
            if (count == 0)
            {
                NewPage();
                continue;
            }

            block.Draw(Current, Margin, Y + space, first, count);
            Y += space + block.HeightOf(first, count);
            (first, IsPageTop) = (first + count, false);
            if (first < block.StripCount)
            {
                NewPage();
            }
        }

        spaceOwed = block.SpaceAfter;
    }
}
