namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>A part of a regulation in sentences.</summary>
public sealed record ClauseSection(string Title, IReadOnlyList<string> Sentences);

/// <summary>Tells a regulation in sentences, so that a board reads what its data says and nothing else.</summary>
public static class ClauseWords
{
    public static IReadOnlyList<ClauseSection> Of(AwardClauses rule) =>
        [.. new ClauseSection[]
        {
            new("Award and credit", [.. Credits(rule)]),
            new("Marks, attempts and rounding", [.. Marks(rule)]),
            new("Figure", [.. rule.Algorithms.SelectMany(a => AlgorithmWords.Of(a, rule.Algorithms.Count > 1))]),
            new("Classes", [.. rule.Classes.Select(c => Class(rule, c)), .. TwoWay(rule)]),
            new("Zones of consideration", [.. rule.Borderline.Select(b => Zone(rule, b))]),
            new("Credit for failed modules", [.. rule.Allowances.Select(Allowance)]),
            new("Stages", [.. rule.Stages.SelectMany(s => Stage(rule, s))]),
            new("Exit awards, highest first", [.. rule.Exits.Select(Exit)]),
            new("Examiners' recommendations", [.. (rule.Research?.Recommendations ?? []).Select(Recommended)]),
            new("To be reported", [.. Reportable(rule)]),
        }.Where(s => s.Sentences.Count > 0)];

    internal static string Listed<T>(IEnumerable<T> values) => string.Join(" and ", values);

    internal static string N(decimal? value) => AwardStepWords.N(value);

    private static IEnumerable<string> Credits(AwardClauses rule)
    {
        yield return rule.Award;
        if (rule.Credits.Total > 0)
        {
            yield return $"{N(rule.Credits.Total)} credits{(rule.Credits.Most is { } most ? $", up to {N(most)} registered" : "")}.";
        }

        foreach (var (level, credits) in rule.Credits.Levels.OrderBy(l => l.Key))
        {
            yield return $"Level {level}: {N(credits.Least)} credits or more at this level or above{(credits.Most is { } most ? $", {N(most)} at most" : "")}{(credits.Outright > 0 ? $", {N(credits.Outright)} of them passed outright" : "")}.";
        }

        foreach (var (kind, codes) in rule.Kinds)
        {
            yield return $"{kind}: {string.Join(", ", codes)}.";
        }
    }

    private static IEnumerable<string> Marks(AwardClauses rule)
    {
        if (rule.Research is not null)
        {
            yield break;
        }

        yield return $"Marks from {N(rule.Marks.Lowest)} to {N(rule.Marks.Highest)}; passed at {N(rule.Pass.Mark)}{string.Concat(rule.Pass.Levels.Select(l => $", at level {l.Key} at {N(l.Value)}"))}.";
        yield return $"{rule.Attempts.Most} attempts; {(rule.Attempts.Capped ? "a further one earns the pass mark at most" : "further ones are not capped")}; {rule.Attempts.Counts switch { AttemptMark.Newest => "the newest stands", AttemptMark.FirstInTheMean => "the first mark stays in the mean", _ => "the better one stands" }}.";
        yield return $"Rounded: {Rounding(rule.Rounding)}.";
        if (rule.Points.Count > 0)
        {
            yield return $"Points: {string.Join(", ", rule.Points.Select(p => $"{N(p.Points)} from {N(p.From)}"))}{(rule.LowerIsBetter ? "; fewer are better" : "")}.";
        }
    }

    private static string Rounding(AwardRounding rounding)
    {
        var stages = new (string Name, RoundingClause? Clause)[] { ("components", rounding.Component), ("modules", rounding.Module), ("modules for credit only", rounding.Credit), ("means of pools", rounding.Level), ("the final figure", rounding.Final) }
            .Where(s => s.Clause is not null).Select(s => $"{s.Name} to {s.Clause!.Decimals} dp{(s.Clause.Mode == MidpointRounding.AwayFromZero ? "" : $" ({s.Clause.Mode})")}").ToList();
        return stages.Count == 0 ? "never" : string.Join(", ", stages);
    }

