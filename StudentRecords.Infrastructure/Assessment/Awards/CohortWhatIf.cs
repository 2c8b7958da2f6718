using StudentRecords.Domain.Assessment.Awards;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>How a cohort's classes would be under another regulation. Counts of 1 to 4 are null and totals are rounded to 5, so that nobody can be told from them.</summary>
/// <param name="Classified">Candidates with a class under both, to the nearest 5.</param>
/// <param name="Unclassified">Candidates without one under either (marks missing, credits that do not fit, credit outstanding), to the nearest 5.</param>
/// <param name="Up">Candidates with a better class under the other; null: 1 to 4.</param>
/// <param name="Down">Candidates with a worse one; null: 1 to 4.</param>
/// <param name="Same">Candidates with the same; null: 1 to 4.</param>
/// <param name="Moves">From class to class, best first; those with nobody are left out.</param>
public sealed record CohortWhatIf(string BoundRegulation, int Classified, int Unclassified, int? Up, int? Down, int? Same, IReadOnlyList<ClassMove> Moves)
{
    /// <summary>Below this a count is not told.</summary>
    public const int Smallest = 5;

    internal static CohortWhatIf Of(IEnumerable<(AwardResult Bound, AwardResult Other)> results, AwardClauses other)
    {
        var all = results.ToList();
        var both = all.Where(r => r.Bound.Class is not null && r.Other.Class is not null).Select(r => (From: r.Bound.Class!, To: r.Other.Class!, Way: Way(r.Bound.Class!, r.Other.Class!, other))).ToList();
        var bound = all.Select(r => $"{r.Bound.RegulationCode} version {r.Bound.RegulationVersion}").FirstOrDefault() ?? "";
        return new(
            bound, ToFive(both.Count), ToFive(all.Count - both.Count), Told(both.Count(b => b.Way > 0)), Told(both.Count(b => b.Way < 0)), Told(both.Count(b => b.Way == 0)),
            [.. both.GroupBy(b => (b.From, b.To)).OrderBy(g => Place(g.Key.From, other)).ThenBy(g => Place(g.Key.To, other)).Select(g => new ClassMove(g.Key.From, g.Key.To, Told(g.Count()), g.First().Way))]);
    }

    private static int Way(string from, string to, AwardClauses other) => from == to ? 0 : Math.Sign(Place(from, other) - Place(to, other));

    /// <summary>By the other regulation's order of classes; a class that it does not have stands last.</summary>
    private static int Place(string name, AwardClauses other)
    {
        var place = 0;
        while (place < other.Classes.Count && other.Classes[place].Name != name)
        {
            place++;
        }

        return place;
    }

    private static int? Told(int count) => count is > 0 and < Smallest ? null : count;

    private static int ToFive(int count) => (int)Math.Round(count / 5m, MidpointRounding.AwayFromZero) * 5;
}

/// <summary>Candidates who have one class under the bound regulation and one under the other.</summary>
/// <param name="Count">Null: 1 to 4.</param>
/// <param name="Way">Above 0: a better class; below 0: a worse one.</param>
public sealed record ClassMove(string From, string To, int? Count, int Way);
