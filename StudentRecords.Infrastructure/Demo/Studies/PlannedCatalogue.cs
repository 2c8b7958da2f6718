using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Infrastructure.Demo.Studies;

/// <summary>A programme of the demo institution.</summary>
/// <param name="Intake">Students who enter in a year, in the full preset.</param>
/// <param name="PassMark">What its mark rule asks for; the planner needs it to know who sits again.</param>
internal sealed record PlannedProgramme(string Code, string Faculty, string Title, string Award, string QualificationCategory, string Hecos, string CostCentre, int Credits, int Years, int FirstLevel, int Intake, string Rule, decimal PassMark)
{
    public IReadOnlyList<PlannedModule> ModulesOf(int programmeYear) => PlannedCatalogue.Modules.Where(m => m.Programme == Code && m.ProgrammeYear == programmeYear).ToList();

    /// <summary>The entries that are still on record in the first year covered, and later ones.</summary>
    public IEnumerable<int> EntryYears() => Enumerable.Range(DemoYears.First - Years + 1, DemoYears.Newest - DemoYears.First + Years);
}

/// <summary>A module that a programme year consists of.</summary>
/// <param name="Pattern">How it is assessed: A coursework and examination, B two pieces of coursework, C tests, coursework and examination, D a project.</param>
internal sealed record PlannedModule(string Programme, string Code, int ProgrammeYear, string Title, int Credits, string Period, char Pattern)
{
    public string OccurrenceIn(int year) => $"{Code}-{year}{Period[0]}";
}

/// <summary>What the University of Wexmoor teaches: four programmes in two faculties. No year of it is like another university's.</summary>
internal static class PlannedCatalogue
{
    public static readonly IReadOnlyList<PlannedProgramme> Programmes =
    [
        new("BSC-CS", "SCI", "BSc (Hons) Computer Science", "Bachelor of Science with Honours", "H0003", "100366", "121", 360, 3, 4, 84, "WEX-UG", 40m),
        new("BA-HIST", "HUM", "BA (Hons) History", "Bachelor of Arts with Honours", "H0003", "100302", "139", 360, 3, 4, 60, "WEX-UG", 40m),
        new("MENG-ME", "SCI", "MEng (Hons) Mechanical Engineering", "Master of Engineering with Honours", "M0002", "100190", "120", 480, 4, 4, 64, "WEX-ENG", 40m),
        new("MSC-DS", "SCI", "MSc Data Science", "Master of Science", "M0006", "100359", "121", 180, 1, 7, 96, "WEX-PG", 50m),
    ];

    public static readonly IReadOnlyList<PlannedModule> Modules = [.. ModuleTitles.All.SelectMany(Read)];

    /// <summary>The parts of a module's assessment, with their day in the academic year that begins in <paramref name="year"/>.</summary>
    public static IReadOnlyList<AssessmentComponent> ComponentsOf(PlannedModule module, int year)
    {
        var key = module.OccurrenceIn(year);
        var (first, second, exam) = module.Period switch
        {
            "Autumn" => (new DateOnly(year, 11, 15), new DateOnly(year + 1, 1, 10), new DateOnly(year + 1, 1, 20)),
            "Spring" => (new DateOnly(year + 1, 3, 14), new DateOnly(year + 1, 5, 2), new DateOnly(year + 1, 5, 27)),
            _ => (new DateOnly(year, 12, 6), new DateOnly(year + 1, 4, 25), new DateOnly(year + 1, 5, 30)),
        };
        return module.Pattern switch
        {
            'A' => [Part("CW1", "Coursework", ComponentKind.Coursework, 50, first), Part("EX1", "Examination", ComponentKind.Examination, 50, exam)],
            'B' => [Part("CW1", "Essay", ComponentKind.Coursework, 40, first), Part("CW2", "Report", ComponentKind.Coursework, 60, second)],
            'C' => [Part("CM1", "Online tests", ComponentKind.ComputerMarked, 20, first), Part("CW1", "Coursework", ComponentKind.Coursework, 30, second), Part("EX1", "Examination", ComponentKind.Examination, 50, exam)],
            _ => [Part("CW1", "Project proposal", ComponentKind.Coursework, 20, first), Part("CW2", "Dissertation", ComponentKind.Coursework, 80, second)],
        };

        AssessmentComponent Part(string part, string title, ComponentKind kind, decimal weight, DateOnly due) => new($"{key}/{part}", title, kind, weight, due);
    }

    private static IEnumerable<PlannedModule> Read(KeyValuePair<string, string> programme) => programme.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split('|'))
        .Select(f => new PlannedModule(programme.Key, f[0], programme.Key.StartsWith("MSC", StringComparison.Ordinal) ? 1 : f[0][2] - '0', f[1], int.Parse(f[2], System.Globalization.CultureInfo.InvariantCulture), f[3], f[4][0]));
}
