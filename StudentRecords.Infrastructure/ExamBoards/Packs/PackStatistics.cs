using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Documents;
using static StudentRecords.Infrastructure.ExamBoards.Packs.ModuleBoardPack;

namespace StudentRecords.Infrastructure.ExamBoards.Packs;

/// <summary>Marks and outcomes of a module board in figures: one line a scale, a chart of each, and what is suggested.</summary>
internal static class PackStatistics
{
    public static IEnumerable<Block> Blocks(PackPapers papers)
    {
        var figures = Figures(papers.Candidates).ToList();
        yield return new Heading(1, "Statistics");
        yield return new Table
        {
            Caption = "Marks of candidates who did not withdraw",
            Columns =
            [
                new("Figure", IsRowHeader: true), new("Candidates", Alignment.Right), new("Mean", Alignment.Right), new("SD", Alignment.Right), new("Lowest", Alignment.Right),
                new("Lower quartile", Alignment.Right), new("Median", Alignment.Right), new("Upper quartile", Alignment.Right), new("Highest", Alignment.Right), new("Pass rate", Alignment.Right),
            ],
            Rows = [.. figures.Select(f => Line(f.Name, MarkStatistics.Of(f.Marks), f.Passes))],
        };
        foreach (var (name, marks, _) in figures.Where(f => f.Marks.Count > 0))
        {
            yield return Chart(name, MarkStatistics.Distribution(marks));
        }

        yield return new Heading(2, "Suggested outcomes");
        yield return Outcomes(papers.Candidates);
    }

    private static IEnumerable<(string Name, IReadOnlyList<decimal> Marks, IReadOnlyList<bool> Passes)> Figures(IReadOnlyList<PaperCandidate> candidates)
    {
        var staying = candidates.Where(c => c.Status != RegistrationStatus.Withdrawn).ToList();
        foreach (var scale in candidates.SelectMany(c => c.Scales).Select(s => s.Scale).Distinct().ToList())
        {
            var own = staying.SelectMany(c => c.Scales).Where(s => s.Scale == scale && s.Mark is not null).ToList();
            yield return (scale, [.. own.Select(s => s.Mark!.Value)], [.. own.Where(s => s.Passes is not null).Select(s => s.Passes!.Value)]);
        }

        var overall = staying.Where(c => c.Overall is not null).ToList();
        if (overall.Count > 0)
        {
            yield return ("Overall", [.. overall.Select(c => c.Overall!.Value)], [.. overall.Where(c => c.Suggested is not null).Select(c => c.Suggested == BoardOutcome.Passed)]);
        }
    }

    private static TableRow Line(string name, MarkStatistics s, IReadOnlyList<bool> passes) => new(
    [
        name, $"{s.Count}", Number(s.Mean), Number(s.Deviation), Number(s.Lowest), Number(s.LowerQuartile), Number(s.Median), Number(s.UpperQuartile), Number(s.Highest),
        passes.Count == 0 ? "–" : $"{Number(Math.Round(100m * passes.Count(p => p) / passes.Count, 1, MidpointRounding.AwayFromZero))}%",
    ]);

    private static BarChart Chart(string name, int[] tens) => new()
    {
        Caption = $"{name}: candidates by mark",
        Alternative = $"{name}: {string.Join(", ", tens.Select((n, i) => $"{n} candidates from {i * 10} to {(i == 9 ? 100 : (i * 10) + 9)}"))}.",
        Bars = [.. tens.Select((n, i) => new Bar(i == 9 ? "90–100" : $"{i * 10}–{(i * 10) + 9}", n))],
    };

    private static Table Outcomes(IReadOnlyList<PaperCandidate> candidates) => new()
    {
        Caption = "What the rule suggests, and what was imported",
        Columns = [new("Outcome", IsRowHeader: true), new("Suggested", Alignment.Right), new("Imported", Alignment.Right)],
        Rows =
        [
            .. Enum.GetValues<BoardOutcome>().Where(o => candidates.Any(c => c.Suggested == o || c.Imported == o))
                .Select(o => new TableRow([o.ToString(), $"{candidates.Count(c => c.Suggested == o)}", $"{candidates.Count(c => c.Imported == o)}"])),
            new TableRow(["None", $"{candidates.Count(c => c.Suggested is null)}", $"{candidates.Count(c => c.Imported is null)}"]),
            new TableRow(["All", $"{candidates.Count}", $"{candidates.Count}"]) { IsTotal = true },
        ],
    };
}
