namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>What each module of a profile earned: the mark that counts, the pass mark, and credit given within limits.</summary>
internal sealed class StandingWorking(AwardClauses clauses, List<AwardStep> trace, List<Refusal> errors)
{
    public IReadOnlyList<ModuleStanding> Work(AwardProfile profile)
    {
        var standings = new ModuleStanding[profile.Modules.Count];
        var failed = 0;
        for (var i = 0; i < standings.Length; i++)
        {
            standings[i] = Of(profile.Modules[i]);
            failed += standings[i].Standing == CreditStanding.Failed ? 1 : 0;
        }

        if (failed > 0 && clauses.Allowances.Count > 0)
        {
            new AllowanceWorking(clauses, standings, trace).Give();
        }

        return standings;
    }

    private ModuleStanding Of(ProfileModule module)
    {
        if (module.PassFail is { } passed && module.Ratified is null)
        {
            trace.Add(new(AwardRule.PassFail, module.Code, Met: passed));
            return new(module, null, null, passed ? CreditStanding.Passed : CreditStanding.Failed, module.Attempt);
        }

        var (mark, creditMark, used) = Marked(module);
        if (mark is { } outside && (outside < clauses.Marks.Lowest || outside > clauses.Marks.Highest))
        {
            errors.Add(new("MARK_OUT_OF_RANGE", $"{module.Code} has {AwardStepWords.N(outside)}; marks are {AwardStepWords.N(clauses.Marks.Lowest)} to {AwardStepWords.N(clauses.Marks.Highest)}.", "Marks", module.Code));
        }

        var standing = Standing(module, mark, creditMark);
        return new(module, mark, creditMark, standing, used);
    }

    private CreditStanding Standing(ProfileModule module, decimal? mark, decimal? creditMark)
    {
        if (module.Ratified is { } ratified)
        {
            trace.Add(new(AwardRule.Ratified, module.Code, Also: ratified.ToString().ToLowerInvariant()));
            return ratified;
        }

        if (module.Deferred)
        {
            trace.Add(new(AwardRule.Deferred, module.Code));
            return CreditStanding.Deferred;
        }

        if (mark is null || creditMark is not { } decided)
        {
            trace.Add(new(AwardRule.Missing, module.Code));
            if (!module.Extra)
            {
                errors.Add(new("MARK_MISSING", $"{module.Code} has no mark.", "Missing marks", module.Code));
            }

            return CreditStanding.Missing;
        }

        var pass = clauses.Pass.At(module.Level);
        if (module.FailsInPart(clauses, decided))
        {
            trace.Add(new(AwardRule.QualifiedFail, module.Code, decided));
            return CreditStanding.Failed;
        }

        if (clauses.IsAtLeast(decided, pass))
        {
            return CreditStanding.Passed;
        }

        trace.Add(new(AwardRule.Failed, module.Code, decided, pass));
        return CreditStanding.Failed;
    }

    /// <summary>The mark for the mean, the mark for credit, and the attempts used.</summary>
    private (decimal? Mark, decimal? CreditMark, int Used) Marked(ProfileModule module)
    {
        if (module.Attempts.Count == 0)
        {
            var given = module.Mark ?? FromComponents(module);
            var held = given is { } g ? Capped(module, g, module.Attempt) : (decimal?)null;
            return (Rounded(module, held), Credit(held), Math.Max(module.Attempt, module.Used));
        }

        decimal? first = null, best = null, newest = null;
        var (used, bestFrom) = (module.Used, 0);
        foreach (var attempt in module.Attempts)
        {
            used = Math.Max(used, attempt.Number);
            if (attempt.Mark is not { } raw)
            {
                continue;
            }

            var mark = Capped(module, raw, attempt.Number);
            first ??= mark;
            newest = mark;
            if (best is not { } b || !clauses.IsAtLeast(b, mark))
            {
                (best, bestFrom) = (mark, attempt.Number);
            }
        }

        if (best is null)
        {
            return (null, null, Math.Max(used, 1));
        }

        if (module.Attempts.Count > 1)
        {
            trace.Add(clauses.Attempts.Counts switch
            {
                AttemptMark.Newest => new(AwardRule.Attempt, module.Code, newest, used, Also: "the newest stands"),
                AttemptMark.FirstInTheMean => new(AwardRule.Attempt, module.Code, first, 1, Also: "the first stays in the mean"),
                _ => new(AwardRule.Attempt, module.Code, best, bestFrom, Also: "the best stands"),
            });
        }

        return clauses.Attempts.Counts switch
        {
            AttemptMark.Newest => (Rounded(module, newest), Credit(newest), used),
            AttemptMark.FirstInTheMean => (Rounded(module, first), Credit(best), used),
            _ => (Rounded(module, best), Credit(best), used),
        };
    }

    private decimal Capped(ProfileModule module, decimal mark, int attempt)
    {
        var pass = clauses.Pass.At(module.Level);
        if (!clauses.Attempts.Capped || attempt <= 1 || clauses.IsAtLeast(pass, mark))
        {
            return mark;
        }

        trace.Add(new(AwardRule.Cap, module.Code, pass, mark, attempt));
        return pass;
    }

    private decimal? Rounded(ProfileModule module, decimal? mark)
    {
        if (mark is not { } exact || clauses.Rounding.Module is not { } rounding)
        {
            return mark;
        }

        var rounded = rounding.Apply(exact);
        if (rounded != exact)
        {
            trace.Add(new(AwardRule.ModuleRounding, module.Code, rounded, exact));
        }

        return rounded;
    }

    private decimal? Credit(decimal? mark) => mark is { } exact && (clauses.Rounding.Credit ?? clauses.Rounding.Module) is { } rounding ? rounding.Apply(exact) : mark;

    private decimal? FromComponents(ProfileModule module)
    {
        if (module.Components.Count == 0)
        {
            return null;
        }

        List<CountedMark> parts = new(module.Components.Count);
        foreach (var component in module.Components)
        {
            if (component.Mark is not { } mark)
            {
                return null;
            }

            parts.Add(new(component.Key, clauses.Rounding.Component?.Apply(mark) ?? mark, component.Weight, component.Weight));
        }

        if (CountedMarks.Mean(parts) is not { } mean)
        {
            return null;
        }

        trace.Add(new(AwardRule.Components, module.Code, mean, parts.Sum(p => p.Credits), Parts: parts));
        return mean;
    }
}
