namespace StudentRecords.Infrastructure.Documents.Pdf;

/// <summary>Writes the tag tree and, for each page and link, the way back from the drawing to its tag (ISO 32000-1 clause 14.7).</summary>
internal static class StructureWriter
{
    /// <summary>Our own tag names and the standard tags that they stand for.</summary>
    private const string RoleMap = "/RoleMap <</Title /P>> ";

    public static void Write(PdfFile file, int treeRoot, StructureElement document, IReadOnlyList<Page> pages, IReadOnlyList<int> pageObjects)
    {
        Number(file, document);
        WriteElement(file, treeRoot, document, pageObjects);
        var parents = file.Reserve();
        var pageParents = pages.Select(_ => file.Reserve()).ToList();
        for (var i = 0; i < pages.Count; i++)
        {
            var owners = file.Begin(pageParents[i]).Add("[");
            foreach (var element in pages[i].Marked)
            {
                owners.Reference(element.ObjectNumber);
            }

            owners.Add("]");
        }

        var links = pages.SelectMany(p => p.Links).ToList();
        var tree = file.Begin(parents).Add("<</Nums [");
        for (var i = 0; i < pages.Count + links.Count; i++)
        {
            tree.Add(i).Add(" ").Reference(i < pages.Count ? pageParents[i] : links[i - pages.Count].Element.ObjectNumber);
        }

        tree.Add("]>>");
        file.Begin(treeRoot).Add("<</Type /StructTreeRoot /K ").Reference(document.ObjectNumber).Add(RoleMap)
            .Add("/ParentTree ").Reference(parents).Add("/ParentTreeNextKey ").Add(pages.Count + links.Count).Add(">>");
    }

    private static void Number(PdfFile file, StructureElement element)
    {
        element.ObjectNumber = file.Reserve();
        foreach (var kid in element.Kids)
        {
            if (kid.Element is { } child)
            {
                Number(file, child);
            }
        }
    }

    private static void WriteElement(PdfFile file, int parent, StructureElement element, IReadOnlyList<int> pageObjects)
    {
        var page = FirstPage(element);
        var value = file.Begin(element.ObjectNumber).Add("<</Type /StructElem /S /").Add(element.Tag).Add(" /P ").Reference(parent);
        if (page >= 0)
        {
            value.Add("/Pg ").Reference(pageObjects[page]);
        }

        value.Add(element.Attributes);
        if (element.Alternative is { } alternative)
        {
            value.Add("/Alt ").TextString(alternative);
        }

        value.Add("/K [");
        foreach (var kid in element.Kids)
        {
            WriteKid(value, kid, page, pageObjects);
        }

        value.Add("]>>");
        foreach (var kid in element.Kids)
        {
            if (kid.Element is { } child)
            {
                WriteElement(file, element.ObjectNumber, child, pageObjects);
            }
        }
    }

    private static void WriteKid(AsciiBuffer value, StructureKid kid, int page, IReadOnlyList<int> pageObjects)
    {
        if (kid.Element is { } child)
        {
            value.Reference(child.ObjectNumber);
        }
        else if (kid.Link is { } link)
        {
            value.Add("<</Type /OBJR /Pg ").Reference(pageObjects[kid.Page]).Add("/Obj ").Reference(link.ObjectNumber).Add(">> ");
        }
        else if (kid.Page == page)
        {
            value.Add(kid.Mark).Add(" ");
        }
        else
        {
            value.Add("<</Type /MCR /Pg ").Reference(pageObjects[kid.Page]).Add("/MCID ").Add(kid.Mark).Add(">> ");
        }
    }

    private static int FirstPage(StructureElement element)
    {
        foreach (var kid in element.Kids)
        {
            if (kid.Element is null)
            {
                return kid.Page;
            }
        }

        return -1;
    }
}
