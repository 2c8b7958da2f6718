namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>Reads the class from two bands: of the mean, and of where the marks lie.</summary>
internal sealed class TwoWayWorking(AwardClauses clauses, TwoWayClause table, AlgorithmFigure chosen, List<AwardStep> trace)
{
    /// <summary>The class and what settled it; no class where the table has no entry.</summary>
    public (ClassClause? Class, string Says) Work()
    {
        var ofMean = BandOfMean();
        if (Distribution() is not { } ofMarks)
        {
            return Board($"There are fewer than {table.Place} pieces of {AwardStepWords.N(table.Slice)} credits");
        }

        var entry = table.Table.FirstOrDefault(t => t[0] == ofMean && t[1] == ofMarks);
        if (entry is null)
        {
            return Board($"The table has no entry for mean band {Name(ofMean)} and distribution band {Name(ofMarks)}");
        }

        var words = $"mean band {Name(ofMean)} and distribution band {Name(ofMarks)} give {Name(entry[2])}";
        if (entry[2] % 2 == 0)
        {
            return Settled(clauses.Classes[entry[2] / 2], words);
        }

        var (upper, lower) = (clauses.Classes[entry[2] / 2], clauses.Classes[(entry[2] / 2) + 1]);
        var decider = chosen.Pools.First(p => p.Name == table.TieBy);
        var goesUp = clauses.Reaches(decider.Mean, upper.From);
        return Settled(goesUp ? upper : lower, $"{words}; {decider.Name} at {AwardStepWords.N(decider.Mean)} {(goesUp ? "reaches" : "does not reach")} {AwardStepWords.N(upper.From)}");
    }

    private (ClassClause? Class, string Says) Settled(ClassClause outcome, string words)
    {
        trace.Add(new(AwardRule.TwoWay, outcome.Name, Also: words));
        return (outcome, words);
    }

    private (ClassClause? Class, string Says) Board(string why)
    {
        trace.Add(new(AwardRule.ToBoard, why));
        return (null, why);
    }

    private int BandOfMean()
    {
        for (var band = 0; band < table.Bands.Count; band++)
        {
            if (clauses.Reaches(chosen.Figure, table.Bands[band]))
            {
                trace.Add(new(AwardRule.Band, Name(band), chosen.Figure, table.Bands[band]));
                return band;
            }
        }

        return table.Bands.Count - 1;
    }

    /// <summary>Null where the profile has not so many pieces.</summary>
    private int? Distribution()
    {
        var pieces = chosen.Pools.SelectMany(p => p.Counted.Select(m => (m.Mark, Pieces: m.Credits * p.Share / table.Slice)))
            .OrderByDescending(m => clauses.LowerIsBetter ? -m.Mark : m.Mark).ToList();
        if (At(pieces, table.Place) is not { } middle || At(pieces, table.BorderPlace) is not { } upper)
        {
            return null;
        }

        var band = 2 * ClassOf(middle);
        band -= ClassOf(upper) < ClassOf(middle) ? 1 : 0;
        trace.Add(new(AwardRule.Distribution, Name(band), table.Place, middle, pieces.Sum(p => p.Pieces)));
        return band;
    }

    private static decimal? At(IEnumerable<(decimal Mark, decimal Pieces)> pieces, int place)
    {
        decimal passed = 0;
        foreach (var (mark, number) in pieces)
        {
            passed += number;
            if (passed >= place)
            {
                return mark;
            }
        }

        return null;
    }

    private int ClassOf(decimal mark)
    {
        for (var i = 0; i < clauses.Classes.Count; i++)
        {
            if (clauses.Reaches(mark, clauses.Classes[i].From))
            {
                return i;
            }
        }

        return clauses.Classes.Count - 1;
    }

    private string Name(int band) => band % 2 == 0 ? clauses.Classes[band / 2].Name : $"{clauses.Classes[band / 2].Name}/{clauses.Classes[(band / 2) + 1].Name} border";
}
