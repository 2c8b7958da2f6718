using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Enrolment.Registration;

/// <summary>What the year of the programme allows: its modules, its groups, its load in the year and in each period, its mix of levels.</summary>
internal static class LoadRules
{
    public static IEnumerable<Refusal> Of(Chooser chooser, ModuleMove move, IReadOnlyList<TakenModule> after) =>
        from year in move.SessionYears(chooser)
        let stage = chooser.Stage(year)
        where stage is not null
        let now = chooser.In(year)
        let then = after.Where(t => t.EngagementId == chooser.EngagementId && t.SessionYear == year).ToList()
        from refusal in Year(chooser, move, year, stage, now, then)
        select refusal;

    private static IEnumerable<Refusal> Year(Chooser chooser, ModuleMove move, string year, StageRules stage, IReadOnlyList<TakenModule> now, IReadOnlyList<TakenModule> then) =>
    [
        .. Structure(chooser, move, year, stage),
        .. Groups(move, stage, then),
        .. Core(chooser, move, year, stage, then),
        .. StageLoad.Excesses(stage, then).Where(e => IsWorse(e, StageLoad.Excesses(stage, now))).Select(e => e.Refusal),
        .. StageLoad.Lacks(stage, then).Where(l => move.Leaving.Count > 0 && IsWorse(l, StageLoad.Lacks(stage, now))).Select(l => l.Refusal),
    ];

    /// <summary>A move is refused for what it makes worse, not for what was so before.</summary>
    private static bool IsWorse(LoadFinding finding, IEnumerable<LoadFinding> before) =>
        !before.Any(b => b.Refusal.Code == finding.Refusal.Code && b.Of == finding.Of && b.By >= finding.By);

    private static IEnumerable<Refusal> Structure(Chooser chooser, ModuleMove move, string year, StageRules stage)
    {
        var reached = chooser.YearOfProgramme(year);
        var named = chooser.Structure!.Stages.Where(s => s.Year <= reached).SelectMany(s => s.Modules()).ToHashSet(StringComparer.Ordinal);
        return !stage.NamesModules ? [] : move.Wanted.Where(w => chooser.SessionYearOf(w.Start) == year && !named.Contains(w.Module))
            .Select(w => new Refusal("NOT_IN_STRUCTURE", $"{w.Module} is no part of year {stage.Year} of the programme; choose from its core and optional modules.", "F001 structure"));
    }

    private static IEnumerable<Refusal> Groups(ModuleMove move, StageRules stage, IReadOnlyList<TakenModule> then)
    {
        foreach (var group in stage.Options.Where(g => move.Wanted.Any(w => g.Modules.Contains(w.Module))))
        {
            var chosen = then.Where(t => group.Modules.Contains(t.Module)).ToList();
            if (chosen.Count > group.AtMost || group.Credits?.IsAbove(chosen.Sum(c => c.Credits)) == true)
            {
                yield return new("GROUP_FULL", $"Of {group.Title}, {group.Choice} may be chosen; with this it would be {string.Join(", ", chosen.Select(c => c.Module))}. Swap one of them.", "F001 structure");
            }
        }
    }

    private static IEnumerable<Refusal> Core(Chooser chooser, ModuleMove move, string year, StageRules stage, IReadOnlyList<TakenModule> then) =>
        chooser.In(year).Where(t => move.Leaving.Contains(t.Occurrence) && stage.Core.Contains(t.Module) && then.All(o => o.Module != t.Module))
            .Select(t => new Refusal("CORE_LEFT", $"{t.Module} is core in year {stage.Year} of the programme and cannot be given up; a registry manager may allow it.", "F001 structure"));
}
