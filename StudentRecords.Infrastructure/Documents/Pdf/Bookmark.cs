namespace StudentRecords.Infrastructure.Documents.Pdf;

/// <summary>A heading's place: an entry of the viewer's outline and the target of a link. The height is measured from the page's foot.</summary>
internal sealed record Bookmark(int Level, string Text, int Page, double Height);

/// <summary>A rectangle of a page that leads to a bookmark. Coordinates are measured from the page's lower left.</summary>
internal sealed class LinkAnnotation(Bookmark target, StructureElement element, double left, double bottom, double right, double top)
{
    public Bookmark Target { get; } = target;
    public StructureElement Element { get; } = element;
    public double Left { get; } = left;
    public double Bottom { get; } = bottom;
    public double Right { get; } = right;
    public double Top { get; } = top;

    /// <summary>Given when the file is written.</summary>
    public int ObjectNumber { get; set; }
}
