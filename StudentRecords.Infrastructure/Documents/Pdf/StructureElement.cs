namespace StudentRecords.Infrastructure.Documents.Pdf;

/// <summary>A node of the tag tree: what assistive software reads instead of the page's drawing.</summary>
internal sealed class StructureElement(string tag, StructureElement? parent, string attributes)
{
    public const string ColumnHeading = "/A <</O /Table /Scope /Column>> ";
    public const string RowHeading = "/A <</O /Table /Scope /Row>> ";

    private readonly List<StructureKid> kids = new(1);

    public string Tag { get; } = tag;

    public StructureElement? Parent { get; } = parent;

    /// <summary>Further entries of the element's dictionary, as PDF syntax.</summary>
    public string Attributes { get; set; } = attributes;

    /// <summary>What is read out in place of a figure.</summary>
    public string? Alternative { get; init; }

    public IReadOnlyList<StructureKid> Kids => kids;

    /// <summary>Given when the tree is written.</summary>
    public int ObjectNumber { get; set; }

    public StructureElement Add(string childTag, string childAttributes = "", string? alternative = null)
    {
        var child = new StructureElement(childTag, this, childAttributes) { Alternative = alternative };
        kids.Add(new StructureKid(child, 0, 0, null));
        return child;
    }

    public void AddMarkedContent(int page, int mark) => kids.Add(new StructureKid(null, page, mark, null));

    public void AddLink(int page, LinkAnnotation link) => kids.Add(new StructureKid(null, page, 0, link));

    public static string ColumnHeadingOver(int columns) => $"/A <</O /Table /Scope /Column /ColSpan {columns}>> ";
}

/// <summary>A child of an element: another element, or marked content on a page, or a link on a page.</summary>
internal readonly record struct StructureKid(StructureElement? Element, int Page, int Mark, LinkAnnotation? Link);
