using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Documents;
using static StudentRecords.Infrastructure.ExamBoards.Packs.ModuleBoardPack;

namespace StudentRecords.Infrastructure.ExamBoards.Packs;

/// <summary>The grid of a module board: a row a candidate, a column a component, then the figures and what is suggested.</summary>
internal static class CandidateGrid
{
    public static Table Of(PackPapers papers)
    {
        var scales = papers.Candidates.SelectMany(c => c.Scales).Select(s => s.Scale).Distinct().ToList();
        var withOverall = papers.Candidates.Any(c => c.Overall is not null);
        var withCodes = papers.Candidates.Any(c => c.Codes is not null);
        return new Table
        {
            Caption = "Marks, figures and suggested outcomes",
            Groups = papers.Components.Count == 0 ? [] : [new("", 2), new("Components", papers.Components.Count), new("Figures", scales.Count + (withOverall ? 1 : 0)), new("Outcome", withCodes ? 3 : 2)],
            Columns =
            [
                new("Candidate", Width: 52, IsRowHeader: true),
                new("Time", Alignment.Right, Width: 28),
                .. papers.Components.Select((_, i) => new Column($"{i + 1}", Alignment.Right, Width: 30)),
                .. scales.Select(s => new Column(s, Alignment.Right)),
                .. withOverall ? [new Column("Overall", Alignment.Right)] : Array.Empty<Column>(),
                new("Suggested"),
                new("Imported"),
                .. withCodes ? [new Column("Codes")] : Array.Empty<Column>(),
            ],
            Rows = [.. papers.Candidates.Select(c => Row(papers, c, withOverall, withCodes))],
        };
    }

    private static TableRow Row(PackPapers papers, PaperCandidate candidate, bool withOverall, bool withCodes)
    {
        var marks = candidate.Marks.ToLookup(m => m.Component);
        return new TableRow(
        [
            candidate.Number,
            $"{candidate.Attempt}",
            .. papers.Components.Select(c => (TableCell)Cell(marks[c.Key])),
            .. candidate.Scales.Select(s => (TableCell)(s.State == ScaleState.NotCounted ? "not counted" : Number(s.Mark))),
            .. withOverall ? [(TableCell)Number(candidate.Overall)] : Array.Empty<TableCell>(),
            candidate.Suggested is { } suggested ? Words(suggested, suggested == BoardOutcome.Withdrawn ? null : candidate.Grade) : candidate.Clause,
            candidate.Imported is { } imported ? Words(imported, candidate.ImportedGrade) : "",
            .. withCodes ? [(TableCell)string.Join(' ', candidate.Codes ?? [])] : Array.Empty<TableCell>(),
        ]);
    }

    // "Passed, Pass" says nothing twice over.
    private static string Words(BoardOutcome outcome, string? grade) =>
        grade is null or "Pass" or "Fail" ? outcome.ToString() : $"{outcome}, {grade}";

    private static string Cell(IEnumerable<PaperMark> attempts)
    {
        var shown = attempts.Select(m => Number(m.Score) + (m.Banked ? "b" : "") + (m.Attempt > 1 ? $"/{m.Attempt}" : "")).ToList();
        return shown.Count == 0 ? "–" : string.Join(' ', shown);
    }
}
