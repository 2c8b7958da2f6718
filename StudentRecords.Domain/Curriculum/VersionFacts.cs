namespace StudentRecords.Domain.Curriculum;

/// <summary>What a version says, fact by fact, so that versions can be laid beside each other and what changed be seen.</summary>
public static class VersionFacts
{
    public static IReadOnlyList<(string Name, string Value)> Of(ProgrammeVersion version) =>
    [
        ("Title", version.Title), ("Award", version.Award), ("Category (QUALCAT)", version.QualificationCategory), ("HECoS subject", version.HecosCode), ("Credits", $"{version.Credits}"),
        ("Years, full time", $"{version.NormalYears:0.##}"), .. (version.Rules()?.Stages ?? []).OrderBy(s => s.Year).SelectMany(Of),
    ];

    public static IReadOnlyList<(string Name, string Value)> Of(ModuleVersion version)
    {
        var needs = version.Needs();
        List<(string, string)> facts =
        [
            ("Title", version.Title), ("Credits", $"{version.Credits:0.##}"), ("Level", $"{version.Level}"), ("HECoS subject", version.HecosCode), ("Cost centre", version.CostCentre),
        ];
        facts.AddRange(needs.Prerequisites.Select((any, i) => ($"Prerequisite {i + 1}", string.Join(" or ", any))));
        if (needs.Corequisites.Count > 0)
        {
            facts.Add(("Corequisites", string.Join(", ", needs.Corequisites)));
        }

        if (needs.Exclusions.Count > 0)
        {
            facts.Add(("Excludes", string.Join(", ", needs.Exclusions)));
        }

        return facts;
    }

    private static IEnumerable<(string Name, string Value)> Of(StageRules stage)
    {
        yield return ($"Year {stage.Year}: core", stage.Core.Count == 0 ? "none" : string.Join(", ", stage.Core));
        foreach (var group in stage.Options)
        {
            yield return ($"Year {stage.Year}: {group.Title}", $"{group.Choice}: {string.Join(", ", group.Modules)}");
        }

        if (stage.Load is { } load)
        {
            yield return ($"Year {stage.Year}: load", load.ToString());
        }

        foreach (var term in stage.Terms)
        {
            yield return ($"Year {stage.Year}: {term.Period}", term.Credits.ToString());
        }

        foreach (var level in stage.Levels)
        {
            yield return ($"Year {stage.Year}: level {level.Level}", level.Credits.ToString());
        }
    }
}
