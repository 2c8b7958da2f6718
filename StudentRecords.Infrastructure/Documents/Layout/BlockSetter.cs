using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>
/// A block made ready for a width: a pile of strips (lines of a paragraph, rows of a table) which may be parted between
/// pages, but never so that fewer than <see cref="KeptTogether"/> strips stand alone at a page's end or beginning.
/// </summary>
internal abstract class BlockSetter
{
    public virtual double SpaceBefore => 6;

    public virtual double SpaceAfter => 6;

    public abstract int StripCount { get; }

    /// <summary>How many strips at least stay together at the block's beginning and end.</summary>
    protected virtual int KeptTogether => 1;

    public abstract double StripHeight(int strip);

    /// <summary>What stands above the strips on each page that the block reaches: a table's head.</summary>
    public virtual double HeadHeight(bool isContinued) => 0;

    /// <summary>Makes the block's element in the tag tree.</summary>
    public abstract void Begin(StructureElement parent);

    public abstract void Draw(Page page, double left, double top, int first, int count);

    public double HeightOf(int first, int count)
    {
        var height = HeadHeight(first > 0);
        for (var strip = first; strip < first + count; strip++)
        {
            height += StripHeight(strip);
        }

        return height;
    }

    public double TotalHeight => HeightOf(0, StripCount);

    /// <summary>The height of the least part that may stand at a page's foot.</summary>
    public double LeastHeight => HeightOf(0, StripCount <= 2 * KeptTogether - 1 ? StripCount : KeptTogether);

    /// <summary>How many strips, beginning with the first, shall stand in the space; 0 sends them to the next page.</summary>
    public int StripsFor(int first, double space, bool isPageTop)
    {
        var (rest, fitting) = (StripCount - first, 0);
        for (var used = HeadHeight(first > 0); fitting < rest; fitting++)
        {
            used += StripHeight(first + fitting);
            if (used > space + 0.01)
            {
                break;
            }
        }

        if (fitting == rest)
        {
            return rest;
        }

        var taken = Math.Min(fitting, rest - Math.Min(KeptTogether, rest));
        if (taken >= KeptTogether)
        {
            return taken;
        }

        return isPageTop ? Math.Max(1, fitting) : 0;
    }
}
