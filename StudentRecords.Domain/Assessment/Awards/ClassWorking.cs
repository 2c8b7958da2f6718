namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>The class of an award, with everything that it was read from.</summary>
/// <param name="Algorithms">Every algorithm's figure.</param>
/// <param name="Chosen">The one that counts.</param>
/// <param name="By">Its clause.</param>
/// <param name="Class">Null where the board has to say.</param>
/// <param name="Clause">What settled the class.</param>
/// <param name="ForTheBoard">Why the board has to look; null where it need not.</param>
/// <param name="IsHeld">The class was held down because credit was given for a fail.</param>
internal sealed record Classified(IReadOnlyList<AlgorithmFigure> Algorithms, AlgorithmFigure Chosen, AlgorithmClause By, ClassClause? Class, string Clause, string? ForTheBoard, bool IsHeld, IReadOnlyList<ModuleStanding> Modules);

/// <summary>Works figure and class from what the modules earned.</summary>
internal sealed class ClassWorking(AwardClauses clauses, IReadOnlyList<ModuleStanding> modules, List<AwardStep> trace, bool withDiscount = true, bool withBestOf = true, bool withBorderline = true)
{
    /// <summary>Null where the profile cannot be classified; the reasons are then among the errors.</summary>
    public Classified? Work(List<Refusal> errors)
    {
        if (clauses.Algorithms.Count == 0 || !AllMarked(errors))
        {
            return null;
        }

        List<AlgorithmFigure> figures = new(clauses.Algorithms.Count);
        var chosen = 0;
        foreach (var algorithm in withBestOf ? clauses.Algorithms : clauses.Algorithms.Take(1))
        {
            if (new PoolWorking(clauses, algorithm, modules, withDiscount, trace, errors).Work() is not { } figure)
            {
                return null;
            }

            figures.Add(figure);
            chosen = clauses.Reaches(figures[chosen].Figure, figure.Figure) ? chosen : figures.Count - 1;
        }

        if (figures.Count > 1)
        {
            trace.Add(new(AwardRule.BestOf, figures[chosen].Name, figures[chosen].Figure, figures.Count));
        }

        return Classify(figures, figures[chosen], clauses.Algorithms[chosen]);
    }

    /// <summary>The class that a figure reaches by itself, requirements asked.</summary>
    public ClassClause ByFigure(decimal figure, List<AwardStep> told)
    {
        foreach (var candidate in clauses.Classes)
        {
            if (clauses.Reaches(figure, candidate.From) && Meets(candidate, told))
            {
                told.Add(new(AwardRule.Band, candidate.Name, figure, candidate.From));
                return candidate;
            }
        }

        return clauses.Classes[^1];
    }

    private Classified Classify(List<AlgorithmFigure> figures, AlgorithmFigure chosen, AlgorithmClause by)
    {
        if (clauses.TwoWay is { } table)
        {
            var (outcome, says) = new TwoWayWorking(clauses, table, chosen, trace).Work();
            return new(figures, chosen, by, outcome, says, outcome is null ? says : null, false, modules);
        }

        var reached = ByFigure(chosen.Figure, trace);
        var clause = $"{reached.Name} from {AwardStepWords.N(reached.From)}";
        string? forBoard = null;
        if (withBorderline && clauses.Borderline.Count > 0)
        {
            var looked = new BorderlineWorking(clauses, modules, this, trace).Look(chosen, by, reached);
            if (looked.Class != reached)
            {
                clause = $"{looked.Class.Name}, lifted from {reached.Name}: {looked.Says}";
                reached = looked.Class;
            }

            forBoard = looked.ForTheBoard;
        }

        var held = Held(reached);
        return new(figures, chosen, by, held ?? reached, held is null ? clause : $"{held.Name}: held there because credit was given for a fail", forBoard, held is not null, modules);
    }

    /// <summary>A requirement that nothing of the profile is of that kind for is not met.</summary>
    public bool Meets(ClassClause candidate, List<AwardStep> told)
    {
        foreach (var requirement in candidate.Requires)
        {
            var of = modules.Where(m => m.Module.IsAny([requirement.Kind]) && m.Mark is not null).ToList();
            var met = of.Count > 0 && of.All(m => clauses.IsAtLeast(m.Mark!.Value, requirement.Mark));
            told.Add(new(AwardRule.Requirement, candidate.Name, of.Count > 0 ? of.Min(m => m.Mark) : null, requirement.Mark, Met: met, Also: requirement.Kind));
            if (!met)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The class at which an allowance holds the award, where that is worse than what was reached.</summary>
    private ClassClause? Held(ClassClause reached)
    {
        ClassClause? worst = null;
        foreach (var allowance in clauses.Allowances)
        {
            if (allowance.HoldsAwardAt is { } at && modules.Any(m => m.Standing == (allowance.As == AllowanceKind.Compensated ? CreditStanding.Compensated : CreditStanding.Condoned) && allowance.Covers(m.Module)))
            {
                var index = clauses.IndexOf(at);
                if (index > clauses.IndexOf(reached.Name) && (worst is null || index > clauses.IndexOf(worst.Name)))
                {
                    worst = clauses.Classes[index];
                    trace.Add(new(AwardRule.Held, worst.Name, Also: $"credit was {allowance.As.ToString().ToLowerInvariant()}"));
                }
            }
        }

        return worst;
    }

    private bool AllMarked(List<Refusal> errors)
    {
        var before = errors.Count;
        foreach (var m in modules)
        {
            if (m is { Mark: null, HasCredit: true } && !m.Module.Extra && m.Module.PassFail is null && clauses.Algorithms.Any(a => a.Pools.Any(p => p.Holds(m.Module))))
            {
                errors.Add(new("MARK_MISSING", $"{m.Module.Code} has credit and no mark; without it nothing can be averaged.", "Missing marks", m.Module.Code));
            }
        }

        return errors.Count == before;
    }
}

/// <summary>Where a class stands in its regulation.</summary>
internal static class ClassOrder
{
    /// <summary>0 for the best.</summary>
    public static int IndexOf(this AwardClauses clauses, string name)
    {
        for (var i = 0; i < clauses.Classes.Count; i++)
        {
            if (clauses.Classes[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
