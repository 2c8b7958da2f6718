using System.Diagnostics;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Infrastructure.Documents;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.ExamBoards.Letters;
using StudentRecords.Tests.Documents;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>Each paper of graduation and after the board: tagged as PDF/UA-1 asks, the same bytes for the same facts, and no fault that qpdf finds.</summary>
public sealed class LetterPaperTests
{
    private static readonly DateTimeOffset At = new(2026, 7, 14, 9, 0, 0, TimeSpan.Zero);

    private static readonly InstitutionProfile Institution = new() { Name = "University of Wexmoor" };

    private static readonly string[] Kinds = ["certificate", "transcript", "letter", "examiner"];

    public static TheoryData<string> Papers => [.. Kinds];

    [Theory]
    [MemberData(nameof(Papers))]
    public void Paper_SaysItsTitleAndLanguage_AndTagsEverything(string paper)
    {
        var model = Model(paper);
        var read = new PdfReading(PdfDocument.Render(model));

        Assert.Contains("/Lang <FEFF", read.Catalogue, StringComparison.Ordinal);
        Assert.Contains("/MarkInfo <</Marked true>>", read.Catalogue, StringComparison.Ordinal);
        Assert.Contains("/DisplayDocTitle true", read.Catalogue, StringComparison.Ordinal);
        Assert.Contains($">{System.Security.SecurityElement.Escape(model.Title)}</rdf:li>", read.Xmp, StringComparison.Ordinal);
        Assert.Contains("<pdfuaid:part>1</pdfuaid:part>", read.Xmp, StringComparison.Ordinal);
        Assert.All(read.Pages, page => Assert.Equal((0, 0), (page.Untagged, page.Nestings)));
        Assert.All(read.Pages, page => Assert.Equal(page.MarkCount, page.MarkOwners));
        Assert.Single(read.Elements("Title"));
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void Paper_HasItsHeadings_AndTablesWithScopes(string paper)
    {
        var model = Model(paper);
        var read = new PdfReading(PdfDocument.Render(model));

        Assert.Equal(model.Blocks.OfType<Heading>().Count(h => h.Level == 1), read.Elements("H1").Count);
        var tables = model.Blocks.OfType<Table>().ToList();
        Assert.Equal(tables.Count, read.Elements("Table").Count);
        Assert.Equal(tables.Sum(t => t.Columns.Count), read.Elements("TH").Count(e => e.Contains("/Scope /Column", StringComparison.Ordinal)));
        Assert.Equal(tables.Sum(t => t.Rows.Count), read.Elements("TH").Count(e => e.Contains("/Scope /Row", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void Paper_IsTheSameFileForTheSameFacts(string paper) => Assert.Equal(PdfDocument.Render(Model(paper)), PdfDocument.Render(Model(paper)));

    [ToolFact("qpdf")]
    public void Qpdf_FindsNoFaultInAnyPaper() => Assert.All(Kinds, paper => Assert.Contains("No syntax or stream encoding errors found", Checked(PdfDocument.Render(Model(paper))), StringComparison.Ordinal));

    [Fact]
    public void Transcript_HasTheEightSectionsOfAnAchievementReport()
    {
        Assert.Equal(["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8."], Model("transcript").Blocks.OfType<Heading>().Where(h => h.Level == 1).Select(h => h.Text[..2]));
        var text = Text("transcript");
        foreach (var said in (string[])["Đorđe Ağaoğlu", "23 April 2001", "Level 6 of the Framework", "360, which are 180 ECTS credits", "Upper Second", "Wexmoor Prize", "accreditation codes 05803", "10099999", "2026/000123"])
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
        }

        Assert.Contains("Level 10 of the Scottish", PdfText(PdfDocument.Render(TranscriptPaper.Document(Facts(), Institution with { Nation = "XH" }, At))), StringComparison.Ordinal);
    }

    [Fact]
    public void Transcript_WithoutAnAward_SaysSo_AndHoldsResultsBackWhileTheyAreHeld()
    {
        var open = PdfText(PdfDocument.Render(TranscriptPaper.Document(Facts() with { Decisions = [], Conferred = null, Prizes = [] }, Institution, At)));
        Assert.Contains("(aimed at)", open, StringComparison.Ordinal);
        Assert.Contains("No award has been made yet", open, StringComparison.Ordinal);

        var held = PdfText(PdfDocument.Render(TranscriptPaper.Document(Facts() with { HeldBy = ["Finance"], Modules = [], Decisions = [], Conferred = null, Prizes = [] }, Institution, At)));
        Assert.Contains("held by Finance", held, StringComparison.Ordinal);
        Assert.DoesNotContain("CS301", held, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_IsOnePage_AndNamesGraduateAwardClassDayAndNumber()
    {
        var read = new PdfReading(PdfDocument.Render(Model("certificate")));

        var text = Assert.Single(read.Pages).Text;
        foreach (var said in (string[])["Đorđe Ağaoğlu", "Bachelor of Science with Honours", "Computer Science", "Upper Second", "14 July 2026", "2026/000123"])
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Letter_SaysDecisionModulesAndWhatIsNext_ForEachDecision()
    {
        var text = Text("letter");
        Assert.Contains("Dear Đorđe Ağaoğlu", text, StringComparison.Ordinal);
        Assert.Contains("Refer", text, StringComparison.Ordinal);
        Assert.Contains("You are entered for assessment again in CS302", text, StringComparison.Ordinal);
        Assert.Contains("as the same attempt", text, StringComparison.Ordinal);
        foreach (var code in Enum.GetValues<AwardCode>().Where(c => c is not (AwardCode.HeldMissing or AwardCode.HeldMisconduct)))
        {
            Assert.Contains(AwardWords.Of(code), PdfText(PdfDocument.Render(ResultLetterPaper.Document(Letter() with { Code = code }, "W"))), StringComparison.Ordinal);
        }
    }

    private static string Text(string paper) => PdfText(PdfDocument.Render(Model(paper)));

    private static string PdfText(byte[] pdf) => string.Join(' ', new PdfReading(pdf).Pages.Select(p => p.Text)).Replace('\n', ' ');

    private static DocumentModel Model(string paper) => paper switch
    {
        "certificate" => CertificatePaper.Document(new CertificateFacts("Đorđe Ağaoğlu", "Bachelor of Science with Honours", "Upper Second", "Computer Science", new DateOnly(2026, 7, 14), "2026/000123", At), Institution.Name),
        "transcript" => TranscriptPaper.Document(Facts(), Institution, At),
        "letter" => ResultLetterPaper.Document(Letter(), Institution.Name),
        _ => ExaminerPack.Document(Examiner(), Institution.Name),
    };

    private static TranscriptFacts Facts() => new()
    {
        FamilyName = "Ağaoğlu", GivenNames = "Đorđe", DateOfBirth = new DateOnly(2001, 4, 23), StudentNumber = "W1234567", Sid = "2310099999001", Numhus = "1", Programme = "BSc (Hons) Computer Science",
        AwardAimedAt = "Bachelor of Science with Honours", QualificationCategory = "H0001", Credits = 360, NormalYears = 3m, IsFullTime = true, Start = new DateOnly(2023, 9, 25), End = new DateOnly(2026, 6, 30),
        Accreditations = ["05803"], Modules = Modules(), Decisions = [new("2024/25", 2, AwardCode.Proceed, null, null), new("2025/26", 3, AwardCode.Award, "Bachelor of Science with Honours", "Upper Second")],
        Prizes = [new("Wexmoor Prize for Computing", "2025/26")], Conferred = new("Bachelor of Science with Honours", "Upper Second", new DateOnly(2026, 7, 14), "2026/000123"),
    };

    private static IReadOnlyList<TranscriptModule> Modules() =>
    [
        new("2024/25", "CS201", "Operating systems", 5, 60, 1, 62, "Pass", BoardOutcome.Passed), new("2024/25", "CS202", "Databases", 5, 60, 2, 40, "Pass", BoardOutcome.Passed),
        new("2025/26", "CS301", "Compilers", 6, 60, 1, 66.5m, "Pass", BoardOutcome.Passed), new("2025/26", "CS302", "Project", 6, 60, 1, 35, null, BoardOutcome.Referred), new("2025/26", "CS303", "Ethics", 6, 20, 1, null, null, BoardOutcome.Deferred),
    ];

    private static ResultLetterFacts Letter() => new()
    {
        Name = "Đorđe Ağaoğlu", StudentNumber = "W1234567", Address = "12 Quay Street\nWexmoor\nZZ99 9ZZ", Programme = "BSc (Hons) Computer Science", AcademicYear = "2025/26", YearOfProgramme = 3, Code = AwardCode.Refer,
        Award = null, Class = null, IsAfterAppeal = true, RatifiedAt = At, ReleasedAt = At.AddDays(2), Modules = [.. Modules().Skip(2)], Prizes = ["the Wexmoor Prize"],
    };

    private static ExaminerPackFacts Examiner() => new()
    {
        Considers = "BSC-CS Computer Science, Year 3 2025/26", RunningHead = "BSC-CS, Year 3 2025/26", PackVersion = 2, PackHash = new string('a', 64), FrozenAt = At, Sample = [],
        Awards = new AwardPaperData("Board", "BSC-CS Computer Science", "2025/26", 3,
        [
            new AwardPaperCandidate
            {
                Number = "C0000001", Modules = [new("CS301", 60, 6, 3, 1, 66.5m, CreditStanding.Passed)], Suggested = AwardCode.Award, Award = "BSc", Class = "Upper Second", Figure = 66.5m, Credits = 360, Clause = "Mean 66.5",
                ForTheBoard = "In the zone below First", Next = "First: 3.5", Errors = [], Regulation = "HONOURS version 1", Trace = [new("Mean", "66.5")],
            },
        ]),
    };

    private static string Checked(byte[] pdf)
    {
        var file = Path.Combine(Path.GetTempPath(), $"paper-{Guid.NewGuid():N}.pdf");
        try
        {
            File.WriteAllBytes(file, pdf);
            using var process = Process.Start(new ProcessStartInfo("qpdf", ["--check", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
