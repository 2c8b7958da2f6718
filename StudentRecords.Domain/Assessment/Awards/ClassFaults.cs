namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>What is wrong with the classes of a regulation, and with what reads them.</summary>
internal static class ClassFaults
{
    public static IEnumerable<Refusal> Of(AwardClauses rule) => [.. Bands(rule, rule.Classes, "classes"), .. rule.Borderline.SelectMany(b => Zone(rule, b)), .. TwoWay(rule)];

    /// <summary>Bands that overlap, stand in the wrong order, or leave a gap between them or at the end of the scale.</summary>
    public static IEnumerable<Refusal> Bands(AwardClauses rule, IReadOnlyList<ClassClause> classes, string clause)
    {
        if (classes.Count == 0)
        {
            yield break;
        }

        foreach (var name in classes.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1 || string.IsNullOrWhiteSpace(g.Key)))
        {
            yield return AwardFaults.Fault($"Every class needs a name of its own; '{name.Key}' is not.", clause);
        }

        foreach (var (better, worse) in classes.Zip(classes.Skip(1)))
        {
            if (rule.Reaches(worse.From, better.From))
            {
                yield return AwardFaults.Fault($"{worse.Name} stands below {better.Name} and does not begin below it.", clause);
            }

            if (worse.Below is { } end && end != better.From)
            {
                yield return AwardFaults.Fault(
                    rule.Reaches(end, better.From)
                        ? $"{worse.Name} ends at {AwardStepWords.N(end)} and {better.Name} begins at {AwardStepWords.N(better.From)}: they overlap."
                        : $"{worse.Name} ends at {AwardStepWords.N(end)} and {better.Name} begins at {AwardStepWords.N(better.From)}: figures between them have no class.",
                    clause);
            }

            if (worse.Awarded && !better.Awarded)
            {
                yield return AwardFaults.Fault($"{better.Name} is not awarded, and {worse.Name} below it is.", clause);
            }
        }

        var lowest = rule.Points.Count > 0 ? rule.Points.Min(p => p.Points) : rule.Marks.Lowest;
        if (!rule.LowerIsBetter && classes[^1].From > lowest)
        {
            yield return AwardFaults.Fault($"No class begins at {AwardStepWords.N(lowest)}; figures below {AwardStepWords.N(classes[^1].From)} have none.", clause);
        }

        if (rule.LowerIsBetter && classes[^1].From < WorstFigure(rule))
        {
            yield return AwardFaults.Fault($"No class reaches to {AwardStepWords.N(WorstFigure(rule))}; figures above {AwardStepWords.N(classes[^1].From)} have none.", clause);
        }

        if (classes[^1].Requires.Count > 0)
        {
            yield return AwardFaults.Fault($"{classes[^1].Name} is the last class and asks for something; who does not meet it has none.", clause);
        }

        foreach (var requirement in classes.SelectMany(c => c.Requires).Where(r => r.Mark < rule.Marks.Lowest || r.Mark > rule.Marks.Highest))
        {
            yield return AwardFaults.Fault($"A class asks for {requirement.Kind} at {AwardStepWords.N(requirement.Mark)}, which is not on the scale of marks.", clause);
        }
    }

    /// <summary>The largest figure that can come out where smaller is better; of a sum, it depends on the credits, and the bands' last is taken to cover it.</summary>
    private static decimal WorstFigure(AwardClauses rule) =>
        rule.Algorithms.Any(a => a.Combine == PoolSum.Total) ? decimal.MinValue : rule.Points.Count > 0 ? rule.Points.Max(p => p.Points) : rule.Marks.Highest;

    private static IEnumerable<Refusal> Zone(AwardClauses rule, BorderlineClause zone)
    {
        foreach (var name in zone.Into.Where(n => rule.IndexOf(n) < 0))
        {
            yield return AwardFaults.Fault($"A zone leads into '{name}', which is no class.", "borderline");
        }

        if (zone.Below <= 0)
        {
            yield return AwardFaults.Fault("A zone has a width above 0.", "borderline");
        }

        foreach (var (better, worse) in rule.Classes.Zip(rule.Classes.Skip(1)).Where(p => zone.Into.Contains(p.First.Name) || zone.Into.Count == 0))
        {
            if (zone.Below > Math.Abs(better.From - worse.From) && better.Awarded && worse.Awarded)
            {
                yield return AwardFaults.Fault($"The zone below {better.Name} reaches beyond the whole of {worse.Name}.", "borderline");
            }
        }

        if (zone.Tests.Count == 0)
        {
            yield return AwardFaults.Fault("A zone without a test lifts everybody or nobody; say which by its width or a test.", "borderline");
        }

        foreach (var test in zone.Tests)
        {
            if (test.Kind is TestKind.Share && test.AtLeast is < 0 or > 100)
            {
                yield return AwardFaults.Fault($"{AwardStepWords.N(test.AtLeast)} per cent cannot be asked for.", "borderline");
            }

            foreach (var name in test.Thresholds.Keys.Where(n => rule.IndexOf(n) < 0))
            {
                yield return AwardFaults.Fault($"A test has a threshold for '{name}', which is no class.", "borderline");
            }

            if (test.Kind == TestKind.Reweigh && (test.Shares.Count == 0 || test.Shares.Any(s => s.Keys.Any(p => !rule.Algorithms.Any(a => a.Pools.Any(x => x.Name == p))) || s.Values.Sum() <= 0)))
            {
                yield return AwardFaults.Fault("A test weighs anew by shares of pools that there are not, or by none.", "borderline");
            }
        }
    }

    private static IEnumerable<Refusal> TwoWay(AwardClauses rule)
    {
        if (rule.TwoWay is not { } table)
        {
            yield break;
        }

        var bands = (2 * rule.Classes.Count) - 1;
        if (table.Bands.Count != bands || table.Bands.Zip(table.Bands.Skip(1)).Any(p => rule.Reaches(p.Second, p.First)))
        {
            yield return AwardFaults.Fault($"{rule.Classes.Count} classes and the borders between them are {bands} bands, each worse than the one before; {table.Bands.Count} are given or they are out of order.", "twoWay");
        }
        else if (table.Bands[^1] > rule.Marks.Lowest && !rule.LowerIsBetter)
        {
            yield return AwardFaults.Fault($"The last band begins at {AwardStepWords.N(table.Bands[^1])}; means below it have none.", "twoWay");
        }

        if (table.Table.Any(t => t.Count != 3 || t.Any(b => b < 0 || b >= bands)))
        {
            yield return AwardFaults.Fault($"Entries of the table are three bands from 0 to {bands - 1}.", "twoWay");
        }

        foreach (var twice in table.Table.Where(t => t.Count == 3).GroupBy(t => (t[0], t[1])).Where(g => g.Count() > 1))
        {
            yield return AwardFaults.Fault($"The table has two entries for {twice.Key.Item1} and {twice.Key.Item2}.", "twoWay");
        }

        if (table.Slice <= 0 || table.Place < 1 || table.BorderPlace < 1 || table.BorderPlace > table.Place)
        {
            yield return AwardFaults.Fault("Pieces have credits, and the border is looked for above the middle.", "twoWay");
        }

        if (!rule.Algorithms.Any(a => a.Pools.Any(p => p.Name == table.TieBy && p.Share > 0 && !p.MayBeEmpty)))
        {
            yield return AwardFaults.Fault($"'{table.TieBy}' is no pool that is always there to pick the side of a border.", "twoWay");
        }

        if (rule.Borderline.Count > 0)
        {
            yield return AwardFaults.Fault("A two-way table has its borders in itself; a zone of consideration beside it contradicts it.", "twoWay");
        }
    }
}
