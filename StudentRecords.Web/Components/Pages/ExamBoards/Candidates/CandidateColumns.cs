using Microsoft.AspNetCore.Components;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Candidates;

/// <summary>The columns of a candidate grid: the number, a column a component, the figures, what is suggested and decided.</summary>
internal static class CandidateColumns
{
    /// <summary>Columns that every grid has, whatever its board.</summary>
    public static readonly IReadOnlyList<Column<CandidateRow>> Common =
    [
        new("number", "Candidate", r => r.Number),
        new("attempt", "Time", r => r.Attempt) { IsNumber = true },
        new("overall", "Overall", r => r.Overall) { IsNumber = true },
        new("next", "To next grade", r => r.Next?.Missing) { IsNumber = true },
        new("suggested", "Suggested", r => r.Suggested),
        new("decided", "Decided", r => r.Decided),
    ];

    /// <param name="grid">The board's candidates; null for no board.</param>
    /// <param name="trace">Where a figure's trace is, by candidate number.</param>
    /// <param name="decisions">With what the board decided.</param>
    public static IReadOnlyList<Column<CandidateRow>> Of(BoardGrid? grid, Func<string, string> trace, bool decisions)
    {
        if (grid is null)
        {
            return Common;
        }

        var named = grid.Rows.Any(r => r.Name is not null);
        return
        [
            Common[0],
            .. named ? [new("name", "Name", r => r.Name), new("student", "Student number", r => r.StudentNumber) { IsExtra = true }] : Array.Empty<Column<CandidateRow>>(),
            Common[1] with { IsExtra = true },
            .. grid.Components.Select(c => new Column<CandidateRow>($"c{c.Id}", c.Title, r => Marks(r, c.Id)) { IsNumber = true, Sorts = false }),
            .. grid.ShownScales.Select((s, i) => new Column<CandidateRow>($"scale{i}", s, r => r.Mark(s)) { IsNumber = true, Sorts = i < 2, Show = r => Figure(r.Mark(s), trace(r.Number), s) }),
            .. grid.HasOverall ? [Common[2] with { Show = r => Figure(r.Overall, trace(r.Number), "Overall") }] : Array.Empty<Column<CandidateRow>>(),
            .. grid.Grade is null ? Array.Empty<Column<CandidateRow>>() : [Common[3] with { Show = Next }],
            Common[4] with { Value = r => Words(r.Suggested, r.SuggestedGrade), Show = Suggestion },
            new("clause", "Clause", r => r.Clause) { Sorts = false, IsExtra = true },
            .. decisions ? Decisions : [],
        ];
    }

    /// <summary>Attempts at one component: 62, 48/2 for a second attempt, 55b for a banked mark, a dash for nothing.</summary>
    public static string Marks(CandidateRow row, long component)
    {
        var shown = row.Marks.Where(m => m.ComponentId == component)
            .Select(m => (m.Score is { } score ? Shared.Words.Of(score) : "none") + (m.IsBanked ? "b" : "") + (m.Attempt > 1 ? $"/{m.Attempt}" : ""));
        return string.Join(' ', shown) is { Length: > 0 } text ? text : "–";
    }

    private static readonly Column<CandidateRow>[] Decisions =
    [
        Common[5] with { Value = r => r.IsPostponed ? "Postponed" : Words(r.Decided, r.DecidedGrade), Show = Decision },
        new("differs", "Differs", r => r.Differs) { Sorts = false, IsExtra = true },
        new("by", "Decided by", r => r.DecidedBy) { Sorts = false, IsExtra = true },
        new("at", "Decided on", r => r.DecidedAt) { Sorts = false, IsExtra = true },
        new("reason", "Reason", r => r.Reason) { Sorts = false, IsExtra = true },
    ];

    private static string? Words(Domain.ExamBoards.BoardOutcome? outcome, string? grade) => Chips.Of(outcome, grade)?.Word;

    private static RenderFragment Figure(decimal? mark, string trace, string name) => builder =>
    {
        builder.OpenComponent<FigureLink>(0);
        builder.AddComponentParameter(1, nameof(FigureLink.Mark), mark);
        builder.AddComponentParameter(2, nameof(FigureLink.Trace), trace);
        builder.AddComponentParameter(3, nameof(FigureLink.Name), name);
        builder.CloseComponent();
    };

    private static RenderFragment Next(CandidateRow row) => builder =>
    {
        builder.OpenComponent<NextGrade>(0);
        builder.AddComponentParameter(1, nameof(NextGrade.Row), row);
        builder.CloseComponent();
    };

    private static RenderFragment Suggestion(CandidateRow row) => builder =>
    {
        builder.OpenComponent<SuggestionCell>(0);
        builder.AddComponentParameter(1, nameof(SuggestionCell.Row), row);
        builder.CloseComponent();
    };

    private static RenderFragment Decision(CandidateRow row) => builder =>
    {
        builder.OpenComponent<DecisionCell>(0);
        builder.AddComponentParameter(1, nameof(DecisionCell.Row), row);
        builder.CloseComponent();
    };
}