    private static string Class(AwardClauses rule, ClassClause band) =>
        $"{band.Name} {(rule.LowerIsBetter ? "to" : "from")} {N(band.From)}{string.Concat(band.Requires.Select(r => $", with {r.Kind} at {N(r.Mark)}"))}{(band.Awarded ? "" : ": not awarded")}.";

    private static IEnumerable<string> TwoWay(AwardClauses rule)
    {
        if (rule.TwoWay is { } table)
        {
            yield return $"Read from two bands: of the mean, and of piece {table.Place} of all pieces of {N(table.Slice)} credits (the border above where piece {table.BorderPlace} is in a higher class); {table.TieBy} picks the side of a border, and what the table of {table.Table.Count} entries lacks goes to the board.";
        }
    }

    private static string Zone(AwardClauses rule, BorderlineClause zone) =>
        $"{N(zone.Below)} below {(zone.Into.Count > 0 ? Listed(zone.Into) : "each class above the lowest")}{(zone.Inclusive ? "" : ", its lower end excluded")}, on the {(zone.OnRounded ? "rounded" : "unrounded")} figure: "
        + $"{string.Join(zone.NeedsAll ? " and " : " or ", zone.Tests.Select(t => Test(rule, t)))} {(zone.Effect == BorderlineEffect.Promote ? "lifts" : "refers to the board")}{(zone.OthersToBoard ? "; others go to the board" : "")}.";

    private static string Test(AwardClauses rule, BorderlineTest test)
    {
        var of = test.Stages.Count > 0 ? $" of stage {Listed(test.Stages)}" : test.Levels.Count > 0 ? $" of level {Listed(test.Levels)}" : "";
        var at = test.Thresholds.Count > 0 ? $" at {string.Join(", ", test.Thresholds.Select(t => $"{N(t.Value)} for {t.Key}"))}" : " in the class";
        var more = test.MoreThan ? "more than" : "at least";
        return (test.Kind switch
        {
            TestKind.Share => $"{more} {N(test.AtLeast)} per cent of the {(test.Weighted ? "weighted " : "")}credits{of}{at}",
            TestKind.Credits => $"{more} {N(test.AtLeast)} {(test.Weighted ? "weighted " : "")}credits{of}{at}",
            TestKind.Mean => $"the mean{of}{at}",
            _ => $"a weighting of {string.Join(" or ", test.Shares.Select(s => string.Join(":", s.Values.Select(v => N(v)))))} that reaches it",
        }) + (test.MustInclude.Count > 0 ? $", {Listed(test.MustInclude)} among them" : "");
    }

    private static string Allowance(AllowanceClause a) =>
        $"{a.Name}: up to {N(a.Most)} credits {(a.Stages.Count > 0 ? $"in stage {Listed(a.Stages)}" : a.Levels.Count > 0 ? $"at level {Listed(a.Levels)}" : "in all")} {a.As.ToString().ToLowerInvariant()} at {N(a.MarksFrom)} or better"
        + $"{(a.MeanFrom is { } mean ? $", with a mean of {N(mean)}" : "")}{(a.Never.Count > 0 ? $", never {Listed(a.Never)}" : "")}{(a.AllOrNothing ? ", all or nothing" : "")}{(a.AfterLastAttempt ? ", after the last attempt" : "")}{(a.HoldsAwardAt is { } at ? $"; the award is then {at} at best" : "")}.";

    private static IEnumerable<string> Stage(AwardClauses rule, StageClause stage)
    {
        var last = stage == rule.Stages[^1];
        yield return $"Stage {stage.Stage}: {N(stage.Credits)} credits{(stage.MeanFrom is { } mean ? $" and a mean of {N(mean)}" : "")} {(last ? "lead to the award" : $"open stage {stage.Stage + 1}")}{(stage.RepeatsStageBelow > 0 ? $"; below {N(stage.RepeatsStageBelow)} it is repeated" : "")}.";
        foreach (var trail in stage.Trail)
        {
            yield return $"Stage {stage.Stage}, trailing: at most {N(trail.Outstanding)} credits outstanding{(trail.Gained > 0 ? $", {N(trail.Gained)} gained" : "")}{(trail.MarksFrom is { } from ? $", each at {N(from)} or better" : "")}{(trail.Never.Count > 0 ? $", never {Listed(trail.Never)}" : "")}.";
        }
    }

