using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>Two blocks on one strip, their tops level.</summary>
internal sealed class SideBySideSetter(BlockSetter left, BlockSetter right, double rightOffset) : BlockSetter
{
    public const double Gutter = 24;

    /// <summary>The blocks by themselves, for where both together are taller than a page.</summary>
    public IReadOnlyList<BlockSetter> Parts => [left, right];

    public override double SpaceBefore => Math.Max(left.SpaceBefore, right.SpaceBefore);

    public override double SpaceAfter => Math.Max(left.SpaceAfter, right.SpaceAfter);

    public override int StripCount => 1;

    public override double StripHeight(int strip) => Math.Max(left.TotalHeight, right.TotalHeight);

    public override void Begin(StructureElement parent)
    {
        left.Begin(parent);
        right.Begin(parent);
    }

    public override void Draw(Page page, double pageLeft, double top, int first, int count)
    {
        left.Draw(page, pageLeft, top, 0, left.StripCount);
        right.Draw(page, pageLeft + rightOffset, top, 0, right.StripCount);
    }
}
