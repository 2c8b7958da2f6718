namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>Whether a profile has the credits that its stage or its award asks for; too many or too few are said with where.</summary>
internal static class RegisteredCredits
{
    public static void Check(AwardClauses clauses, StageClause? stage, bool isAward, AwardProfile profile, List<AwardStep> trace, List<Refusal> errors)
    {
        if (stage is not null)
        {
            var inStage = Sum(profile, m => m.Stage == stage.Stage);
            Compare($"stage {stage.Stage}", inStage, stage.Credits, stage.Credits, m => m.Stage == stage.Stage, profile, trace, errors);
        }

        if (!isAward || clauses.Credits.Total <= 0)
        {
            return;
        }

        var all = Sum(profile, _ => true);
        Compare("in all", all, clauses.Credits.Total, clauses.Credits.Most ?? clauses.Credits.Total, _ => true, profile, trace, errors);
        foreach (var (level, credits) in clauses.Credits.Levels)
        {
            var above = Sum(profile, m => m.Level >= level);
            if (above < credits.Least)
            {
                trace.Add(new(AwardRule.Credits, $"level {level} or above", above, credits.Least, Met: false, Also: "registered"));
                errors.Add(new("CREDITS_TOO_FEW", $"{N(above)} credits at level {level} or above, {N(credits.Least)} are needed: {N(credits.Least - above)} too few.", "Credits", $"level {level}"));
            }

            var at = Sum(profile, m => m.Level == level);
            if (credits.Most is { } most && at > most)
            {
                trace.Add(new(AwardRule.Credits, $"level {level}", at, most, Met: false, Also: "registered"));
                errors.Add(new("CREDITS_TOO_MANY", $"{N(at)} credits at level {level}, {N(most)} at most: {N(at - most)} too many ({Named(profile, m => m.Level == level)}).", "Credits", $"level {level}"));
            }
        }
    }

    private static void Compare(string where, decimal has, decimal least, decimal most, Func<ProfileModule, bool> of, AwardProfile profile, List<AwardStep> trace, List<Refusal> errors)
    {
        trace.Add(new(AwardRule.Credits, where, has, least, most, has >= least && has <= most, "registered"));
        if (has < least)
        {
            errors.Add(new("CREDITS_TOO_FEW", $"{N(has)} credits {where}, {N(least)} are needed: {N(least - has)} too few ({ByLevel(profile, of)}).", "Credits", where));
        }
        else if (has > most)
        {
            errors.Add(new("CREDITS_TOO_MANY", $"{N(has)} credits {where}, {N(most)} at most: {N(has - most)} too many ({ByLevel(profile, of)}: {Named(profile, of)}).", "Credits", where));
        }
    }

    private static decimal Sum(AwardProfile profile, Func<ProfileModule, bool> of)
    {
        decimal sum = 0;
        foreach (var module in profile.Modules)
        {
            if (!module.Extra && of(module))
            {
                sum += module.Credits;
            }
        }

        return sum;
    }

    private static string ByLevel(AwardProfile profile, Func<ProfileModule, bool> of) =>
        profile.Modules.Any(m => !m.Extra && of(m))
            ? string.Join(", ", profile.Modules.Where(m => !m.Extra && of(m)).GroupBy(m => m.Level).OrderBy(g => g.Key).Select(g => $"level {g.Key} has {N(g.Sum(m => m.Credits))}"))
            : "there are none";

    private static string Named(AwardProfile profile, Func<ProfileModule, bool> of) =>
        string.Join(", ", profile.Modules.Where(m => !m.Extra && of(m)).OrderBy(m => m.Code, StringComparer.Ordinal).Select(m => $"{m.Code} {N(m.Credits)}"));

    private static string N(decimal value) => AwardStepWords.N(value);
}
