namespace StudentRecords.Infrastructure.Documents;

/// <summary>What a pack says, free of how it is drawn. A pure value: the same model gives the same bytes.</summary>
public sealed record DocumentModel
{
    /// <summary>The document's name: the title on the first page and in the viewer's window.</summary>
    public required string Title { get; init; }

    /// <summary>A line below the title: which board, which day.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>BCP 47 tag of the document's language; a screen reader chooses its voice by it.</summary>
    public string Language { get; init; } = "en-GB";

    public required string Institution { get; init; }

    /// <summary>Who may read it, for instance "Confidential to members of the board"; stands on every page.</summary>
    public string Classification { get; init; } = "";

    /// <summary>Left of the head of every page but the first; the title when empty.</summary>
    public string RunningHead { get; init; } = "";

    /// <summary>Left of the foot of every page, before the pack's version.</summary>
    public string RunningFoot { get; init; } = "";

    /// <summary>For instance "Version 2"; empty for a document that is not a pack.</summary>
    public string PackVersion { get; init; } = "";

    /// <summary>The hash over the pack's data as it shall stand on every page.</summary>
    public string PackHash { get; init; } = "";

    /// <summary>The moment the document speaks of. It comes in, so that the same model is the same file.</summary>
    public required DateTimeOffset DatedAt { get; init; }

    public PageOrientation Orientation { get; init; } = PageOrientation.Portrait;

    public required IReadOnlyList<Block> Blocks { get; init; }
}

public enum PageOrientation
{
    Portrait,
    Landscape,
}