    private static string Exit(ExitClause exit) =>
        $"{exit.Award}: {N(exit.Total)} credits{string.Concat(exit.Levels.Select(l => $", {N(l.Value)} at level {l.Key} or above"))}{(exit.Classes.Count > 0 ? $"; {string.Join(", ", exit.Classes.Select(c => $"{c.Name} from {N(c.From)}"))}" : "")}.";

    private static string Recommended(Recommendation r) =>
        $"{r.Code}: {r.Title}{(r.Months > 0 ? $", {r.Months} months" : r.Weeks > 0 ? $", {r.Weeks} weeks" : "")}{(r.Viva ? ", with an oral examination" : "")}{(r.Award is { } award ? $", {award}" : "")}.";

    private static IEnumerable<string> Reportable(AwardClauses rule)
    {
        if (rule.DropsMarks())
        {
            yield return "Lowest marks are dropped: to be reported to the Office for Students, and each class is shown with and without.";
        }

        if (rule.Algorithms.Count > 1)
        {
            yield return "The best of several algorithms is awarded: to be reported to the Office for Students, and each class is shown with and without.";
        }

        if (rule.Borderline.Any(b => b.Effect == BorderlineEffect.Promote))
        {
            yield return "Candidates at a border are lifted by rule; each class is shown with and without.";
        }

        if (rule.Algorithms.Any(a => a.Pools.Any(p => p.Discount?.Style == DiscountStyle.Whole)))
        {
            yield return "Whole modules that overshoot: a better mark on a large module can bring in more of it and lower the mean. Splitting modules cannot.";
        }
    }
}

/// <summary>An algorithm in sentences.</summary>
internal static class AlgorithmWords
{
    public static IEnumerable<string> Of(AlgorithmClause algorithm, bool isNamed)
    {
        foreach (var pool in algorithm.Pools)
        {
            yield return $"{(isNamed ? $"{algorithm.Name}: " : "")}{pool.Name} ({(pool.Stages.Count > 0 ? $"stage {ClauseWords.Listed(pool.Stages)}" : $"level {ClauseWords.Listed(pool.Levels)}")}) {Share(algorithm, pool)}{Discount(pool)}{(pool.MayBeEmpty ? "; left out where nothing in it is marked" : "")}.";
        }

        if (algorithm.LeavesOutFailed)
        {
            yield return $"{(isNamed ? $"{algorithm.Name}: " : "")}failed modules without credit are left out.";
        }
    }

    private static string Share(AlgorithmClause algorithm, PoolClause pool) => algorithm.Combine switch
    {
        PoolSum.Means => $"counts {ClauseWords.N(pool.Share)} of {ClauseWords.N(algorithm.Pools.Sum(p => p.Share))}",
        PoolSum.Credits => $"counts each credit {ClauseWords.N(pool.Share)} times",
        _ => $"adds each credit {ClauseWords.N(pool.Share)} times",
    };

    private static string Discount(PoolClause pool) => pool.Discount is not { } d ? "" :
        $"; {(d.Keep is { } keep ? $"the best {ClauseWords.N(keep)} credits" : $"all but the worst {ClauseWords.N(d.Drop)} credits")}, {(d.Style == DiscountStyle.Whole ? "in whole modules" : d.Slice is { } slice ? $"in slices of {ClauseWords.N(slice)}" : "modules split")}{(d.Never.Count > 0 ? $", never without {ClauseWords.Listed(d.Never)}" : "")}{(pool.SurplusTo is { } to ? $", the rest falls to {to}" : "")}";
}
