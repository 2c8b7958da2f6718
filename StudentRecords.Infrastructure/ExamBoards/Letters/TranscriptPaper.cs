using System.Globalization;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Documents;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using static StudentRecords.Infrastructure.ExamBoards.Packs.ModuleBoardPack;

namespace StudentRecords.Infrastructure.ExamBoards.Letters;

/// <summary>The academic transcript as a document: a pure function of its facts and the day.</summary>
public static class TranscriptPaper
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static byte[] Render(TranscriptFacts facts, string institution, DateTimeOffset at) => PdfDocument.Render(Document(facts, institution, at));

    public static DocumentModel Document(TranscriptFacts facts, string institution, DateTimeOffset at) => new()
    {
        Title = "Academic transcript",
        Subtitle = facts.Name,
        Institution = institution,
        RunningHead = $"{facts.Name}, {facts.StudentNumber}",
        DatedAt = at,
        Blocks =
        [
            new Facts(
            [
                new("Name", facts.Name), new("Student number", facts.StudentNumber), new("Programme", facts.Programme), new("Award aimed at", facts.AwardAimedAt),
                new("Began", Day(facts.Start)), new("Ended", facts.End is { } end ? Day(end) : "in progress"), new("Issued", Day(UkTime.Day(at))),
                new("Credits gained", facts.HeldBy.Count > 0 ? "not shown" : Number(facts.Modules.Where(m => m.HasCredit).Sum(m => m.Credits))),
            ]) { Columns = 2 },
            .. Awards(facts),
            new Heading(1, "Modules"),
            .. Years(facts),
            new Paragraph("Marks are out of 100 and stand as the boards of examiners ratified them; provisional results are not shown. A mark in a further attempt is shown with the number of the attempt.") { IsNote = true },
        ],
    };

    private static IEnumerable<Block> Years(TranscriptFacts facts) =>
        facts.HeldBy.Count > 0 ? [new Paragraph($"Results are not shown while their release is held by {string.Join(" and ", facts.HeldBy)}.")]
        : facts.Modules.Count == 0 ? [new Paragraph("No result has been ratified and released yet.")] : facts.Modules.GroupBy(m => m.SessionYear).Select(Block (g) => Year(g));

    private static IEnumerable<Block> Awards(TranscriptFacts facts)
    {
        if (facts.Decisions.Count == 0)
        {
            yield break;
        }

        yield return new Heading(1, "Progression and award");
        yield return new Table
        {
            Caption = "Decisions of the boards of examiners",
            Columns = [new("Academic year", IsRowHeader: true), new("Year of programme", Alignment.Right), new("Decision"), new("Award"), new("Class")],
            Rows = [.. facts.Decisions.Select(d => new TableRow([d.AcademicYear, $"{d.YearOfProgramme}", AwardWords.Of(d.Code), d.Award ?? "", d.Class ?? ""]))],
        };
    }

    private static Table Year(IGrouping<string, TranscriptModule> year) => new()
    {
        Caption = $"Session {year.Key}",
        Columns = [new("Module", Width: 60, IsRowHeader: true), new("Title"), new("Level", Alignment.Right, Width: 36), new("Credits", Alignment.Right, Width: 42), new("Mark", Alignment.Right, Width: 42), new("Outcome", Width: 90)],
        Rows =
        [
            .. year.Select(m => new TableRow([m.Code, m.Title, $"{m.Level}", Number(m.Credits), Number(m.Mark) + (m.Attempt > 1 ? $" ({m.Attempt})" : ""), m.Outcome.ToString()])),
            new TableRow(["", "Credits gained in the session", "", Number(year.Where(m => m.HasCredit).Sum(m => m.Credits)), "", ""]) { IsTotal = true },
        ],
    };

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", British);
}
