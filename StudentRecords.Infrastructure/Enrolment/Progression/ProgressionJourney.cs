using System.Globalization;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Enrolment.Bulk;

namespace StudentRecords.Infrastructure.Enrolment.Progression;

/// <summary>Carries out what progression boards have ratified, one student a line.</summary>
internal sealed class ProgressionJourney : IBulkJourney
{
    public const string Word = "progression";

    public static readonly BulkColumn Year = new("year", "Academic year that the board considered, as 2025/26.", IsNeeded: true);
    private static readonly BulkColumn Day = new("effectiveOn", "Last day of who leaves, as 2026-07-31; empty is the day on which it is carried out.");
    private static readonly BulkColumn Stage = new("yearOfProgramme", "Which year of the programme comes next, for who was transferred since the board.");

    public string Kind => Word;

    public string Title => "Carry out progression decisions";

    public string Act => "CarryOutProgression";

    public Room Room => Room.Enrolments;

    public Level Level => Level.Decide;

    public IReadOnlyList<BulkColumn> Columns => [EngagementsOfLines.Student, EngagementsOfLines.Number, Year, Day, Stage];

    public async Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct)
    {
        var engagements = await EngagementsOfLines.LoadAsync(slice.Db, slice.Lines, slice.Reach, ct);
        var found = slice.Lines.Select(l => (Line: l, Engagement: engagements.Find(l))).ToList();
        var work = new Progressing(slice.Db);
        await work.LoadAsync([.. found.Where(f => f.Engagement.Succeeded).Select(f => f.Engagement.Value!).Distinct()], ct);
        return [.. found.Select(f =>
        {
            if (f.Engagement.Value is not { } engagement)
            {
                return new BulkAnswer(null, f.Engagement.Refusals);
            }

            var unread = Unreadable(f.Line).ToList();
            var ask = new ProgressionAsk(f.Line.Day(Day), StageOf(f.Line));
            var outcome = unread.Count > 0 ? Outcome<string>.Refused(unread) : work.Take(engagement, f.Line[Year.Name]!, ask, slice.Change);
            return new BulkAnswer(engagement.PersonId, outcome.Refusals, outcome.Value);
        })];
    }

    private static int? StageOf(BulkLine line) => int.TryParse(line[Stage.Name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 20 ? number : null;

    private static IEnumerable<Refusal> Unreadable(BulkLine line)
    {
        if (line[Year.Name] is null)
        {
            yield return new("YEAR_MISSING", "Say which academic year the board considered.", "Bulk change", Year.Name);
        }

        if (line[Stage.Name] is { } text && StageOf(line) is null)
        {
            yield return new("STAGE_UNREADABLE", $"“{text}” is no year of a programme.", "HESA YEARPRG", Stage.Name);
        }

        foreach (var fault in line.DayFaults(Day))
        {
            yield return fault;
        }
    }
}
