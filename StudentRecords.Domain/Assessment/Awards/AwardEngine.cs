using StudentRecords.Domain.Misconduct;

namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>Works one version of one regulation over profiles. Decimals throughout; a missing mark is an error in the result, never a number. Holds no state, and may be used by many at once.</summary>
public sealed class AwardEngine(string code, int version, AwardClauses clauses)
{
    public string RegulationCode => code;

    public int RegulationVersion => version;

    public AwardClauses Clauses => clauses;

    /// <summary>The suggestion for the stage that the profile names, or for the award.</summary>
    public AwardResult Work(AwardProfile profile)
    {
        List<AwardStep> trace = new(16);
        return clauses.Research is null ? Taught(profile, trace) : ByResearch(profile, trace);
    }

    private AwardResult Taught(AwardProfile profile, List<AwardStep> trace)
    {
        List<Refusal> errors = [];
        ProfileFaults.Check(profile, errors);
        profile = clauses.Kinds.Count == 0 ? profile : profile with { Modules = [.. profile.Modules.Select(OfKind)] };
        var modules = new StandingWorking(clauses, trace, errors).Work(profile);
        var stage = profile.Stage is { } asked ? clauses.Stages.FirstOrDefault(s => s.Stage == asked) : null;
        if (profile.Stage is { } unknown && stage is null && clauses.Stages.Count > 0)
        {
            errors.Add(new("NO_SUCH_STAGE", $"The regulation has no stage {unknown}.", "Stages", "stage"));
        }

        var isAward = stage is null || stage == clauses.Stages[^1];
        RegisteredCredits.Check(clauses, stage, isAward, profile, trace, errors);
        var classified = isAward && errors.Count == 0 ? new ClassWorking(clauses, modules, trace).Work(errors) : null;
        var earned = new ProgressionWorking(clauses, profile, stage, isAward, modules, errors, trace).Decide(classified);
        var verdict = new PenaltyWorking(clauses, modules, trace).Apply(earned, profile.Penalties);
        trace.Add(new(AwardRule.Decision, verdict.Code?.ToString() ?? "None", Also: verdict.Clause));
        return new AwardResult
        {
            RegulationCode = code, RegulationVersion = version, Suggestion = verdict.Code, Clause = verdict.Clause, Award = verdict.Award, Class = verdict.Class,
            ResultCode = verdict.ResultCode, Figure = classified?.Chosen.Figure, ForTheBoard = ForTheBoard(profile, classified?.ForTheBoard), Errors = errors, Modules = modules,
            Algorithms = classified?.Algorithms ?? [], Next = classified is null ? null : AwardDistance.Of(clauses, classified),
            Flags = classified is null ? AwardFlags.None : ReportableFlags.Of(clauses, modules), CreditsGained = modules.Where(m => m.HasCredit && !m.Module.Extra).Sum(m => m.Module.Credits), Trace = trace,
        };
    }

    private ProfileModule OfKind(ProfileModule module)
    {
        List<string> kinds = [.. clauses.Kinds.Where(k => k.Value.Contains(module.Code, StringComparer.OrdinalIgnoreCase)).Select(k => k.Key)];
        return kinds.Count == 0 ? module : module with { Kinds = [.. module.Kinds.Union(kinds, StringComparer.OrdinalIgnoreCase)] };
    }

    private AwardResult ByResearch(AwardProfile profile, List<AwardStep> trace)
    {
        var (verdict, due, errors) = ResearchWorking.Decide(clauses, profile, trace);
        verdict = new PenaltyWorking(clauses, [], trace).Apply(verdict, profile.Penalties);
        trace.Add(new(AwardRule.Decision, verdict.Code?.ToString() ?? "None", Also: verdict.Clause));
        return new AwardResult
        {
            RegulationCode = code, RegulationVersion = version, Suggestion = verdict.Code, Clause = verdict.Clause, Award = verdict.Award, ResultCode = verdict.ResultCode,
            Errors = errors, DueOn = due, ForTheBoard = ForTheBoard(profile, verdict.Code is null && errors.Count == 0 ? verdict.Clause : null), Trace = trace,
        };
    }

    private static string? ForTheBoard(AwardProfile profile, string? otherwise) =>
        PenaltyWorking.ForTheBoard(profile.Penalties) is { } misconduct ? otherwise is null ? misconduct : $"{misconduct}. {otherwise}" : otherwise;
}

/// <summary>What is suggested, before it is told with everything around it.</summary>
internal readonly record struct AwardVerdict(AwardCode? Code, string Clause, string? Award = null, string? Class = null, string? ResultCode = null);
