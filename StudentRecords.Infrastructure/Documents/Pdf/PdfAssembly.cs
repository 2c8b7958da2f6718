using StudentRecords.Infrastructure.Documents.Fonts;

namespace StudentRecords.Infrastructure.Documents.Pdf;

/// <summary>Puts set pages, tags, bookmarks and fonts together into one file.</summary>
internal static class PdfAssembly
{
    public static void Write(
        Stream output,
        Metadata metadata,
        IReadOnlyList<Page> pages,
        StructureElement document,
        IReadOnlyList<Bookmark> bookmarks,
        FontSet fonts)
    {
        using var file = new PdfFile(output);
        var (catalogue, pageTree, structure, resources) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        var pageObjects = pages.Select(_ => file.Reserve()).ToList();
        var (regular, bold) = (FontWriter.Write(file, fonts.Regular), FontWriter.Write(file, fonts.Bold));
        file.Begin(resources).Add("<</Font <</F0 ").Reference(regular).Add("/F1 ").Reference(bold).Add(">>>>");

        var linkKey = pages.Count;
        for (var i = 0; i < pages.Count; i++)
        {
            WritePage(file, pages[i], pageObjects, pageTree, resources, ref linkKey);
        }

        var kids = file.Begin(pageTree).Add("<</Type /Pages /Count ").Add(pages.Count).Add(" /Kids [");
        foreach (var page in pageObjects)
        {
            kids.Reference(page);
        }

        kids.Add("]>>");
        StructureWriter.Write(file, structure, document, pages, pageObjects);
        var outline = OutlineWriter.Write(file, bookmarks, pageObjects);
        var (xmp, information) = (metadata.WriteXmp(file), metadata.WriteInformation(file));
        var root = file.Begin(catalogue).Add("<</Type /Catalog /Pages ").Reference(pageTree).Add("/Lang ").TextString(metadata.Language)
            .Add("/MarkInfo <</Marked true>> /ViewerPreferences <</DisplayDocTitle true>> /StructTreeRoot ").Reference(structure)
            .Add("/Metadata ").Reference(xmp);
        if (outline is { } number)
        {
            root.Add("/PageMode /UseOutlines /Outlines ").Reference(number);
        }

        root.Add(">>");
        file.Finish(catalogue, information);
    }

    private static void WritePage(PdfFile file, Page page, List<int> pageObjects, int pageTree, int resources, ref int linkKey)
    {
        var contents = new List<int>();
        foreach (var content in page.Contents)
        {
            contents.Add(file.Reserve());
            file.WriteStream(contents[^1], "/Filter /FlateDecode ", content);
        }

        foreach (var link in page.Links)
        {
            link.ObjectNumber = file.Reserve();
            file.Begin(link.ObjectNumber).Add("<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [")
                .Operand(link.Left).Operand(link.Bottom).Operand(link.Right).Operand(link.Top).Add("] /Dest ")
                .Destination(link.Target, pageObjects).Add("/Contents ").TextString(link.Target.Text)
                .Add(" /StructParent ").Add(linkKey++).Add(">>");
        }

        var value = file.Begin(pageObjects[page.Index]).Add("<</Type /Page /Parent ").Reference(pageTree)
            .Add("/MediaBox [0 0 ").Operand(page.Width).Operand(page.Height).Add("] /Resources ").Reference(resources).Add("/Contents [");
        contents.ForEach(c => value.Reference(c));
        value.Add("] /Tabs /S /StructParents ").Add(page.Index);
        if (page.Links.Count > 0)
        {
            value.Add(" /Annots [");
            foreach (var link in page.Links)
            {
                value.Reference(link.ObjectNumber);
            }

            value.Add("]");
        }

        value.Add(">>");
    }
}
