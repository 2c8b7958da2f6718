namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Curriculum management: a programme that comes before its modules, the modules, and one with a fault that is corrected.</summary>
internal sealed class Catalogue() : Part("CM")
{
    private const string Flow = "F001";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene)
    {
        if (stage != TermStage.Before)
        {
            yield break;
        }

        yield return One(Programme(scene, scene.Programme, "BSc (Hons) Climate informatics", "Bachelor of Science with Honours", "H0001", 360, 3, [.. scene.Courses.Select(c => c.Module)]) with { Fate = Fate.Awaited });
        yield return One(Programme(scene, scene.Doctorate, "PhD Climate informatics", "Doctor of Philosophy", "D0000", 0, 4, []));
        yield return Batch(scene.Courses.Select(c => Module(scene, c, 4)));
        var late = new Course($"{scene.Mark}C9", $"{scene.Mark}C9-A", "Ice cores");
        yield return One(Module(scene, late, 12) with { Fate = Fate.Quarantined });
        yield return One(Module(scene, late, 6) with { SourceVersion = 2 });
    }

    private static Letter Programme(Scene scene, string code, string title, string award, string category, int credits, int years, string[] modules) => new(Flow, "ProgrammeCataloguePublished", code, new
    {
        programme = code, faculty = Scene.Faculty, catalogueVersion = 1, fromYear = scene.Year, title, award, qualificationCategory = category, hecos = "100366", credits, normalYears = years, modules,
    });

    private static Letter Module(Scene scene, Course course, int level) => new(Flow, "ModuleCatalogueUpdated", course.Module, new
    {
        module = course.Module, faculty = Scene.Faculty, catalogueVersion = 1, fromYear = scene.Year, title = course.Title, credits = 20, level, hecos = "100366", costCentre = "121",
        occurrences = new[]
        {
            new
            {
                key = course.Run, academicYear = scene.Year, period = Scene.Period, start = scene.Begins, end = scene.Ends, rule = scene.Rule,
                components = new[]
                {
                    new { key = course.Essay, title = "Report", kind = "Coursework", weight = 60, dueOn = scene.Today.AddDays(14) },
                    new { key = course.Exam, title = "Examination", kind = "Examination", weight = 40, dueOn = scene.Ends },
                },
            },
        },
    });
}
