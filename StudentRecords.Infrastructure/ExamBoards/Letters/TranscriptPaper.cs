using System.Globalization;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Documents;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using static StudentRecords.Infrastructure.ExamBoards.Packs.ModuleBoardPack;

namespace StudentRecords.Infrastructure.ExamBoards.Letters;

/// <summary>
/// The academic transcript in the eight sections of a Higher Education Achievement Report (which are those of the European Diploma
/// Supplement): a pure function of its facts, the institution and the day.
/// </summary>
public static class TranscriptPaper
{
    private const string NoneYet = "No award has been made yet; the results are those released so far.";
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static byte[] Render(TranscriptFacts facts, InstitutionProfile institution, DateTimeOffset at) => PdfDocument.Render(Document(facts, institution, at));

    public static DocumentModel Document(TranscriptFacts facts, InstitutionProfile institution, DateTimeOffset at) => new()
    {
        Title = "Academic transcript and achievement report",
        Subtitle = facts.Name,
        Institution = institution.Name,
        RunningHead = $"{facts.Name}, {facts.StudentNumber}",
        DatedAt = at,
        Blocks =
        [
            new Heading(1, "1. Who holds the qualification"),
            Identity(facts),
            new Heading(1, "2. The qualification"),
            Qualification(facts, institution),
            new Heading(1, "3. Its level"),
            Level(facts, institution),
            new Heading(1, "4. Contents and results"),
            .. Contents(facts),
            new Heading(1, "5. What it is for"),
            Function(facts),
            new Heading(1, "6. Additional information"),
            .. Additional(facts),
            new Heading(1, "7. Certification"),
            Certification(facts, institution, at),
            new Heading(1, "8. The higher education system"),
            .. NationalSystem.Description(institution.Nation).Select(text => new Paragraph(text)),
        ],
    };

    private static TranscriptDecision? Made(TranscriptFacts facts) => facts.Decisions.LastOrDefault(d => d.Code is AwardCode.Award or AwardCode.ExitAward);

    private static Facts Identity(TranscriptFacts facts) => new(
    [
        new("Family name", facts.FamilyName), new("Given names", facts.GivenNames), new("Date of birth", facts.DateOfBirth is { } born ? Day(born) : "not recorded"),
        new("Student number", facts.StudentNumber), new("HESA student identifier", facts.Sid ?? "none"), new("Engagement", facts.Numhus),
    ]) { Columns = 2 };

    private static Facts Qualification(TranscriptFacts facts, InstitutionProfile institution) => new(
    [
        new("Qualification", facts.Conferred?.Award ?? (Made(facts) is { } made ? made.Code == AwardCode.Award ? facts.AwardAimedAt : made.Award : null) ?? $"{facts.AwardAimedAt} (aimed at)"), new("Class", Made(facts)?.Class ?? "none"), new("Programme", facts.Programme),
        new("Conferred", facts.Conferred is { } act ? $"{Day(act.On)}, certificate {act.CertificateNumber}" : "not yet"),
        new("Awarding institution", $"{institution.Name} (UKPRN {institution.Ukprn})"), new("Teaching institution", institution.Name), new("Language of teaching and assessment", "English"),
    ]) { Columns = 2 };

    private static Facts Level(TranscriptFacts facts, InstitutionProfile institution) => new(
    [
        new("Level", NationalSystem.LevelOf(facts.QualificationCategory) is { } level ? NationalSystem.Level(level, institution.Nation) : "as the modules below"),
        new("Normal length", $"{Number(facts.NormalYears)} {(facts.NormalYears == 1 ? "year" : "years")} of full-time study"), new("Credits", $"{facts.Credits}, which are {Number(facts.Credits / 2m)} ECTS credits"),
        new("Studied", $"{Day(facts.Start)} to {(facts.End is { } end ? Day(end) : "now, in progress")}"),
    ]) { Columns = 1 };

