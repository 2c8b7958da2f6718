using StudentRecords.Infrastructure.Documents;

namespace StudentRecords.Tests.Documents;

/// <summary>Documents to draw: a small pack with one of everything, and the pieces of it.</summary>
internal static class SamplePack
{
    public static DocumentModel Of(params Block[] blocks) => new()
    {
        Title = "Module board pack (level 5) – Łódź",
        Subtitle = "Board of 12 June 2026",
        Institution = "University of Wexcombe",
        Classification = "Confidential to members of the board",
        RunningHead = "Computing, level 5",
        RunningFoot = "Board of 12 June 2026",
        PackVersion = "Version 2",
        PackHash = "sha256 9f86d081884c7d65",
        DatedAt = new DateTimeOffset(2026, 6, 10, 9, 0, 0, TimeSpan.Zero),
        Blocks = blocks,
    };

    public static DocumentModel WithOneOfEverything() => Of(
        new Facts([new Fact("Chair", "Siân Łuczak"), new Fact("Secretary", "Đorđe Ağaoğlu")]) { Columns = 2 },
        new TableOfContents(),
        new Heading(1, "Summary"),
        new Paragraph(["Seven modules; ", new TextRun("two need a decision", IsBold: true), ", five do not."]),
        Rows(60),
        new Heading(2, "CS2031 Programming"),
        new SideBySide(new Facts([new Fact("Mean", "61.4")]), Chart),
        new PointList(["Confirmed", "Deferred"]) { IsNumbered = true },
        new Heading(3, "Earlier years"),
        Chart with { Direction = BarDirection.Lying },
        new PageBreak(PageOrientation.Landscape),
        new Heading(1, "Annex"),
        new Paragraph("Turned.") { IsNote = true });

    public static BarChart Chart => new()
    {
        Caption = "Distribution of marks",
        Alternative = "Twelve candidates below 40, thirty from 40 to 69, eight from 70.",
        Bars = [new Bar("0–39", 12), new Bar("40–69", 30), new Bar("70–100", 8, IsStrong: true)],
    };

    /// <summary>A table of numbered rows whose first cells read R1, R2 and so on.</summary>
    public static Table Rows(int count) => new()
    {
        Caption = "Table 1. Candidates",
        Columns = [new Column("Candidate", IsRowHeader: true), new Column("Mark", Alignment.Right), new Column("Decision")],
        Groups = [new ColumnGroup("", 1), new ColumnGroup("Result", 2)],
        Rows = [.. Enumerable.Range(1, count).Select(i => new TableRow([$"R{i}", $"{i % 100}", "Proceed"]))],
    };
}
