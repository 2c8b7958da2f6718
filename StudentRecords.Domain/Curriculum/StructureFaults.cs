namespace StudentRecords.Domain.Curriculum;

/// <summary>What is wrong with a structure that nobody could satisfy: every fault at once, so that curriculum management mends it in one go.</summary>
public static class StructureFaults
{
    /// <param name="structure">As published.</param>
    /// <param name="find">The newest version of a module; null for one that is not in the catalogue.</param>
    public static IReadOnlyList<Refusal> Of(ProgrammeStructure structure, Func<string, ModuleVersion?> find)
    {
        List<Refusal> faults = [];
        foreach (var twice in structure.Stages.GroupBy(s => s.Year).Where(g => g.Count() > 1))
        {
            faults.Add(Fault("STAGE_TWICE", $"Year {twice.Key} is described {twice.Count()} times; keep one."));
        }

        foreach (var stage in structure.Stages)
        {
            faults.AddRange(Ranges(stage).Concat(Twice(stage)).Concat(Groups(stage, find)).Concat(Load(stage, find)).Concat(Levels(stage, find)).Concat(CoreExclusions(stage, find)));
        }

        return faults;
    }

    private static IEnumerable<Refusal> Ranges(StageRules stage)
    {
        var ranges = new List<(string Where, CreditRange? Range)> { ("the year", stage.Load) };
        ranges.AddRange(stage.Terms.Select(t => (t.Period, (CreditRange?)t.Credits)));
        ranges.AddRange(stage.Levels.Select(l => ($"level {l.Level}", (CreditRange?)l.Credits)));
        ranges.AddRange(stage.Options.Select(o => (o.Title, o.Credits)));
        return ranges.Where(r => r.Range is { From: { } from, To: { } to } && from > to)
            .Select(r => Fault("RANGE_REVERSED", $"Year {stage.Year}: the credits of {r.Where} run from {r.Range!.From:0.##} to {r.Range.To:0.##}; put the smaller number first."))
            .Concat(stage.Options.Where(o => o.AtLeast > o.AtMost).Select(o => Fault("RANGE_REVERSED", $"Year {stage.Year}: {o.Title} asks for at least {o.AtLeast} and at most {o.AtMost} modules.")));
    }

    private static IEnumerable<Refusal> Twice(StageRules stage) => stage.Core.Concat(stage.Options.SelectMany(o => o.Modules)).GroupBy(m => m, StringComparer.Ordinal).Where(g => g.Count() > 1)
        .Select(g => Fault("MODULE_TWICE", $"Year {stage.Year}: {g.Key} stands in more than one place; a module is either core or in one group."));

    private static IEnumerable<Refusal> Groups(StageRules stage, Func<string, ModuleVersion?> find)
    {
        foreach (var group in stage.Options)
        {
            if (group.AtLeast > group.Modules.Count)
            {
                yield return Fault("GROUP_TOO_SMALL", $"Year {stage.Year}: {group.Title} asks for {group.AtLeast} modules and names {group.Modules.Count}.");
            }

            var there = group.Modules.Sum(m => find(m)?.Credits ?? 0);
            if (group.Credits?.From > there)
            {
                yield return Fault("GROUP_TOO_SMALL", $"Year {stage.Year}: {group.Title} asks for {group.Credits.From:0.##} credits and its modules have {there:0.##}.");
            }
        }
    }

    private static IEnumerable<Refusal> Load(StageRules stage, Func<string, ModuleVersion?> find)
    {
        var core = stage.Core.Sum(m => find(m)?.Credits ?? 0);
        var least = core + stage.Options.Sum(o => Least(o, find));
        var most = core + stage.Options.Sum(o => Most(o, find));
        if (stage.Load?.To < least)
        {
            yield return Fault("LOAD_TOO_SMALL", $"Year {stage.Year}: core modules and the smallest choice of options come to {least:0.##} credits, and the year allows {stage.Load.To:0.##}.");
        }

        if (stage.NamesModules && stage.Load?.From > most)
        {
            yield return Fault("LOAD_OUT_OF_REACH", $"Year {stage.Year}: core modules and the largest choice of options come to {most:0.##} credits, and the year asks for {stage.Load.From:0.##}.");
        }
    }

    private static IEnumerable<Refusal> Levels(StageRules stage, Func<string, ModuleVersion?> find)
    {
        foreach (var rule in stage.Levels)
        {
            var core = stage.Core.Sum(m => find(m) is { } v && v.Level == rule.Level ? v.Credits : 0);
            if (rule.Credits.IsAbove(core))
            {
                yield return Fault("LEVEL_TOO_SMALL", $"Year {stage.Year}: the core modules have {core:0.##} credits at level {rule.Level}, and the year allows {rule.Credits.To:0.##}.");
            }
        }

        if (stage.Levels.Sum(l => l.Credits.From ?? 0) > stage.Load?.To)
        {
            yield return Fault("LEVEL_OUT_OF_REACH", $"Year {stage.Year}: the levels ask for {stage.Levels.Sum(l => l.Credits.From ?? 0):0.##} credits together, and the year allows {stage.Load!.To:0.##}.");
        }
    }

    private static IEnumerable<Refusal> CoreExclusions(StageRules stage, Func<string, ModuleVersion?> find) =>
        from module in stage.Core
        from other in find(module)?.Needs().Exclusions ?? []
        where stage.Core.Contains(other) && (string.CompareOrdinal(module, other) < 0 || find(other)?.Needs().Exclusions.Contains(module) != true)
        select Fault("CORE_EXCLUDES_CORE", $"Year {stage.Year}: {module} and {other} are both core and exclude each other.");

    private static decimal Least(OptionGroup group, Func<string, ModuleVersion?> find) => Math.Max(
        group.Credits?.From ?? 0,
        group.Modules.Select(m => find(m)?.Credits ?? 0).Order().Take(group.AtLeast ?? 0).Sum());

    private static decimal Most(OptionGroup group, Func<string, ModuleVersion?> find) => Math.Min(
        group.Credits?.To ?? decimal.MaxValue,
        group.Modules.Select(m => find(m)?.Credits ?? 0).OrderDescending().Take(group.AtMost ?? group.Modules.Count).Sum());

    private static Refusal Fault(string code, string sentence) => new(code, sentence, "F001");
}
