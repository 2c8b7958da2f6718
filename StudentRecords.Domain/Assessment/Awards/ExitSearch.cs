namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>Finds the highest approved exit award whose credit and level minima are met.</summary>
internal sealed class ExitSearch(AwardClauses clauses, IReadOnlyList<ModuleStanding> modules, List<AwardStep> trace)
{
    public AwardVerdict? Highest()
    {
        foreach (var exit in clauses.Exits)
        {
            var gained = Gained(0);
            var lacks = gained < exit.Total ? $"{AwardStepWords.N(exit.Total)} asked"
                : exit.Levels.Where(l => Gained(l.Key) < l.Value).Select(l => $"{AwardStepWords.N(Gained(l.Key))} of {AwardStepWords.N(l.Value)} at level {l.Key} or above").FirstOrDefault();
            trace.Add(new(AwardRule.Exit, exit.Award, gained, exit.Total, Met: lacks is null, Also: lacks ?? ""));
            if (lacks is null)
            {
                var reached = Classify(exit);
                if (reached is null || reached.Awarded)
                {
                    return new(AwardCode.ExitAward, "", exit.Award, reached?.Name, reached?.ResultCode ?? exit.ResultCode);
                }
            }
        }

        return null;
    }

    private ClassClause? Classify(ExitClause exit)
    {
        if (exit.ClassifiedOn.Count == 0)
        {
            return null;
        }

        List<CountedMark> parts = [.. modules.Where(m => m is { HasCredit: true, Mark: not null } && m.Module.PassFail is null && exit.ClassifiedOn.Contains(m.Module.Level))
            .Select(m => new CountedMark(m.Module.Code, clauses.InTheMean(m.Mark!.Value), m.Module.Credits, m.Module.Credits))];
        if (CountedMarks.Mean(parts) is not { } mean)
        {
            return exit.Classes[^1];
        }

        var figure = clauses.Rounding.Final?.Apply(mean) ?? mean;
        trace.Add(new(AwardRule.Pool, exit.Award, figure, CountedMarks.Credits(parts), mean, Parts: parts));
        var reached = exit.Classes.FirstOrDefault(c => clauses.Reaches(figure, c.From)) ?? exit.Classes[^1];
        trace.Add(new(AwardRule.Band, reached.Name, figure, reached.From));
        return reached;
    }

    private decimal Gained(int level) => modules.Where(m => m.HasCredit && m.Module.Level >= level).Sum(m => m.Module.Credits);
}
