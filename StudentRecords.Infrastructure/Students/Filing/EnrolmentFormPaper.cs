using System.Globalization;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Documents;

namespace StudentRecords.Infrastructure.Students.Filing;

/// <summary>What an enrolment form says of one year of study.</summary>
internal sealed record EnrolmentFormFacts
{
    public required string Name { get; init; }

    public required DateOnly? DateOfBirth { get; init; }

    public required string StudentNumber { get; init; }

    /// <summary>The engagement's own number (NUMHUS).</summary>
    public required string Numhus { get; init; }

    public required string Programme { get; init; }

    public required bool IsFullTime { get; init; }

    /// <summary>Academic year, 2025/26.</summary>
    public required string Year { get; init; }

    public required int YearOfProgramme { get; init; }

    public required DateOnly SessionStart { get; init; }

    public required DateOnly SessionEnd { get; init; }

    public required DateOnly StudyBegan { get; init; }

    public required DateOnly? ExpectedEnd { get; init; }

    /// <summary>From which day the standing status holds, and when it was recorded.</summary>
    public required (DateOnly From, DateTimeOffset RecordedAt) Confirmed { get; init; }
}

/// <summary>F023: the form of a year's enrolment, as the archive keeps it: a pure function of its facts.</summary>
internal static class EnrolmentFormPaper
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static byte[] Render(EnrolmentFormFacts facts, string institution, DateTimeOffset at) => PdfDocument.Render(new DocumentModel
    {
        Title = $"Enrolment {facts.Year}",
        Subtitle = facts.Name,
        Institution = institution,
        RunningHead = $"{facts.Name}, {facts.StudentNumber}",
        DatedAt = at,
        Blocks =
        [
            new Heading(1, "Student"),
            new Facts([new("Name", facts.Name), new("Date of birth", facts.DateOfBirth is { } born ? Day(born) : "not recorded"), new("Student number", facts.StudentNumber), new("Engagement", facts.Numhus)]) { Columns = 2 },
            new Heading(1, "Study"),
            new Facts(
            [
                new("Programme", facts.Programme), new("Mode of study", facts.IsFullTime ? "full time" : "part time"), new("Academic year", facts.Year), new("Year of the programme", facts.YearOfProgramme.ToString(British)),
                new("Session", $"{Day(facts.SessionStart)} to {Day(facts.SessionEnd)}"), new("Study began", Day(facts.StudyBegan)), new("Expected end", facts.ExpectedEnd is { } end ? Day(end) : "not recorded"),
            ]) { Columns = 2 },
            new Heading(1, "Enrolment"),
            new Paragraph($"Enrolled from {Day(facts.Confirmed.From)}; recorded on {Day(UkTime.Day(facts.Confirmed.RecordedAt))}. This form says what the record said on {Day(UkTime.Day(at))}; what changes later stands in the record's history."),
        ],
    });

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", British);
}
