using System.Globalization;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>How a term ended.</summary>
/// <param name="Undelivered">Messages that should have left and have not, by flow.</param>
internal sealed record TermResult(IReadOnlyList<FarSide> Sides, IReadOnlyList<Compared> Compared, IReadOnlyDictionary<string, int> Undelivered)
{
    /// <summary>Operated flows that the catalogue has reconciled, each of which must have had something to compare; none in a term that is played in part.</summary>
    public IReadOnlyList<string> ToCompare { get; init; } = [];

    /// <summary>Flows of which neither side told of a single message.</summary>
    public IReadOnlyList<string> Still => [.. Compared.Select(c => c.Flow).Union(ToCompare).Where(f => Compared.Where(c => c.Flow == f).All(c => c.Ours == 0 && c.Theirs == 0))];

    /// <summary>No operated flow drifts, something was compared on each, everything left, and everything became what it was meant to.</summary>
    public bool IsSound => Compared.All(c => c.Drift == 0) && !Still.Intersect(ToCompare).Any() && Undelivered.Count == 0 && Sides.All(s => s.Amiss.IsEmpty);

    /// <summary>What the command ends with.</summary>
    public int ExitCode => IsSound ? 0 : 1;

    /// <summary>A line for each system, then what is not as it should be.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{"System",-44}{"way",-9}{"sent",6}{"accepted",10}{"refused",9}{"repeats",9}{"received",10}{"receipts",10}{"quarantined",13}{"drift",7}";
        foreach (var side in Sides.OrderBy(s => s.System, StringComparer.Ordinal))
        {
            yield return Line($"{side.System} {SystemCatalogue.Names[side.System]}", side.Channel.ToString(), side.Sent.Count, side.Accepted, side.RefusedAsMeant, side.Repeated, side.Held.Count, side.Receipted, side.Quarantined, Compared.Where(c => c.System == side.System).Sum(c => c.Drift));
        }

        yield return Line($"{Sides.Count} systems", "", Sides.Sum(s => s.Sent.Count), Sides.Sum(s => s.Accepted), Sides.Sum(s => s.RefusedAsMeant), Sides.Sum(s => s.Repeated), Sides.Sum(s => s.Held.Count), Sides.Sum(s => s.Receipted), Sides.Sum(s => s.Quarantined), Compared.Sum(c => c.Drift));
        yield return "";
        foreach (var found in Compared.Where(c => c.Drift > 0))
        {
            yield return $"Drift of {found.Flow} at {found.System}: the record {(found.IsOut ? "sent" : "has")} {found.Ours}, {found.System} {(found.IsOut ? "holds" : "sent")} {found.Theirs}, {found.Drift} differ ({found.State}).";
        }

        foreach (var (flow, count) in Undelivered)
        {
            yield return $"Undelivered on {flow}: {count}.";
        }

        foreach (var (side, sentence) in Sides.SelectMany(s => s.Amiss.Select(a => (s, a))))
        {
            yield return $"{side.System}: {sentence}";
        }

        var flows = Compared.Select(c => c.Flow).Distinct().ToList();
        yield return $"{flows.Count} flows compared at {Compared.Count} ends, {Compared.Sum(c => c.Ours):N0} messages.{(Still.Count == 0 ? "" : $" Nothing to compare on {string.Join(", ", Still)}.")}";
        yield return IsSound ? "No drift on any operated flow." : "The term did not end as it should.";
    }

    private static string Line(string name, string way, int sent, int accepted, int refused, int repeats, int received, int receipts, int quarantined, int drift) => string.Create(CultureInfo.InvariantCulture,
        $"{(name.Length > 43 ? name[..43] : name),-44}{way.ToLowerInvariant(),-9}{sent,6}{accepted,10}{refused,9}{repeats,9}{received,10}{receipts,10}{quarantined,13}{drift,7}");
}
