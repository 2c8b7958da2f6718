using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Enrolment.Registration;

/// <summary>Something over or under what a year allows.</summary>
/// <param name="Refusal">In words.</param>
/// <param name="Of">The period or level that it is about; empty for the year.</param>
/// <param name="By">By how many credits.</param>
internal sealed record LoadFinding(Refusal Refusal, string Of, decimal By);

/// <summary>Adds a year's credits up, by period and by level, and holds them against what the year allows.</summary>
internal static class StageLoad
{
    public static IEnumerable<LoadFinding> Excesses(StageRules stage, IReadOnlyList<TakenModule> taken)
    {
        var sum = taken.Sum(t => t.Credits);
        if (stage.Load?.IsAbove(sum) == true)
        {
            yield return new(new("LOAD_TOO_HIGH", $"Year {stage.Year} allows {stage.Load}; it would be {sum:0.##}. Give something up.", "F001 credit load"), "", sum - stage.Load.To!.Value);
        }

        foreach (var (term, credits) in Terms(stage, taken).Where(t => t.Term.Credits.IsAbove(t.Credits)))
        {
            yield return new(new("TERM_TOO_FULL", $"{term.Period} allows {term.Credits}; it would be {credits:0.##}. Choose something that runs at another time.", "F001 credit load"), term.Period, credits - term.Credits.To!.Value);
        }

        foreach (var (rule, credits) in LevelsOf(stage, taken).Where(l => l.Rule.Credits.IsAbove(l.Credits)))
        {
            yield return new(new("LEVEL_TOO_HIGH", $"Year {stage.Year} allows {rule.Credits} at level {rule.Level}; it would be {credits:0.##}.", "F001 level mix"), $"{rule.Level}", credits - rule.Credits.To!.Value);
        }
    }

    public static IEnumerable<LoadFinding> Lacks(StageRules stage, IReadOnlyList<TakenModule> taken)
    {
        var sum = taken.Sum(t => t.Credits);
        if (stage.Load?.IsBelow(sum) == true)
        {
            yield return new(new("LOAD_TOO_LOW", $"Year {stage.Year} asks for {stage.Load}; it is {sum:0.##}. Swap rather than give up.", "F001 credit load"), "", stage.Load.From!.Value - sum);
        }

        foreach (var (term, credits) in Terms(stage, taken).Where(t => t.Term.Credits.IsBelow(t.Credits)))
        {
            yield return new(new("LOAD_TOO_LOW", $"{term.Period} asks for {term.Credits}; it is {credits:0.##}. Swap rather than give up.", "F001 credit load"), term.Period, term.Credits.From!.Value - credits);
        }

        foreach (var (rule, credits) in LevelsOf(stage, taken).Where(l => l.Rule.Credits.IsBelow(l.Credits)))
        {
            yield return new(new("LEVEL_TOO_LOW", $"Year {stage.Year} asks for {rule.Credits} at level {rule.Level}; it is {credits:0.##}. Choose at that level.", "F001 level mix"), $"{rule.Level}", rule.Credits.From!.Value - credits);
        }
    }

    private static IEnumerable<(TermLoad Term, decimal Credits)> Terms(StageRules stage, IReadOnlyList<TakenModule> taken)
    {
        var spread = stage.Terms.Count == 0 ? 0 : taken.Where(t => t.Period == stage.AllYear).Sum(t => t.Credits) / stage.Terms.Count;
        return stage.Terms.Select(term => (term, spread + taken.Where(t => t.Period == term.Period).Sum(t => t.Credits)));
    }

    private static IEnumerable<(LevelCredits Rule, decimal Credits)> LevelsOf(StageRules stage, IReadOnlyList<TakenModule> taken) =>
        stage.Levels.Select(rule => (rule, taken.Where(t => t.Level == rule.Level).Sum(t => t.Credits)));
}
