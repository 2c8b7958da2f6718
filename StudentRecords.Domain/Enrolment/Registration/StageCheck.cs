using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Enrolment.Registration;

/// <summary>Whether a student is on the right modules for the year, with every reason why not. What was allowed by decision is not held against anybody.</summary>
public static class StageCheck
{
    /// <summary>Codes that it can find, with the words for each.</summary>
    public static readonly IReadOnlyList<(string Code, string Words)> Findings =
    [
        ("CORE_MISSING", "Core module missing"), ("OPTIONS_WRONG", "Wrong number of options"), ("NOT_IN_STRUCTURE", "Not in the structure"),
        ("LOAD_TOO_LOW", "Too few credits"), ("LOAD_TOO_HIGH", "Too many credits"), ("TERM_TOO_FULL", "A period too full"),
        ("LEVEL_TOO_LOW", "Too little at a level"), ("LEVEL_TOO_HIGH", "Too much at a level"),
    ];

    /// <param name="structure">Of the engagement's programme version.</param>
    /// <param name="year">Year of the programme that the session is.</param>
    /// <param name="taken">What counts in that session; see <see cref="Chooser.In"/>.</param>
    /// <param name="passed">Codes of modules passed before: a core module with credit already is not missing.</param>
    public static IReadOnlyList<Refusal> Of(ProgrammeStructure? structure, int year, IReadOnlyList<TakenModule> taken, IReadOnlyCollection<string> passed)
    {
        if (structure?.Stage(year) is not { } stage)
        {
            return [];
        }

        var allowed = taken.SelectMany(t => t.SetAside).ToHashSet(StringComparer.Ordinal);
        return [.. Core(stage, taken, passed), .. Options(stage, taken), .. Strangers(structure, stage, taken), .. Loads(stage, taken, allowed)];
    }

    private static IEnumerable<Refusal> Core(StageRules stage, IReadOnlyList<TakenModule> taken, IReadOnlyCollection<string> passed) =>
        stage.Core.Where(m => !passed.Contains(m) && taken.All(t => t.Module != m))
            .Select(m => new Refusal("CORE_MISSING", $"{m} is core in year {stage.Year} and is not taken; register the student on it.", "F001 structure"));

    private static IEnumerable<Refusal> Options(StageRules stage, IReadOnlyList<TakenModule> taken)
    {
        foreach (var group in stage.Options)
        {
            var chosen = taken.Where(t => group.Modules.Contains(t.Module)).ToList();
            var credits = chosen.Sum(c => c.Credits);
            var tooMany = chosen.Count > group.AtMost || group.Credits?.IsAbove(credits) == true;
            var tooFew = chosen.Count < group.AtLeast || group.Credits?.IsBelow(credits) == true;
            if (tooFew || (tooMany && !chosen.Any(c => c.SetAside.Contains("GROUP_FULL"))))
            {
                yield return new("OPTIONS_WRONG", $"Of {group.Title}, {group.Choice} are to be chosen; {(chosen.Count == 0 ? "none is" : $"chosen: {string.Join(", ", chosen.Select(c => c.Module))}")}.", "F001 structure");
            }
        }
    }

    private static IEnumerable<Refusal> Strangers(ProgrammeStructure structure, StageRules stage, IReadOnlyList<TakenModule> taken)
    {
        var named = structure.Stages.Where(s => s.Year <= stage.Year).SelectMany(s => s.Modules()).ToHashSet(StringComparer.Ordinal);
        return !stage.NamesModules ? [] : taken.Where(t => !named.Contains(t.Module) && !t.SetAside.Contains("NOT_IN_STRUCTURE"))
            .Select(t => new Refusal("NOT_IN_STRUCTURE", $"{t.Module} is no part of year {stage.Year} or of a year before it; swap it, or let a registry manager allow it.", "F001 structure"));
    }

    private static IEnumerable<Refusal> Loads(StageRules stage, IReadOnlyList<TakenModule> taken, IReadOnlySet<string> allowed) =>
        StageLoad.Lacks(stage, taken).Concat(StageLoad.Excesses(stage, taken)).Where(f => !allowed.Contains(f.Refusal.Code))
            .Select(f => f.Refusal with { Sentence = f.Refusal.Sentence.Replace("it would be", "it is", StringComparison.Ordinal) });
}
