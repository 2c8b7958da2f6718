namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>What is suggested for a candidate: the next stage, the award, or what else.</summary>
internal sealed class ProgressionWorking(AwardClauses clauses, AwardProfile profile, StageClause? stage, bool isAward, IReadOnlyList<ModuleStanding> modules, List<Refusal> errors, List<AwardStep> trace)
{
    private readonly List<ModuleStanding> concerned = [.. modules.Where(m => !m.Module.Extra && (stage is null || m.Module.Stage <= stage.Stage))];

    public AwardVerdict Decide(Classified? classified)
    {
        if (profile.MisconductOpen)
        {
            return new(AwardCode.HeldMisconduct, "A misconduct case is open");
        }

        if (errors.Count > 0)
        {
            var onlyMissing = errors.All(e => e.Code == "MARK_MISSING");
            return new(onlyMissing ? AwardCode.HeldMissing : null, string.Join(" ", errors.Select(e => e.Sentence)));
        }

        if (concerned.Where(m => m.Standing == CreditStanding.Deferred).Select(m => m.Module.Code).ToList() is { Count: > 0 } deferred)
        {
            return new(AwardCode.Defer, $"Deferred: {string.Join(", ", deferred)}");
        }

        var failed = concerned.Where(m => m.Standing == CreditStanding.Failed).ToList();
        return failed.Count > 0 ? WithFails(failed) : isAward ? Awarded(classified) : Proceeds();
    }

    private AwardVerdict Proceeds()
    {
        if (stage!.MeanFrom is { } needed)
        {
            var mean = CountedMarks.Mean([.. concerned.Where(m => m.Module.Stage == stage.Stage && m.Mark is not null).Select(m => new CountedMark(m.Module.Code, m.Mark!.Value, m.Module.Credits, m.Module.Credits))]);
            var figure = mean is { } exact ? clauses.Rounding.Level?.Apply(exact) ?? exact : (decimal?)null;
            var met = figure is { } f && clauses.IsAtLeast(f, needed);
            trace.Add(new(AwardRule.StageMean, $"Stage {stage.Stage}", figure, needed, Met: met));
            if (!met)
            {
                return new(AwardCode.RepeatStage, $"The mean of stage {stage.Stage} does not reach {AwardStepWords.N(needed)}");
            }
        }

        return concerned.Any(m => m.Standing is CreditStanding.Compensated or CreditStanding.Condoned)
            ? new(AwardCode.ProceedWithAllowance, $"All credit of stage {stage.Stage}, some of it for failed modules within the limits")
            : new(AwardCode.Proceed, $"All credit of stage {stage.Stage}");
    }

    private AwardVerdict WithFails(List<ModuleStanding> failed)
    {
        var names = string.Join(", ", failed.Select(f => f.Module.Code));
        var mayTryAgain = failed.Exists(f => f.AttemptsUsed < clauses.Attempts.Most);
        if (!profile.AfterResits && mayTryAgain)
        {
            return new(AwardCode.Refer, $"Failed with an attempt left: {names}");
        }

        if (!isAward && stage!.Trail.FirstOrDefault(t => MayTrail(t, failed)) is { } trail)
        {
            return new(AwardCode.ProceedTrailing, $"At most {AwardStepWords.N(trail.Outstanding)} credits outstanding: {names}");
        }

        if (mayTryAgain)
        {
            var gained = Gained(concerned.Where(m => stage is null || m.Module.Stage == stage.Stage));
            return stage is not null && gained < stage.RepeatsStageBelow
                ? new(AwardCode.RepeatStage, $"{AwardStepWords.N(gained)} credits gained; below {AwardStepWords.N(stage.RepeatsStageBelow)} the stage is repeated")
                : new(AwardCode.RepeatModules, $"Failed after the resits, with an attempt left: {names}");
        }

        return Otherwise($"Failed with no attempt left: {names}");
    }

    private bool MayTrail(TrailClause trail, List<ModuleStanding> failed)
    {
        var gained = Gained(concerned.Where(m => m.Module.Stage == stage!.Stage));
        var outstanding = failed.Sum(f => f.Module.Credits);
        var never = failed.FirstOrDefault(f => f.Module.IsAny(trail.Never));
        var low = trail.MarksFrom is { } from ? failed.FirstOrDefault(f => f.CreditMark is not { } mark || !clauses.IsAtLeast(mark, from)) : null;
        var allowed = gained >= trail.Gained && outstanding <= trail.Outstanding && never is null && low is null;
        var why = never is not null ? $"{never.Module.Code} may not be trailed" : low is not null ? $"{low.Module.Code} is below {AwardStepWords.N(trail.MarksFrom)}" : gained < trail.Gained ? $"{AwardStepWords.N(trail.Gained)} asked" : "";
        trace.Add(new(AwardRule.Trail, $"Stage {stage!.Stage}", gained, outstanding, trail.Outstanding, allowed, why));
        return allowed;
    }

    private AwardVerdict Awarded(Classified? classified)
    {
        if (Lacking() is { } lacking)
        {
            return Otherwise(lacking);
        }

        if (classified is null)
        {
            return clauses.Algorithms.Count == 0 ? new(AwardCode.Award, "All credit gained; the award has no classes", clauses.Award) : new(null, "No figure could be worked");
        }

        if (classified.Class is not { } reached)
        {
            return new(null, $"For the board: {classified.Clause}", clauses.Award);
        }

        return reached.Awarded ? new(AwardCode.Award, classified.Clause, clauses.Award, reached.Name, reached.ResultCode) : Otherwise($"All credit gained, and a figure of {AwardStepWords.N(classified.Chosen.Figure)} that is not awarded");
    }

    private string? Lacking()
    {
        var gained = Gained(concerned);
        if (gained < clauses.Credits.Total)
        {
            trace.Add(new(AwardRule.Credits, "in all", gained, clauses.Credits.Total, Met: false, Also: "gained"));
            return $"{AwardStepWords.N(gained)} credits gained of {AwardStepWords.N(clauses.Credits.Total)}";
        }

        foreach (var (level, credits) in clauses.Credits.Levels)
        {
            var at = concerned.Where(m => m.Module.Level >= level).ToList();
            var (all, outright) = (Gained(at), at.Where(m => m.Standing == CreditStanding.Passed).Sum(m => m.Module.Credits));
            if (all < credits.Least || outright < credits.Outright)
            {
                trace.Add(new(AwardRule.Credits, $"level {level} or above", all < credits.Least ? all : outright, all < credits.Least ? credits.Least : credits.Outright, Met: false, Also: all < credits.Least ? "gained" : "passed outright"));
                return all < credits.Least
                    ? $"{AwardStepWords.N(all)} credits gained at level {level} or above of {AwardStepWords.N(credits.Least)}"
                    : $"{AwardStepWords.N(outright)} credits passed outright at level {level} or above of {AwardStepWords.N(credits.Outright)}";
            }
        }

        return null;
    }

    private AwardVerdict Otherwise(string why) =>
        new ExitSearch(clauses, concerned, trace).Highest() is { } exit
            ? exit with { Clause = $"{why}; {exit.Award} is the highest award whose minima are met" }
            : new(AwardCode.Withdraw, clauses.Exits.Count == 0 ? why : $"{why}; the minima of no exit award are met");

    private static decimal Gained(IEnumerable<ModuleStanding> of) => of.Where(m => m.HasCredit).Sum(m => m.Module.Credits);
}
