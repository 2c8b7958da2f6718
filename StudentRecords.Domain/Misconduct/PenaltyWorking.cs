using StudentRecords.Domain.Assessment.Awards;

namespace StudentRecords.Domain.Misconduct;

/// <summary>
/// What penalties for misconduct leave of a suggestion (board rules 3.11): a class lowered, a lower award, a withdrawal. They cap what the
/// marks earned, after everything else; nothing lifts a candidate again.
/// </summary>
internal sealed class PenaltyWorking(AwardClauses clauses, IReadOnlyList<ModuleStanding> modules, List<AwardStep> trace)
{
    /// <param name="verdict">What the marks earned.</param>
    /// <param name="penalties">In effect; the gravest is taken last.</param>
    public AwardVerdict Apply(AwardVerdict verdict, IReadOnlyList<MisconductPenalty> penalties)
    {
        foreach (var penalty in penalties.Distinct().Order())
        {
            var before = verdict;
            verdict = penalty switch
            {
                MisconductPenalty.ClassLowered => Lowered(verdict),
                MisconductPenalty.LowerAward => Lower(verdict),
                MisconductPenalty.Withdrawal when verdict.Code != AwardCode.HeldMisconduct => new(AwardCode.Withdraw, Says(MisconductPenalty.Withdrawal, "withdrawal from the university")),
                _ => verdict,
            };
            if (verdict != before)
            {
                trace.Add(new(AwardRule.Misconduct, MisconductPenalties.Code(penalty), Also: $"{Told(before)} becomes {Told(verdict)}"));
            }
        }

        return verdict;
    }

    /// <summary>What the board has to be told of them; null where there is none.</summary>
    public static string? ForTheBoard(IReadOnlyList<MisconductPenalty> penalties) =>
        penalties.Count == 0 ? null : $"Misconduct outcome to be taken into account: {string.Join(", ", penalties.Distinct().Order().Select(MisconductPenalties.Code))}";

    private AwardVerdict Lowered(AwardVerdict verdict)
    {
        if (verdict is not { Code: AwardCode.Award, Class: { } reached })
        {
            return verdict;
        }

        var next = clauses.Classes.Skip(clauses.IndexOf(reached) + 1).FirstOrDefault();
        return next is { Awarded: true }
            ? verdict with { Class = next.Name, ResultCode = next.ResultCode, Clause = Says(MisconductPenalty.ClassLowered, $"{next.Name} in place of {reached}") }
            : Exit(MisconductPenalty.ClassLowered, $"below {reached} there is no class");
    }

    private AwardVerdict Lower(AwardVerdict verdict) => verdict.Code == AwardCode.Award ? Exit(MisconductPenalty.LowerAward, $"a lower award in place of {verdict.Award}") : verdict;

    private AwardVerdict Exit(MisconductPenalty penalty, string why) => new ExitSearch(clauses, modules, trace).Highest() is { } exit
        ? exit with { Clause = Says(penalty, $"{why}; {exit.Award} is the highest other award whose minima are met") }
        : new(null, Says(penalty, $"{why}, and the minima of no other award are met; for the board"));

    private static string Says(MisconductPenalty penalty, string what) => $"{MisconductPenalties.Code(penalty)}, penalty for misconduct: {what}";

    private static string Told(AwardVerdict verdict) => string.Join(", ", new[] { verdict.Code?.ToString() ?? "None", verdict.Award, verdict.Class }.OfType<string>());
}
