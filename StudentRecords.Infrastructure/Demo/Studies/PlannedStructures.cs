using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Infrastructure.Demo.Studies;

/// <summary>What the demo's programmes ask of each year: core modules, half modules, and an elective for those who want one.</summary>
internal static class PlannedStructures
{
    /// <summary>Modules of the language centre and the university, open to undergraduates of every programme.</summary>
    public static readonly IReadOnlyList<string> Electives = ["LA101", "LA102", "SU101"];

    public static ProgrammeStructure Of(PlannedProgramme programme) => new() { Stages = [.. Enumerable.Range(1, programme.Years).Select(year => Stage(programme, year))] };

    /// <summary>As reviewed for 2025/26: in the second year one half module is enough, and an elective takes the place of the other.</summary>
    public static ProgrammeStructure Reviewed(PlannedProgramme programme) => new()
    {
        Stages = [.. Of(programme).Stages.Select(s => s.Year != 2 ? s : s with { Options = [s.Options[0] with { AtLeast = 1 }, s.Options[1] with { AtLeast = 0, AtMost = 2 }], Load = new CreditRange(120, 135) })],
    };

    private static StageRules Stage(PlannedProgramme programme, int year)
    {
        var modules = programme.ModulesOf(year);
        var halves = modules.Where(m => m.Credits == 15).Select(m => m.Code).ToList();
        var credits = modules.Sum(m => m.Credits);
        return new StageRules
        {
            Year = year,
            Core = [.. modules.Where(m => m.Credits != 15).Select(m => m.Code)],
            Options = halves.Count == 0 ? [] : [new OptionGroup { Title = "Half modules", Modules = halves, AtLeast = halves.Count }, new OptionGroup { Title = "Electives", Modules = Electives, AtMost = 1 }],
            // somebody who repeats a module carries it beside the year's own
            Load = new CreditRange(credits, credits + 30),
            Levels = [new LevelCredits(programme.FirstLevel + year - 1, new CreditRange(90, null))],
        };
    }
}
