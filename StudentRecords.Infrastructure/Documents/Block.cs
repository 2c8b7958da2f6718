namespace StudentRecords.Infrastructure.Documents;

/// <summary>One thing down the page: a heading, a paragraph, a table, a chart.</summary>
public abstract record Block;

/// <summary>A heading of level 1 to 3. Levels may not be skipped: PDF/UA-1 clause 7.4 forbids it.</summary>
public sealed record Heading(int Level, string Text) : Block;

/// <summary>Running text. A line feed in a run is a forced line break.</summary>
public sealed record Paragraph(IReadOnlyList<TextRun> Runs) : Block
{
    public Paragraph(string text)
        : this([new TextRun(text)])
    {
    }

    /// <summary>A smaller, quieter paragraph: a note under a table or chart.</summary>
    public bool IsNote { get; init; }
}

/// <summary>A line of a certificate, centred on the page; a long one is broken.</summary>
public sealed record CentredLine(string Text, CentredSize Size = CentredSize.Plain) : Block;

/// <summary>How loudly a centred line speaks.</summary>
public enum CentredSize
{
    Plain,

    /// <summary>The class, the day.</summary>
    Large,

    /// <summary>Whose certificate, and of what.</summary>
    Largest,
}

/// <summary>Part of a paragraph in one weight.</summary>
public readonly record struct TextRun(string Text, bool IsBold = false)
{
    public static implicit operator TextRun(string text) => new(text);
}

/// <summary>Terms and their values, in one to three columns filled row by row.</summary>
public sealed record Facts(IReadOnlyList<Fact> Items) : Block
{
    public int Columns { get; init; } = 1;
}

public readonly record struct Fact(string Term, string Value);

/// <summary>Points, numbered or bulleted.</summary>
public sealed record PointList(IReadOnlyList<string> Points) : Block
{
    public bool IsNumbered { get; init; }
}

/// <summary>Headings with their page numbers, each a link. Only headings that come after it are listed.</summary>
public sealed record TableOfContents : Block
{
    public string Title { get; init; } = "Contents";

    /// <summary>The deepest heading level listed.</summary>
    public int Depth { get; init; } = 2;
}

/// <summary>Begins a new page, turned the other way if asked; the pages after it stay so.</summary>
public sealed record PageBreak(PageOrientation? Orientation = null) : Block;

/// <summary>Two blocks side by side, kept together on one page. Neither may be a heading, a table, a contents list or a page break.</summary>
public sealed record SideBySide(Block Left, Block Right) : Block
{
    /// <summary>The left block's part of the width, between 0 and 1.</summary>
    public double LeftShare { get; init; } = 0.5;
}
