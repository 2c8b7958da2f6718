using System.Globalization;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Documents;

namespace StudentRecords.Infrastructure.ExamBoards.Packs;

/// <summary>What is written round a pack's data: who made it, when, for whom.</summary>
public sealed record PackCover(string Institution, int PackVersion, string Hash, DateTimeOffset FrozenAt, IReadOnlyList<BoardMember> Members, QuorumRule Quorum);

/// <summary>The papers of a module board as a document: a pure function of data and cover, candidates by number only.</summary>
public static class ModuleBoardPack
{
    public static byte[] Render(PackPapers papers, PackCover cover) => PdfDocument.Render(Document(papers, cover));

    public static DocumentModel Document(PackPapers papers, PackCover cover) => new()
    {
        Title = "Module board pack",
        Subtitle = papers.Board.Title,
        Institution = cover.Institution,
        Classification = "Confidential to the members of the board",
        RunningHead = $"{papers.Board.ModuleCode}, {papers.Board.Period} {papers.Board.AcademicYear}",
        PackVersion = $"Version {cover.PackVersion}",
        PackHash = cover.Hash,
        DatedAt = cover.FrozenAt,
        Blocks =
        [
            Module(papers.Board, papers.Candidates.Count),
            new TableOfContents { Depth = 1 },
            new Heading(1, "Membership and quorum"),
            Membership(cover.Members),
            new Paragraph($"Quorum: the chair; of the internal examiners, the chair among them, {cover.Quorum.MinimumInternal} at least and {Number(cover.Quorum.InternalShare * 100)}% of those appointed; external examiners: {cover.Quorum.MinimumExternal} at least."),
            new Heading(1, "Assessment"),
            Components(papers),
            .. Scalings(papers),
            new Heading(1, "Readiness"),
            .. Readiness(papers.Candidates),
            .. PackStatistics.Blocks(papers),
            new PageBreak(PageOrientation.Landscape),
            new Heading(1, "Candidates"),
            new Paragraph("Candidates stand by number. A dash is a mark that is missing, b a banked mark, a further attempt is shown as mark/attempt. The component numbers are those of the assessment table.") { IsNote = true },
            CandidateGrid.Of(papers),
        ],
    };

    internal static string Number(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "–";

    private static Facts Module(PaperBoard board, int candidates) => new(
    [
        new("Module", $"{board.ModuleCode} {board.ModuleTitle}"),
        new("Occurrence", board.Occurrence),
        new("Academic year", $"{board.AcademicYear}, {board.Period}"),
        new("Credits and level", $"{Number(board.Credits)} credits at level {board.Level}"),
        new("Mark rule", $"{board.RuleCode}, version {board.RuleVersion}"),
        new("Candidates", candidates.ToString(CultureInfo.InvariantCulture)),
    ]) { Columns = 2 };

    private static Table Membership(IReadOnlyList<BoardMember> members) => new()
    {
        Caption = "Members of the board",
        Columns = [new("Name", IsRowHeader: true), new("Office")],
        Rows = [.. members.OrderBy(m => m.Role).ThenBy(m => m.Name, StringComparer.Ordinal).Select(m => new TableRow([m.Name, m.Role switch { MemberRole.Internal => "Internal examiner", MemberRole.External => "External examiner", MemberRole.DeputyChair => "Deputy chair", var office => office.ToString() }]))],
    };

    private static Table Components(PackPapers papers) => new()
    {
        Caption = "Components and their weight on their own scale",
        Columns = [new("No.", Alignment.Right), new("Component", IsRowHeader: true), new("Kind"), new("Weight", Alignment.Right), new("Due")],
        Rows = [.. papers.Components.Select((c, i) => new TableRow([$"{i + 1}", c.Title == c.Key ? c.Key : $"{c.Key} {c.Title}", c.Kind, Number(c.Weight), c.DueOn?.ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-GB")) ?? "–"]))],
    };

    private static IEnumerable<Block> Scalings(PackPapers papers) => papers.Components.All(c => c.Scaling is null) ? [] :
    [
        new Heading(2, "Scaled by the board"),
        new Paragraph("The grid shows the marks as they came; the figures are worked from the scaled ones."),
        new PointList([.. papers.Components.Where(c => c.Scaling is not null).Select(c => $"{c.Key} {c.Scaling}")]),
    ];

    private static IEnumerable<Block> Readiness(IReadOnlyList<PaperCandidate> candidates)
    {
        var staying = candidates.Where(c => c.Status != RegistrationStatus.Withdrawn).ToList();
        var missing = staying.Where(c => c.Missing.Count > 0).SelectMany(c => c.Missing).GroupBy(k => k).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        yield return new PointList(
        [
            $"{candidates.Count - staying.Count} candidates withdrew before the board.",
            $"{staying.Count(c => c.Missing.Count > 0)} candidates have marks missing.",
            $"{candidates.Count(c => c.Suggested is null && c.Imported is null)} candidates have neither a suggested nor an imported outcome and await the board's judgement.",
            $"{candidates.Count(c => c.Imported is not null)} outcomes were imported as decisions taken elsewhere; they were not worked from the marks in this pack.",
        ]);
        if (missing.Count > 0)
        {
            yield return new Table
            {
                Caption = "Marks missing, of candidates who did not withdraw",
                Columns = [new("Component", IsRowHeader: true), new("Candidates without a mark", Alignment.Right)],
                Rows = [.. missing.Select(m => new TableRow([m.Key, $"{m.Count()}"]))],
            };
        }
    }
}
