namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>What came of looking at a zone of consideration.</summary>
internal readonly record struct BorderlineLook(ClassClause Class, string Says, string? ForTheBoard);

/// <summary>Looks whether a figure lies in a zone below the next class, and tests it.</summary>
internal sealed class BorderlineWorking(AwardClauses clauses, IReadOnlyList<ModuleStanding> modules, ClassWorking classes, List<AwardStep> trace)
{
    public BorderlineLook Look(AlgorithmFigure chosen, AlgorithmClause by, ClassClause reached)
    {
        var index = clauses.IndexOf(reached.Name);
        if (index <= 0)
        {
            return new(reached, "", null);
        }

        var next = clauses.Classes[index - 1];
        string? forBoard = null;
        foreach (var zone in clauses.Borderline.Where(z => Concerns(z, next)))
        {
            if (!IsIn(zone, next, chosen) || !classes.Meets(next, trace))
            {
                continue;
            }

            if (Passes(zone, next, chosen, by) is { } says)
            {
                if (zone.Effect == BorderlineEffect.Promote)
                {
                    trace.Add(new(AwardRule.Promoted, next.Name, Also: reached.Name));
                    return new(next, says, null);
                }

                forBoard = $"In the zone below {next.Name}, and the test is met: {says}";
            }
            else if (zone.OthersToBoard)
            {
                forBoard = $"In the zone below {next.Name}, and the test is not met";
            }
        }

        if (forBoard is not null)
        {
            trace.Add(new(AwardRule.ToBoard, forBoard));
        }

        return new(reached, "", forBoard);
    }

    /// <summary>Without a list of classes: all above the lowest that is awarded, so that nobody is lifted over pass and fail.</summary>
    private bool Concerns(BorderlineClause zone, ClassClause next) => zone.Into.Count > 0 ? zone.Into.Contains(next.Name) : next.Awarded && next != clauses.Classes.Last(c => c.Awarded);

    private bool IsIn(BorderlineClause zone, ClassClause next, AlgorithmFigure chosen)
    {
        var figure = zone.OnRounded ? chosen.Figure : chosen.Exact;
        var lower = clauses.LowerIsBetter ? next.From + zone.Below : next.From - zone.Below;
        var isIn = !clauses.Reaches(chosen.Figure, next.From) && clauses.Reaches(figure, lower) && (zone.Inclusive || figure != lower);
        trace.Add(new(AwardRule.Zone, next.Name, figure, lower, next.From, isIn));
        return isIn;
    }

    /// <summary>What the test says, where it is met; null where it is not.</summary>
    private string? Passes(BorderlineClause zone, ClassClause next, AlgorithmFigure chosen, AlgorithmClause by)
    {
        string? says = null;
        foreach (var test in zone.Tests)
        {
            var result = Test(test, next, chosen, by);
            if (result is null && zone.NeedsAll)
            {
                return null;
            }

            if (result is not null && !zone.NeedsAll)
            {
                return result;
            }

            says = says is null ? result : $"{says} and {result}";
        }

        return says;
    }

    private string? Test(BorderlineTest test, ClassClause next, AlgorithmFigure chosen, AlgorithmClause by)
    {
        var threshold = test.Thresholds.TryGetValue(next.Name, out var said) ? said : next.From;
        if (test.Kind == TestKind.Reweigh)
        {
            return Reweighed(test, next, chosen, by);
        }

        decimal inClass = 0, all = 0, sum = 0;
        foreach (var m in modules)
        {
            if (m.Mark is { } mark && !m.Module.Extra && m.Module.PassFail is null && Population(test, by, m.Module))
            {
                var credits = m.Module.Credits * (test.Weighted ? by.Pools.FirstOrDefault(p => p.Holds(m.Module))?.Share ?? 0 : 1);
                var value = clauses.InTheMean(mark);
                all += credits;
                sum += value * credits;
                inClass += clauses.Reaches(value, threshold) ? credits : 0;
            }
        }

        var (figure, asked) = test.Kind switch
        {
            TestKind.Share => (all > 0 ? 100 * inClass / all : 0, test.AtLeast),
            TestKind.Credits => (inClass, test.AtLeast),
            _ => (all > 0 ? sum / all : clauses.Marks.Lowest, threshold),
        };
        var met = all > 0 && (test.Kind == TestKind.Mean ? clauses.Reaches(figure, asked) : test.MoreThan ? figure > asked : figure >= asked)
            && test.MustInclude.All(kind => modules.Any(m => m.Module.IsAny([kind]) && m.Mark is { } mark && clauses.Reaches(clauses.InTheMean(mark), threshold)));
        var words = $"{Words(test)} at {AwardStepWords.N(threshold)}{(test.MustInclude.Count > 0 ? $", {string.Join(" and ", test.MustInclude)} included" : "")}";
        trace.Add(new(AwardRule.ZoneTest, next.Name, figure, asked, Met: met, Also: words));
        return met ? $"{words}: {AwardStepWords.N(Math.Round(figure, 2, MidpointRounding.AwayFromZero))}" : null;
    }

    private string? Reweighed(BorderlineTest test, ClassClause next, AlgorithmFigure chosen, AlgorithmClause by)
    {
        foreach (var shares in test.Shares)
        {
            var pools = chosen.Pools.Where(p => shares.ContainsKey(p.Name)).Select(p => p with { Share = shares[p.Name] }).ToList();
            if (pools.Sum(p => p.Share) <= 0)
            {
                continue;
            }

            var words = $"weighted {string.Join(", ", shares.Select(s => $"{s.Key} {AwardStepWords.N(s.Value)}"))}";
            var figure = PoolSums.Of(by.Combine, pools, words, trace);
            figure = clauses.Rounding.Final?.Apply(figure) ?? figure;
            var met = clauses.Reaches(figure, next.From);
            trace.Add(new(AwardRule.ZoneTest, next.Name, figure, next.From, Met: met, Also: words));
            if (met)
            {
                return $"{words}: {AwardStepWords.N(figure)}";
            }
        }

        return null;
    }

    private static bool Population(BorderlineTest test, AlgorithmClause by, ProfileModule module) =>
        test.Stages.Count > 0 ? test.Stages.Contains(module.Stage) : test.Levels.Count > 0 ? test.Levels.Contains(module.Level) : by.Pools.Any(p => p.Holds(module));

    private static string Words(BorderlineTest test)
    {
        var of = test.Stages.Count > 0 ? $" of stage {string.Join(" and ", test.Stages)}" : test.Levels.Count > 0 ? $" of level {string.Join(" and ", test.Levels)}" : "";
        return test.Kind switch
        {
            TestKind.Share => $"per cent of the {(test.Weighted ? "weighted " : "")}credits{of}",
            TestKind.Credits => $"{(test.Weighted ? "weighted " : "")}credits{of}",
            _ => $"mean{of}",
        };
    }
}
