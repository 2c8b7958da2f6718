using System.Globalization;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Documents;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using static StudentRecords.Infrastructure.ExamBoards.Packs.ModuleBoardPack;

namespace StudentRecords.Infrastructure.ExamBoards.Letters;

/// <summary>What a result letter says: one ratified and released decision, and the session's modules it rests on.</summary>
public sealed record ResultLetterFacts
{
    public required string Name { get; init; }

    public required string StudentNumber { get; init; }

    /// <summary>As it is written on an envelope; null where none is recorded.</summary>
    public required string? Address { get; init; }

    public required string Programme { get; init; }

    public required string AcademicYear { get; init; }

    public required int YearOfProgramme { get; init; }

    public required AwardCode Code { get; init; }

    public required string? Award { get; init; }

    public required string? Class { get; init; }

    /// <summary>After an appeal it stands in the place of an earlier one.</summary>
    public required bool IsAfterAppeal { get; init; }

    public required DateTimeOffset RatifiedAt { get; init; }

    public required DateTimeOffset ReleasedAt { get; init; }

    public required IReadOnlyList<TranscriptModule> Modules { get; init; }

    public required IReadOnlyList<string> Prizes { get; init; }
}

/// <summary>The letter to one candidate after the release of results: a pure function of its facts, dated with the release.</summary>
public static class ResultLetterPaper
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static byte[] Render(ResultLetterFacts facts, string institution) => PdfDocument.Render(Document(facts, institution));

    public static DocumentModel Document(ResultLetterFacts facts, string institution) => new()
    {
        Title = "Your results",
        Subtitle = $"{facts.Programme}, year {facts.YearOfProgramme}, {facts.AcademicYear}",
        Institution = institution,
        Classification = "Personal",
        RunningHead = $"{facts.Name}, {facts.StudentNumber}",
        DatedAt = facts.ReleasedAt,
        Blocks =
        [
            new Paragraph(facts.Address is { Length: > 0 } address ? $"{facts.Name}\n{address}" : facts.Name),
            new Facts([new("Student number", facts.StudentNumber), new("Date", Day(UkTime.Day(facts.ReleasedAt)))]) { Columns = 2 },
            new Paragraph($"Dear {facts.Name},"),
            new Heading(1, "What the board decided"),
            new Paragraph(["The board of examiners has considered your results and decided: ", new TextRun(Decision(facts), IsBold: true), $". {Meaning(facts)}"]),
            .. facts.IsAfterAppeal ? [new Paragraph("This decision was made after an appeal and stands in the place of the earlier one.")] : Array.Empty<Block>(),
            .. facts.Prizes.Count == 0 ? Array.Empty<Block>() : [new Paragraph($"The board also gave you a prize: {string.Join(" and ", facts.Prizes)}.")],
            new Heading(1, "Your modules"),
            .. Modules(facts),
            new Heading(1, "What happens next"),
            new PointList(Next(facts)),
            new Heading(1, "If you think that something is wrong"),
            new Paragraph("If a mark is missing or was copied wrongly, tell your school at once. You may appeal against a decision on the grounds, and within the time, that the academic regulations give; the appeals office and the students' union advise you, and an appeal is never held against you. The judgement of the examiners on your work is not a ground of appeal."),
            new Paragraph($"The Registrar\n{institution}"),
            new Paragraph($"Decided on {Day(UkTime.Day(facts.RatifiedAt))}, released on {Day(UkTime.Day(facts.ReleasedAt))}. Keep this letter: the transcript is the full record of your results.") { IsNote = true },
        ],
    };

    private static string Decision(ResultLetterFacts facts) => string.Join(", ", new[] { AwardWords.Of(facts.Code), facts.Award, facts.Class }.Where(w => w is not null));

    private static string Meaning(ResultLetterFacts facts) => facts.Code switch
    {
        AwardCode.Proceed => "You go on to the next year of your programme.",
        AwardCode.ProceedWithAllowance => "You go on to the next year; the board gave you credit for a module that you did not pass, and its mark stands.",
        AwardCode.ProceedTrailing => "You go on to the next year and take the modules that you did not pass beside it.",
        AwardCode.Refer => "You are to be assessed again in the modules that you did not pass, before the board decides on your next year.",
        AwardCode.Defer => "You are to take what you missed as if for the first time, before the board decides on your next year.",
        AwardCode.RepeatModules => "You take again the modules that you did not pass, with attendance, before you can go on.",
        AwardCode.RepeatStage => "You take this year again.",
        AwardCode.ExitAward => "You leave the programme with this award.",
        AwardCode.Award => "Congratulations.",
        AwardCode.Withdraw => "You cannot go on with this programme.",
        _ => "",
    };

    private static IEnumerable<Block> Modules(ResultLetterFacts facts)
    {
        if (facts.Modules.Count == 0)
        {
            yield return new Paragraph("No module result of this session has been released.");
            yield break;
        }

        yield return new Table
        {
            Caption = $"Results of {facts.AcademicYear}",
            Columns = [new("Module", Width: 60, IsRowHeader: true), new("Title"), new("Credits", Alignment.Right, Width: 42), new("Attempt", Alignment.Right, Width: 42), new("Mark", Alignment.Right, Width: 42), new("Outcome", Width: 90)],
            Rows = [.. facts.Modules.Select(m => new TableRow([m.Code, m.Title, Number(m.Credits), $"{m.Attempt}", Number(m.Mark), m.Outcome.ToString()]))],
        };
    }

    private static IReadOnlyList<string> Next(ResultLetterFacts facts)
    {
        List<string> points = [];
        if (facts.Modules.Where(m => m.Outcome == BoardOutcome.Referred).Select(m => m.Code).ToList() is { Count: > 0 } referred)
        {
            points.Add($"You are entered for assessment again in {string.Join(", ", referred)}; the timetable in the portal shows when.");
        }

        if (facts.Modules.Where(m => m.Outcome == BoardOutcome.Deferred).Select(m => m.Code).ToList() is { Count: > 0 } deferred)
        {
            points.Add($"You are entered for what was deferred in {string.Join(", ", deferred)}, as the same attempt.");
        }

        points.Add(facts.Code switch
        {
            AwardCode.Award or AwardCode.ExitAward => "You are invited to a graduation ceremony once nothing is owed to Finance or the Library; your certificate is issued when the award is conferred.",
            AwardCode.Withdraw => "Your school talks with you about leaving, and about what you can take with you. If you have a student loan or a visa, ask Student Services for advice now.",
            AwardCode.RepeatStage or AwardCode.RepeatModules => "Repeating costs fees and may change a loan or a visa; ask Student Services for advice before you enrol.",
            _ => "You enrol on your next session in the portal when it opens.",
        });
        return points;
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", British);
}
