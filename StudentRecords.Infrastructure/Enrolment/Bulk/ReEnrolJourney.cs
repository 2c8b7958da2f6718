using System.Globalization;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>Re-enrols many students for a year.</summary>
internal sealed class ReEnrolJourney : IBulkJourney
{
    public const string Word = "re-enrol";

    public static readonly BulkColumn Year = new("year", "Academic year, as 2026/27.", IsNeeded: true);
    public static readonly BulkColumn YearOfProgramme = new("yearOfProgramme", "Year of the programme; empty is the next one, a repeated year says its number.");

    public static readonly BulkColumn Load = new("load", "Planned load, per cent of a full-time year, as 50; empty is 100 for full time.");

    public string Kind => Word;

    public string Title => "Re-enrol students";

    public string Act => "ReEnrol";

    public Room Room => Room.Enrolments;

    public IReadOnlyList<BulkColumn> Columns => [EngagementsOfLines.Student, EngagementsOfLines.Number, Year, YearOfProgramme, Load];

    public async Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct)
    {
        var engagements = await EngagementsOfLines.LoadAsync(slice.Db, slice.Lines, slice.Reach, ct);
        var found = slice.Lines.Select(l => (Line: l, Engagement: engagements.Find(l))).ToList();
        var work = new ReEnrolling(slice.Db);
        await work.LoadAsync([.. found.Where(f => f.Engagement.Succeeded).Select(f => f.Engagement.Value!).Distinct()], ct);
        return [.. found.Select(f => f.Engagement.Succeeded ? Take(work, f.Line, f.Engagement.Value!, slice) : new BulkAnswer(null, f.Engagement.Refusals))];
    }

    private static BulkAnswer Take(ReEnrolling work, BulkLine line, Engagement engagement, BulkSlice slice)
    {
        List<Refusal> unread = [];
        if (!AcademicYear.TryParse(line[Year.Name], out var year))
        {
            unread.Add(new("YEAR_UNREADABLE", $"“{line[Year.Name]}” is no academic year such as 2026/27.", "Bulk change", Year.Name));
        }

        var stage = int.TryParse(line[YearOfProgramme.Name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        if (line[YearOfProgramme.Name] is { } text && stage is not (> 0 and < 20))
        {
            unread.Add(new("STAGE_UNREADABLE", $"“{text}” is no year of a programme.", "HESA YEARPRG", YearOfProgramme.Name));
        }

        var load = decimal.TryParse(line[Load.Name], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) ? percent : (decimal?)null;
        if (line[Load.Name] is { } said && load is null)
        {
            unread.Add(new("LOAD_UNREADABLE", $"“{said}” is no per cent such as 50.", "HESA RPSTULOAD", Load.Name));
        }

        if (unread.Count > 0)
        {
            return BulkAnswer.Refused(engagement.PersonId, unread);
        }

        var outcome = work.Take(engagement, year, stage, load, slice.Change);
        return outcome.Succeeded
            ? new BulkAnswer(engagement.PersonId, [], $"{engagement.Numhus} has a session in {outcome.Value.SessionYear}, year {outcome.Value.YearOfProgramme}.")
            : new BulkAnswer(engagement.PersonId, outcome.Refusals);
    }
}
