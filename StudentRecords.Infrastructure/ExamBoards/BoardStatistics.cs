using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>One figure of a module over its candidates who did not withdraw: a scale, or the overall mark.</summary>
/// <param name="Name">The scale, or Overall.</param>
/// <param name="Marks">Mean, spread, quartiles.</param>
/// <param name="Judged">How many could be said to pass or fail.</param>
/// <param name="Passed">Of them, how many pass.</param>
/// <param name="Tens">How many lie in 0–9, 10–19 … 90–100.</param>
public sealed record FigureStatistics(string Name, MarkStatistics Marks, int Judged, int Passed, IReadOnlyList<int> Tens)
{
    /// <summary>Per cent to one place; null where nobody was judged.</summary>
    public decimal? PassRate => Judged == 0 ? null : Math.Round(100m * Passed / Judged, 1, MidpointRounding.AwayFromZero);
}

/// <summary>How many candidates an outcome is suggested for and decided for; null is none yet.</summary>
public sealed record OutcomeCount(BoardOutcome? Outcome, int Suggested, int Decided);

/// <summary>A module board in figures.</summary>
/// <param name="Candidates">All, those who withdrew among them.</param>
/// <param name="Withdrawn">Not counted in the figures.</param>
/// <param name="Figures">A scale each, then the overall mark where there is one.</param>
/// <param name="Bands">Grade bands of the rule from low to high, with how many of the graded lie in each.</param>
/// <param name="Outcomes">Suggested and decided.</param>
public sealed record BoardStatistics(int Candidates, int Withdrawn, IReadOnlyList<FigureStatistics> Figures, IReadOnlyList<(GradeBand Band, int Number)> Bands, IReadOnlyList<OutcomeCount> Outcomes)
{
    internal static BoardStatistics Of(BoardGrid grid)
    {
        var staying = grid.Rows.Where(r => r.Status == RegistrationStatus.Registered).ToList();
        List<FigureStatistics> figures = [];
        foreach (var scale in grid.ShownScales)
        {
            var own = staying.SelectMany(r => r.Scales).Where(s => s.Scale == scale && s.Mark is not null).ToList();
            if (own.Count > 0)
            {
                figures.Add(Figure(scale, [.. own.Select(s => s.Mark!.Value)], [.. own.Where(s => s.Passes is not null).Select(s => s.Passes!.Value)]));
            }
        }

        var overall = staying.Where(r => r.Overall is not null).ToList();
        if (overall.Count > 0)
        {
            figures.Add(Figure("Overall", [.. overall.Select(r => r.Overall!.Value)], [.. overall.Where(r => r.Suggested is not null).Select(r => r.Suggested == BoardOutcome.Passed)]));
        }

        var bands = grid.Grade?.Bands.OrderBy(b => b.From).Select(b => (b, staying.Count(r => r.SuggestedGrade == b.Name))).ToList() ?? [];
        return new BoardStatistics(grid.Rows.Count, grid.Rows.Count - staying.Count, figures, bands, [.. Counted(grid.Rows)]);
    }

    private static FigureStatistics Figure(string name, IReadOnlyList<decimal> marks, IReadOnlyList<bool> passes) =>
        new(name, MarkStatistics.Of(marks), passes.Count, passes.Count(p => p), MarkStatistics.Distribution(marks));

    private static IEnumerable<OutcomeCount> Counted(IReadOnlyList<CandidateRow> rows) =>
        Enum.GetValues<BoardOutcome>().Cast<BoardOutcome?>().Append(null)
            .Select(o => new OutcomeCount(o, rows.Count(r => r.Suggested == o), rows.Count(r => r.Decided == o)))
            .Where(o => o.Suggested + o.Decided > 0);
}
