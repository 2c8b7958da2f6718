using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Infrastructure.Documents;
using static StudentRecords.Infrastructure.ExamBoards.Packs.ModuleBoardPack;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>The candidate grid: a row a candidate, a column a module of the year considered, then credits, figure and suggestion. Wide years are cut into several tables.</summary>
public static class AwardGrid
{
    private const int Widest = 12;

    internal static IEnumerable<Block> Tables(AwardPaperData data)
    {
        var modules = data.Candidates.SelectMany(c => c.Modules).Where(m => m.Year == data.YearOfProgramme).Select(m => m.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var (part, index) in modules.Chunk(Widest).DefaultIfEmpty([]).Select((p, i) => (p, i)))
        {
            yield return Of(data, part, modules.Count <= Widest ? "" : $", modules {(index * Widest) + 1} to {(index * Widest) + part.Length} of {modules.Count}");
        }
    }

    /// <summary>A mark as the grid shows it: 62, 38c, 35F, 40/2.</summary>
    public static string Cell(AwardPaperModule? module) => module is null ? "" : (module.Mark is { } mark ? Number(mark) : "–") + module.Standing switch
    {
        CreditStanding.Compensated => "c",
        CreditStanding.Condoned => "d",
        CreditStanding.Failed => "F",
        CreditStanding.Deferred => "D",
        _ => "",
    } + (module.Attempt > 1 ? $"/{module.Attempt}" : "");

    private static Table Of(AwardPaperData data, IReadOnlyList<string> modules, string part)
    {
        var withCodes = data.Candidates.Any(c => c.Codes is not null);
        return new()
        {
            Caption = $"Marks, credits and suggested decisions{part}",
            Columns =
            [
                new("Candidate", Width: 52, IsRowHeader: true),
                .. modules.Select(m => new Column(m, Alignment.Right, Width: 38)),
                new("Credits", Alignment.Right, Width: 38), new("Figure", Alignment.Right, Width: 38), new("Suggested"), new("Class"), .. withCodes ? [new Column("Codes")] : Array.Empty<Column>(),
            ],
            Rows = [.. data.Candidates.Select(c => new TableRow([c.Number, .. modules.Select(m => (TableCell)Cell(c.Modules.FirstOrDefault(x => x.Code == m))), Number(c.Credits), Number(c.Figure), AwardBoardPack.Word(c.Suggested), c.Class ?? "", .. withCodes ? [(TableCell)string.Join(' ', c.Codes ?? [])] : Array.Empty<TableCell>()]))],
        };
    }
}
