using System.Globalization;

namespace StudentRecords.Domain.Funding;

/// <summary>What is wrong with fee terms: a case without a price, a case with two, days and shares that do not add up.</summary>
internal static class FeeTermsFaults
{
    private const string Anything = "any";

    public static List<Refusal> Of(FeeTerms terms) => [.. Lines(terms), .. Census(terms), .. Scholarships(terms), .. Cases(terms)];

    private static IEnumerable<Refusal> Lines(FeeTerms terms)
    {
        foreach (var (line, n) in terms.Lines.Select((l, i) => (l, i + 1)))
        {
            if (line.Amount < 0)
            {
                yield return Fault("FEE_AMOUNT", $"The price of line {n} is less than nothing.", "lines");
            }

            foreach (var unknown in line.Modes.Except(terms.Modes).Concat(line.Sponsors.Except(terms.Sponsors)).Concat(line.FeeStatuses.Except(terms.FeeStatuses).Select(s => s.ToString())))
            {
                yield return Fault("FEE_UNKNOWN", $"Line {n} names {unknown}, which the rule does not say that it prices.", "lines");
            }

            if (line.YearFrom > line.YearTo || line.LoadFrom >= line.LoadBelow)
            {
                yield return Fault("FEE_EMPTY", $"Line {n} ends before it begins.", "lines");
            }
        }
    }

    private static IEnumerable<Refusal> Census(FeeTerms terms)
    {
        if (terms.WithdrawalWindowDays is < 0 or > 366)
        {
            yield return Fault("FEE_WINDOW", "The withdrawal window is between 0 and 366 days.", "withdrawalWindowDays");
        }

        if (terms.Census.Sum(c => c.Share) != 1m || terms.Census.Any(c => c.Share <= 0))
        {
            yield return Fault("CENSUS_SHARES", string.Create(CultureInfo.InvariantCulture, $"The shares of the census points are each above 0 and make 1 together; they make {terms.Census.Sum(c => c.Share)}."), "census");
        }

        if (terms.Census.Any(c => c.Day is < 0 or > 366) || terms.Census.Select(c => c.Day).Distinct().Count() != terms.Census.Count)
        {
            yield return Fault("CENSUS_DAYS", "Each census point falls on a day of its own, 0 to 366 days after the beginning.", "census");
        }
    }

    private static IEnumerable<Refusal> Scholarships(FeeTerms terms)
    {
        foreach (var scholarship in terms.Scholarships.Where(s => (s.Percent is null) == (s.Amount is null) || s.Percent is <= 0 or > 100 || s.Amount <= 0))
        {
            yield return Fault("SCHOLARSHIP", $"{scholarship.Code} takes off either a per cent between 0 and 100 or an amount above 0.", "scholarships");
        }

        foreach (var twice in terms.Scholarships.GroupBy(s => s.Code, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            yield return Fault("SCHOLARSHIP", $"{twice.Key} is there twice.", "scholarships");
        }

        if (terms.StudentshipCover is < 0 or > 100)
        {
            yield return Fault("STUDENTSHIP", "A studentship covers between 0 and 100 per cent.", "studentshipCover");
        }
    }

    /// <summary>Every case that the rule says it prices has one line, and one only.</summary>
    private static IEnumerable<Refusal> Cases(FeeTerms terms)
    {
        foreach (var mode in terms.Modes.DefaultIfEmpty(Anything))
        {
            foreach (var status in terms.FeeStatuses.Cast<FeeStatus?>().DefaultIfEmpty(null))
            {
                foreach (var sponsor in terms.Sponsors.Cast<string?>().Prepend(null))
                {
                    foreach (var fault in Cells(terms, mode, status, sponsor))
                    {
                        yield return fault;
                    }
                }
            }
        }
    }

    private static IEnumerable<Refusal> Cells(FeeTerms terms, string mode, FeeStatus? status, string? sponsor)
    {
        decimal[] loads = [.. terms.Lines.SelectMany(l => new[] { l.LoadFrom, l.LoadBelow }).OfType<decimal>().Append(0m).Where(l => l >= 0 && (terms.LoadBelow is null || l < terms.LoadBelow)).Distinct().Order()];
        var found = new List<(string Code, string What, int Year, string Load)>();
        foreach (var year in Enumerable.Range(1, terms.Years ?? LastYearNamed(terms)))
        {
            for (var i = 0; i < loads.Length; i++)
            {
                var one = new FeeCase(mode, status ?? FeeStatus.Home, sponsor, year, loads[i]);
                var covering = terms.Lines.Select((l, n) => (Line: l, Number: n + 1)).Where(l => l.Line.Covers(one, terms.Sponsors)).Select(l => l.Number).ToList();
                if (covering.Count != 1)
                {
                    found.Add((covering.Count == 0 ? "FEE_GAP" : "FEE_OVERLAP", covering.Count == 0 ? "has no price" : $"is priced by lines {string.Join(" and ", covering)}", year, Load(loads[i], i + 1 < loads.Length ? loads[i + 1] : terms.LoadBelow)));
                }
            }
        }

        var who = $"Mode {mode}, fee status {status?.ToString() ?? Anything}{(sponsor is null ? "" : $", sponsor {sponsor}")}";
        return found.GroupBy(f => (f.Code, f.What, f.Load)).Select(g => Fault(g.Key.Code, $"{who}, {Years([.. g.Select(f => f.Year)])}, {g.Key.Load} {g.Key.What}.", "lines"));
    }

    /// <summary>One year beyond the last that a line names, so that an open end is looked at too.</summary>
    private static int LastYearNamed(FeeTerms terms) => terms.Lines.SelectMany(l => new[] { l.YearFrom, l.YearTo }).OfType<int>().DefaultIfEmpty(0).Max() + 1;

    private static string Years(IReadOnlyList<int> years) => years.Count == 1 ? $"year {years[0]}" : $"years {string.Join(", ", years)}";

    private static string Load(decimal from, decimal? below) => below is null
        ? string.Create(CultureInfo.InvariantCulture, $"load from {from:0.##} credits")
        : string.Create(CultureInfo.InvariantCulture, $"load from {from:0.##} to below {below:0.##} credits");

    private static Refusal Fault(string code, string sentence, string clause) => new(code, sentence, clause, "Clauses");
}