    private static IEnumerable<Block> Contents(TranscriptFacts facts)
    {
        yield return new Facts([new("Mode of study", facts.IsFullTime ? "full time" : "part time"), new("Credits gained", facts.HeldBy.Count > 0 ? "not shown" : Number(facts.Modules.Where(m => m.HasCredit).Sum(m => m.Credits)))]) { Columns = 2 };
        if (facts.HeldBy.Count > 0)
        {
            yield return new Paragraph($"Results are not shown while their release is held by {string.Join(" and ", facts.HeldBy)}.");
            yield break;
        }

        if (facts.Modules.Count == 0)
        {
            yield return new Paragraph("No result has been ratified and released yet.");
        }

        foreach (var year in facts.Modules.GroupBy(m => m.SessionYear))
        {
            yield return new Heading(2, $"Session {year.Key}");
            yield return Year(year);
        }

        if (facts.Decisions.Count > 0)
        {
            yield return new Heading(2, "Progression and award");
            yield return new Table
            {
                Caption = "Decisions of the boards of examiners",
                Columns = [new("Academic year", IsRowHeader: true), new("Year of programme", Alignment.Right), new("Decision"), new("Award"), new("Class")],
                Rows = [.. facts.Decisions.Select(d => new TableRow([d.AcademicYear, $"{d.YearOfProgramme}", AwardWords.Of(d.Code), d.Award ?? "", d.Class ?? ""]))],
            };
        }

        yield return new Paragraph("Marks are out of 100 and stand as the boards of examiners ratified them; provisional results are not shown. A mark in a further attempt is shown with the number of the attempt. The pass mark and the boundaries of the classes are those of the regulations of the year of entry.") { IsNote = true };
    }

    private static Table Year(IGrouping<string, TranscriptModule> year) => new()
    {
        Caption = $"Modules of session {year.Key}",
        Columns = [new("Module", Width: 60, IsRowHeader: true), new("Title"), new("Level", Alignment.Right, Width: 36), new("Credits", Alignment.Right, Width: 42), new("Mark", Alignment.Right, Width: 42), new("Outcome", Width: 90)],
        Rows =
        [
            .. year.Select(m => new TableRow([m.Code, m.Title, $"{m.Level}", Number(m.Credits), Number(m.Mark) + (m.Attempt > 1 ? $" ({m.Attempt})" : ""), m.Outcome.ToString()])),
            new TableRow(["", "Credits gained in the session", "", Number(year.Where(m => m.HasCredit).Sum(m => m.Credits)), "", ""]) { IsTotal = true },
        ],
    };

    private static Facts Function(TranscriptFacts facts) => new(
    [
        new("Access to further study", NationalSystem.LevelOf(facts.QualificationCategory) switch
        {
            >= 8 => "Research at any level.",
            7 => "Research degrees, as their own conditions of entry say.",
            6 => "Postgraduate study, as its own conditions of entry say.",
            _ => "Study at the next level, as its own conditions of entry say.",
        }),
        new("Professional status", facts.Accreditations.Count == 0 ? "None is recorded." : $"The programme is accredited by professional bodies (HESA accreditation codes {string.Join(", ", facts.Accreditations)})."),
    ]);

    private static IEnumerable<Block> Additional(TranscriptFacts facts)
    {
        yield return facts.Prizes.Count == 0
            ? new Paragraph("No prize or other achievement is recorded.")
            : new PointList([.. facts.Prizes.Select(p => $"{p.Name}, {p.AcademicYear}")]);
        if (Made(facts) is null)
        {
            yield return new Paragraph(NoneYet) { IsNote = true };
        }
    }

    private static Facts Certification(TranscriptFacts facts, InstitutionProfile institution, DateTimeOffset at) => new(
    [
        new("Issued on", Day(UkTime.Day(at))), new("Issued by", $"The Registrar, {institution.Name}"),
        new("Verified by", facts.Conferred is null ? "the institution, on request" : "the SHA-256 hash under which the archive keeps this document, and the institution, on request"),
    ]);

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", British);
}
