using System.Globalization;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Documents;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using static StudentRecords.Infrastructure.ExamBoards.Packs.ModuleBoardPack;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>The papers of a progression and award board: a pure function of data and cover, candidates by number only, traces in an annex.</summary>
public static class AwardBoardPack
{
    private static readonly (string Word, string Meaning)[] Key =
    [
        ("c", "compensated"), ("d", "condoned"), ("F", "failed"), ("D", "deferred"), ("–", "mark missing"), ("/2", "second attempt"), ("EC", "circumstances"), ("AM", "misconduct"), (AwardFlags.Adjusted, "adjustments"),
    ];

    public static byte[] Render(AwardPaperData data, PackCover cover) => PdfDocument.Render(Document(data, cover));

    public static DocumentModel Document(AwardPaperData data, PackCover cover) => new()
    {
        Title = "Progression and award board pack",
        Subtitle = data.Board,
        Institution = cover.Institution,
        Classification = "Confidential to the members of the board",
        RunningHead = $"{data.Programme}, year {data.YearOfProgramme}, {data.AcademicYear}",
        PackVersion = $"Version {cover.PackVersion}",
        PackHash = cover.Hash,
        DatedAt = cover.FrozenAt,
        Blocks =
        [
            new Facts([new("Programme", data.Programme), new("Year of the programme", $"{data.YearOfProgramme}"), new("Academic year", data.AcademicYear), new("Candidates", $"{data.Candidates.Count}"), new("Regulations", string.Join("; ", data.Candidates.Select(c => c.Regulation).Distinct().Order(StringComparer.Ordinal)))]) { Columns = 2 },
            new TableOfContents { Depth = 1 },
            new Heading(1, "Membership and quorum"),
            Membership(cover.Members),
            new Paragraph(Quorum(cover.Quorum)),
            new Heading(1, "Readiness"),
            .. Readiness(data.Candidates),
            new Heading(1, "Suggested decisions"),
            Suggested(data.Candidates),
            .. Classes(data.Candidates),
            new Heading(1, "To be looked at by the board"),
            .. Looked(data.Candidates),
            new PageBreak(PageOrientation.Landscape),
            new Heading(1, "Candidates"),
            new Paragraph($"Candidates stand by number, modules with the mark that counts. {string.Join(", ", Key.Select(k => $"{k.Word}: {k.Meaning}"))}.") { IsNote = true },
            .. AwardGrid.Tables(data),
            new PageBreak(PageOrientation.Portrait),
            new Heading(1, "Annex: how each suggestion was worked"),
            .. data.Candidates.SelectMany(Annex),
        ],
    };

    internal static string Word(AwardCode? code) => code is { } c ? AwardWords.Of(c) : "None";

    private static IEnumerable<Block> Readiness(IReadOnlyList<AwardPaperCandidate> candidates)
    {
        yield return new PointList(
        [
            $"{candidates.Count(c => c.Suggested == AwardCode.HeldMissing)} candidates are held because marks are missing.",
            $"{candidates.Count(c => c.Suggested == AwardCode.HeldMisconduct)} candidates are held because a misconduct case is open.",
            $"{candidates.Count(c => c.Errors.Count > 0)} candidates have a fault in their modules or credits.",
        ]);
        if (candidates.Any(c => c.Errors.Count > 0))
        {
            yield return new Table
            {
                Caption = "Faults",
                Columns = [new("Candidate", Width: 60, IsRowHeader: true), new("Fault")],
                Rows = [.. candidates.Where(c => c.Errors.Count > 0).Select(c => new TableRow([c.Number, string.Join(" ", c.Errors)]))],
            };
        }
    }

    internal static Table Suggested(IReadOnlyList<AwardPaperCandidate> candidates) => new()
    {
        Caption = "What the regulations suggest",
        Columns = [new("Decision", IsRowHeader: true), new("Candidates", Alignment.Right)],
        Rows = [.. candidates.GroupBy(c => c.Suggested).OrderBy(g => g.Key is null).ThenBy(g => g.Key).Select(g => new TableRow([Word(g.Key), $"{g.Count()}"])), new TableRow(["All", $"{candidates.Count}"]) { IsTotal = true }],
    };

    internal static IEnumerable<Block> Classes(IReadOnlyList<AwardPaperCandidate> candidates)
    {
        var classes = candidates.Where(c => c.Class is not null).GroupBy(c => c.Class!).OrderByDescending(g => g.Max(c => c.Figure)).ToList();
        if (classes.Count == 0)
        {
            yield break;
        }

        yield return new BarChart
        {
            Caption = "Suggested classes",
            Alternative = $"Suggested classes: {string.Join(", ", classes.Select(g => $"{g.Key} {g.Count()}"))}.",
            Bars = [.. classes.Select(g => new Bar(g.Key, g.Count()))],
        };
    }

    internal static IEnumerable<Block> Looked(IReadOnlyList<AwardPaperCandidate> candidates)
    {
        var looked = candidates.Where(c => c.ForTheBoard is not null).ToList();
        if (looked.Count == 0)
        {
            yield return new Paragraph("The regulations refer no candidate to the board's judgement.");
            yield break;
        }

        yield return new Table
        {
            Caption = "Referred to the board by the regulations",
            Columns = [new("Candidate", Width: 60, IsRowHeader: true), new("Figure", Alignment.Right), new("Why"), new("To the next class")],
            Rows = [.. looked.Select(c => new TableRow([c.Number, Number(c.Figure), c.ForTheBoard!, c.Next ?? ""]))],
        };
    }

    internal static IEnumerable<Block> Annex(AwardPaperCandidate candidate)
    {
        yield return new Heading(2, candidate.Number);
        yield return new Paragraph([$"{candidate.Regulation}. Suggested: ", new TextRun(Word(candidate.Suggested), IsBold: true), $"{(candidate.Class is null ? "" : $", {candidate.Class}")}. {candidate.Clause}"]);
        yield return new Table
        {
            Columns = [new("Clause", Width: 130, IsRowHeader: true), new("What it did")],
            Rows = [.. candidate.Trace.Select(s => new TableRow([s.Clause, s.Says]))],
        };
    }

    private static string Quorum(QuorumRule rule) =>
        string.Create(CultureInfo.InvariantCulture, $"Quorum: the chair or a deputy; of the internal examiners, the chair among them, {rule.MinimumInternal} at least and {Number(rule.InternalShare * 100)}% of those appointed; external examiners: {rule.MinimumExternal} at least.");
}
