using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Awards;

/// <summary>The columns of a progression and award board's grid, on the board's pages and on the examiner's desk: the number, a module each, then what it comes to.</summary>
internal static class AwardColumns
{
    public static readonly IReadOnlyList<ListFilter> Filters =
    [
        new ListFilter("show", "Show", [("undecided", "Undecided"), ("board", "For the board to look at"), ("differs", "Differs from suggestion"), ("faults", "With faults"), ("postponed", "Postponed")]),
        ListFilter.Of<AwardCode>("suggested", "Suggested"),
    ];

    private static readonly Column<AwardRow> Number = new("number", "Candidate", r => r.Number);

    private static readonly Column<AwardRow>[] After =
    [
        new("credits", "Credits", r => r.Candidate.CreditsGained) { IsNumber = true },
        new("figure", "Figure", r => r.Candidate.Figure) { IsNumber = true },
        new("next", "To the next class", r => r.Next) { Sorts = false },
        new("suggested", "Suggested", r => r.Candidate.SuggestedCode) { Chip = r => Chips.Of(r.Candidate.SuggestedCode, r.Candidate.SuggestedClass) },
        new("decided", "Decided", r => r.Candidate.ProposedCode) { Chip = r => r.Candidate.IsPostponed ? Chips.Postponed : Chips.Of(r.Candidate.ProposedCode, r.Candidate.ProposedClass) },
        new("codes", "Codes", r => string.Join(' ', r.Codes)) { Sorts = false, IsLong = true },
        new("board", "For the board", r => r.Candidate.ForTheBoard) { Sorts = false },
        new("clause", "Clause", r => r.Candidate.SuggestionClause) { Sorts = false, IsExtra = true },
        new("faults", "Faults", r => string.Join(" ", r.Errors)) { Sorts = false, IsExtra = true },
        new("reason", "Reason", r => r.Candidate.DecisionReason ?? r.Candidate.PostponedReason) { Sorts = false, IsExtra = true },
        new("regulation", "Regulation", r => $"{r.Candidate.RegulationCode} {r.Candidate.RegulationVersion}") { Sorts = false, IsExtra = true },
    ];

    /// <param name="modules">Codes of the modules of the year, in the order of the columns.</param>
    public static IReadOnlyList<Column<AwardRow>> Of(IReadOnlyList<string> modules) =>
        [Number, .. modules.Select(m => new Column<AwardRow>($"m{m}", m, r => AwardGrid.Cell(r.Modules.FirstOrDefault(x => x.Code == m))) { IsNumber = true, Sorts = false }), .. After];
}
