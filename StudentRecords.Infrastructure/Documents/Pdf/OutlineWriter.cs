namespace StudentRecords.Infrastructure.Documents.Pdf;

/// <summary>The viewer's table of headings (ISO 32000-1 clause 12.3.3).</summary>
internal static class OutlineWriter
{
    /// <returns>The number of the outline object, or null where there is no heading.</returns>
    public static int? Write(PdfFile file, IReadOnlyList<Bookmark> bookmarks, IReadOnlyList<int> pageObjects)
    {
        if (bookmarks.Count == 0)
        {
            return null;
        }

        var root = file.Reserve();
        var numbers = bookmarks.Select(_ => file.Reserve()).ToList();
        var parents = Parents(bookmarks);
        var children = Enumerable.Range(0, bookmarks.Count).ToLookup(i => parents[i]);
        for (var i = 0; i < bookmarks.Count; i++)
        {
            var (bookmark, siblings) = (bookmarks[i], children[parents[i]].ToList());
            var place = siblings.BinarySearch(i);
            var item = file.Begin(numbers[i]).Add("<</Title ").TextString(bookmark.Text)
                .Add("/Parent ").Reference(parents[i] < 0 ? root : numbers[parents[i]])
                .Add("/Dest ").Destination(bookmark, pageObjects);
            AddReference(item, "/Prev ", place > 0 ? numbers[siblings[place - 1]] : null);
            AddReference(item, "/Next ", place < siblings.Count - 1 ? numbers[siblings[place + 1]] : null);
            AddEnds(item, children[i].ToList(), numbers, isOpen: false);
            item.Add(">>");
        }

        var outline = file.Begin(root).Add("<</Type /Outlines ");
        AddEnds(outline, children[-1].ToList(), numbers, isOpen: true);
        outline.Add(">>");
        return root;
    }

    public static AsciiBuffer Destination(this AsciiBuffer buffer, Bookmark bookmark, IReadOnlyList<int> pageObjects) =>
        buffer.Add("[").Reference(pageObjects[bookmark.Page]).Add("/XYZ 0 ").Operand(bookmark.Height).Add("null] ");

    private static int[] Parents(IReadOnlyList<Bookmark> bookmarks)
    {
        var parents = new int[bookmarks.Count];
        for (var i = 0; i < bookmarks.Count; i++)
        {
            parents[i] = i - 1;
            while (parents[i] >= 0 && bookmarks[parents[i]].Level >= bookmarks[i].Level)
            {
                parents[i] = parents[parents[i]];
            }
        }

        return parents;
    }

    private static void AddEnds(AsciiBuffer item, List<int> children, List<int> numbers, bool isOpen)
    {
        if (children.Count > 0)
        {
            AddReference(item, "/First ", numbers[children[0]]);
            AddReference(item, "/Last ", numbers[children[^1]]);
            item.Add("/Count ").Add(isOpen ? children.Count : -children.Count);
        }
    }

    private static void AddReference(AsciiBuffer item, string key, int? number)
    {
        if (number is { } there)
        {
            item.Add(key).Reference(there);
        }
    }
}
