using StudentRecords.Infrastructure.Documents.Fonts;
using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>Sets a whole document: blocks in order, headings with what follows them, then what only the finished document knows.</summary>
internal sealed class DocumentSetter
{
    private readonly DocumentModel model;
    private readonly LineBreaker breaker;
    private readonly PageFlow flow;
    private readonly List<Bookmark> bookmarks = [];
    private readonly List<ContentsSetter> contents = [];

    /// <summary>Blocks made ready to see whether they fit, by their place, until they are set.</summary>
    private readonly Dictionary<int, BlockSetter> prepared = [];

    public DocumentSetter(DocumentModel model)
    {
        this.model = model;
        breaker = new LineBreaker(Fonts);
        flow = new PageFlow(Fonts, model.Orientation);
    }

    public FontSet Fonts { get; } = new();

    public StructureElement Document { get; } = new("Document", null, "");

    public IReadOnlyList<Bookmark> Bookmarks => bookmarks;

    public IReadOnlyList<Page> Pages => flow.Pages;

    public void Set()
    {
        CheckHeadings();
        flow.NewPage();
        flow.StartBelow(Masthead.Draw(model, flow.Current, Document, flow.Width, breaker));
        for (var i = 0; i < model.Blocks.Count; i++)
        {
            if (model.Blocks[i] is PageBreak turn)
            {
                flow.NewPage(turn.Orientation);
            }
            else
            {
                Place(Prepare(i), Follower(i));
                prepared.Remove(i);
            }
        }

        contents.ForEach(c => c.Finish(bookmarks));
        PageFurniture.Draw(model, flow.Pages, breaker);
        foreach (var page in flow.Pages)
        {
            page.Close();
        }
    }

    private void Place(BlockSetter setter, double follower)
    {
        if (setter is SideBySideSetter pair && pair.TotalHeight > flow.BodyHeight)
        {
            foreach (var part in pair.Parts)
            {
                flow.Place(part, Document);
            }
        }
        else
        {
            flow.Place(setter, Document, follower);
        }
    }

    /// <summary>The height that must stand with a heading on its page: the next block's beginning, through further headings.</summary>
    private double Follower(int index)
    {
        if (model.Blocks[index] is not Heading || index + 1 == model.Blocks.Count || model.Blocks[index + 1] is PageBreak)
        {
            return 0;
        }

        var next = Prepare(index + 1);
        return next.SpaceBefore + next.LeastHeight + Follower(index + 1);
    }

    private BlockSetter Prepare(int index) => prepared.TryGetValue(index, out var setter)
        ? setter
        : prepared[index] = Prepare(model.Blocks[index], index, flow.Width);

    private BlockSetter Prepare(Block block, int index, double width) => block switch
    {
        Heading heading => new HeadingSetter(heading, width, breaker, bookmarks),
        Paragraph paragraph => new ParagraphSetter(paragraph, width, breaker),
        CentredLine line => new CentredSetter(line, width, breaker),
        Facts facts => new FactsSetter(facts, width, breaker),
        PointList points => new PointListSetter(points, width, breaker),
        Table table => new TableSetter(table, width, flow.BodyHeight, breaker),
        BarChart { Direction: BarDirection.Upright } chart => new UprightBars(chart, width, breaker),
        BarChart chart => new LyingBars(chart, width, breaker),
        TableOfContents listing => PrepareContents(listing, index, width),
        SideBySide pair => PreparePair(pair, index, width),
        _ => throw new ArgumentException($"A {block.GetType().Name} cannot stand here."),
    };

    private SideBySideSetter PreparePair(SideBySide pair, int index, double width)
    {
        if (new[] { pair.Left, pair.Right }.FirstOrDefault(b => b is not (Paragraph or Facts or PointList or BarChart)) is { } wrong)
        {
            throw new ArgumentException($"A {wrong.GetType().Name} cannot stand side by side with another block.");
        }

        var leftWidth = (width - SideBySideSetter.Gutter) * pair.LeftShare;
        var rightOffset = leftWidth + SideBySideSetter.Gutter;
        return new SideBySideSetter(Prepare(pair.Left, index, leftWidth), Prepare(pair.Right, index, width - rightOffset), rightOffset);
    }

    private ContentsSetter PrepareContents(TableOfContents listing, int index, double width)
    {
        var before = model.Blocks.Take(index).Count(b => b is Heading);
        var entries = model.Blocks.Skip(index).OfType<Heading>()
            .Select((heading, i) => (before + i, heading))
            .Where(e => e.heading.Level <= listing.Depth)
            .ToList();
        contents.Add(new ContentsSetter(listing, entries, width, breaker));
        return contents[^1];
    }

    private void CheckHeadings()
    {
        var level = 0;
        foreach (var heading in model.Blocks.OfType<Heading>())
        {
            if (heading.Level < 1 || heading.Level > 3 || heading.Level > level + 1)
            {
                throw new ArgumentException($"The heading '{heading.Text}' has level {heading.Level} after level {level}: levels run from 1 to 3 and may not be skipped.");
            }

            level = heading.Level;
        }
    }
}
