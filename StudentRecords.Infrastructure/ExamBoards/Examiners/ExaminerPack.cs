using System.Globalization;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Infrastructure.Documents;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using static StudentRecords.Infrastructure.ExamBoards.Packs.ModuleBoardPack;

namespace StudentRecords.Infrastructure.ExamBoards.Examiners;

/// <summary>What an external examiner's own pack says: candidates by number, and nobody's name, the members' neither.</summary>
public sealed record ExaminerPackFacts
{
    /// <summary>Which module or year of a programme, in the papers' words.</summary>
    public required string Considers { get; init; }

    /// <summary>Left of the head of every page.</summary>
    public required string RunningHead { get; init; }

    public required int PackVersion { get; init; }

    public required string PackHash { get; init; }

    public required DateTimeOffset FrozenAt { get; init; }

    /// <summary>The frozen papers of a module board; null for a progression and award board.</summary>
    public PackPapers? Module { get; init; }

    /// <summary>The frozen papers of a progression and award board; null for a module board.</summary>
    public AwardPaperData? Awards { get; init; }

    /// <summary>The examiner's own sample; empty for a progression and award board.</summary>
    public required IReadOnlyList<ExaminerSample> Sample { get; init; }
}

/// <param name="Number">The candidate's.</param>
/// <param name="Ground">Why the work was drawn.</param>
/// <param name="Rule">The rule of the draw, in words.</param>
/// <param name="Mark">What the frozen papers say; null where there is none.</param>
/// <param name="Trace">How it was worked.</param>
/// <param name="HasLink">Whether the secretary has given the anonymised copy.</param>
public sealed record ExaminerSample(string Number, SampleGround Ground, string Rule, decimal? Mark, ResultTrace Trace, bool HasLink);

/// <summary>The external examiner's own pack: a pure function of its facts, dated with the frozen papers that it speaks of.</summary>
public static class ExaminerPack
{
    public static byte[] Render(ExaminerPackFacts facts, string institution) => PdfDocument.Render(Document(facts, institution));

    public static DocumentModel Document(ExaminerPackFacts facts, string institution) => new()
    {
        Title = "External examiner's pack",
        Subtitle = facts.Considers,
        Institution = institution,
        Classification = "Confidential to the external examiner",
        RunningHead = facts.RunningHead,
        PackVersion = $"On pack {facts.PackVersion}",
        PackHash = facts.PackHash,
        DatedAt = facts.FrozenAt,
        Blocks =
        [
            new Facts([new("Considers", facts.Considers), new("Papers", $"Version {facts.PackVersion}, frozen on {UkTime.Day(facts.FrozenAt).ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))}"), new("Candidates", $"{facts.Module?.Candidates.Count ?? facts.Awards?.Candidates.Count ?? 0}")]) { Columns = 2 },
            new TableOfContents { Depth = 1 },
            .. facts.Module is { } module ? OfModule(facts, module) : facts.Awards is { } awards ? OfAwards(awards) : [],
        ],
    };

    private static IEnumerable<Block> OfModule(ExaminerPackFacts facts, PackPapers module) =>
    [
        new Heading(1, "Your sample"),
        .. facts.Sample.Count == 0
            ? [new Paragraph("You have drawn no sample of work from this board yet.")]
            : (Block[])
            [
                new Table
                {
                    Caption = "Work in the sample, by candidate number",
                    Columns = [new("Candidate", Width: 60, IsRowHeader: true), new("Why it was drawn"), new("Mark", Alignment.Right, Width: 42), new("Copy on your desk", Width: 90)],
                    Rows = [.. facts.Sample.Select(s => new TableRow([s.Number, Why(s.Ground), Number(s.Mark), s.HasLink ? "Yes" : "Not yet given"]))],
                },
                new PointList([.. facts.Sample.Select(s => s.Rule).Distinct().Select(r => $"Drawn by the rule: {r}.")]),
            ],
        .. PackStatistics.Blocks(module),
        new Heading(1, "How the marks of the sample were worked"),
        .. facts.Sample.Count == 0 ? [new Paragraph("Draw a sample to see its calculations here; those of every candidate are on your desk.")] : facts.Sample.SelectMany(s => Worked(s.Number, s.Trace.Steps, $"Rule {s.Trace.Rule}, version {s.Trace.Version}.")),
    ];

    private static IEnumerable<Block> OfAwards(AwardPaperData awards) =>
    [
        new Heading(1, "Suggested decisions"),
        AwardBoardPack.Suggested(awards.Candidates),
        .. AwardBoardPack.Classes(awards.Candidates),
        new Heading(1, "Referred to the board by the regulations"),
        .. AwardBoardPack.Looked(awards.Candidates),
        new PageBreak(PageOrientation.Landscape),
        new Heading(1, "Candidates"),
        .. AwardGrid.Tables(awards),
        new PageBreak(PageOrientation.Portrait),
        new Heading(1, "How each suggestion was worked"),
        .. awards.Candidates.SelectMany(AwardBoardPack.Annex),
    ];

    private static IEnumerable<Block> Worked(string number, IReadOnlyList<TraceStep> steps, string rule)
    {
        yield return new Heading(2, number);
        yield return new Paragraph(rule);
        if (steps.Count > 0)
        {
            yield return new Table
            {
                Columns = [new("Clause", Width: 130, IsRowHeader: true), new("What it did")],
                Rows = [.. steps.Select(s => new TableRow([s.Clause, s.Says]))],
            };
        }
    }

    private static string Why(SampleGround ground) => ground switch
    {
        SampleGround.Top => "Among the best",
        SampleGround.Bottom => "Among the lowest passes",
        SampleGround.Fail => "Failed",
        SampleGround.Borderline => "Borderline",
        SampleGround.Random => "At random",
        _ => "Asked for by you",
    };
}
