namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>Gives credit for failed modules within the limits of each allowance, the better marks first.</summary>
internal sealed class AllowanceWorking(AwardClauses clauses, ModuleStanding[] standings, List<AwardStep> trace)
{
    public void Give()
    {
        foreach (var allowance in clauses.Allowances)
        {
            Give(allowance);
        }
    }

    private void Give(AllowanceClause allowance)
    {
        var failed = Enumerable.Range(0, standings.Length).Where(i => standings[i].Standing == CreditStanding.Failed && !standings[i].Module.Extra && allowance.Covers(standings[i].Module))
            .OrderByDescending(i => Goodness(standings[i].CreditMark)).ThenBy(i => standings[i].Module.Code, StringComparer.Ordinal).ToList();
        // what a board has ratified already was given from the same limit
        var used = standings.Where(s => s.Module.Ratified is { } r && Same(r, allowance.As) && allowance.Covers(s.Module)).Sum(s => s.Module.Credits);
        var together = failed.Sum(i => standings[i].Module.Credits);
        var tooMany = allowance.AllOrNothing && used + together > allowance.Most;
        foreach (var i in failed)
        {
            var s = standings[i];
            if (tooMany || used + s.Module.Credits > allowance.Most || Obstacle(allowance, s))
            {
                trace.Add(new(AwardRule.NotAllowed, s.Module.Code, s.CreditMark, Also: allowance.Name));
                continue;
            }

            used += s.Module.Credits;
            standings[i] = s with { Standing = allowance.As == AllowanceKind.Compensated ? CreditStanding.Compensated : CreditStanding.Condoned };
            trace.Add(new(AwardRule.Allowed, s.Module.Code, s.CreditMark, used, allowance.Most, Also: allowance.Name));
        }
    }

    private bool Obstacle(AllowanceClause allowance, ModuleStanding s) =>
        s.Module.Ratified is not null || s.Module.IsAny(allowance.Never) || s.CreditMark is not { } mark || s.Module.FailsInPart(clauses, mark) || !clauses.IsAtLeast(mark, allowance.MarksFrom)
        || (allowance.AfterLastAttempt && s.AttemptsUsed < clauses.Attempts.Most)
        || (allowance.MeanFrom is { } needed && !(MeanAround(allowance, s.Module) is { } mean && clauses.IsAtLeast(mean, needed)));

    /// <summary>The mean of the module's own stage or level, actual marks of failed modules among them.</summary>
    private decimal? MeanAround(AllowanceClause allowance, ProfileModule module)
    {
        List<CountedMark> parts = [];
        foreach (var s in standings)
        {
            if (s.Mark is { } mark && !s.Module.Extra && (allowance.Stages.Count > 0 ? s.Module.Stage == module.Stage : allowance.Levels.Count == 0 || s.Module.Level == module.Level))
            {
                parts.Add(new(s.Module.Code, mark, s.Module.Credits, s.Module.Credits));
            }
        }

        return CountedMarks.Mean(parts) is { } mean ? allowance.MeanRounding?.Apply(mean) ?? mean : null;
    }

    private decimal Goodness(decimal? mark) => mark is not { } m ? decimal.MinValue : clauses.IsAtLeast(1, 0) ? m : -m;

    private static bool Same(CreditStanding standing, AllowanceKind kind) => standing == (kind == AllowanceKind.Compensated ? CreditStanding.Compensated : CreditStanding.Condoned);
}
