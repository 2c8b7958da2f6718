namespace StudentRecords.Domain.Integration.Reconciling;

/// <summary>Holds what the record has of a flow and period against what the other side says. Decides; keeps nothing.</summary>
public sealed class Comparison
{
    private readonly List<Drift> drift = [];

    private Comparison(IReadOnlyList<GroupVerdict> groups) => Groups = groups;

    /// <summary>By name.</summary>
    public IReadOnlyList<GroupVerdict> Groups { get; }

    public IReadOnlyList<Drift> Drift => drift;

    /// <summary>Messages that both sides have alike; null when only totals were compared.</summary>
    public int? Matched { get; private set; }

    /// <param name="held">Everything that the record has of the period, and everything under the keys that the other side names.</param>
    /// <param name="figure">What the other side says.</param>
    /// <param name="countsPounds">Whether amounts are added up.</param>
    public static Comparison Of(IReadOnlyList<HeldInPeriod> held, PartnerFigure figure, bool countsPounds)
    {
        var ours = Totals(held.Where(h => h.InPeriod && h.Message.Counts).Select(h => h.Message), countsPounds);
        var theirs = (figure.Groups ?? Sorted(held, figure.Items ?? [])).ToDictionary(g => g.Group, StringComparer.Ordinal);
        var doubt = held.Where(h => h.InPeriod && h.Message.Standing == HeldStanding.UnderWay).CountBy(h => h.Message.Group).ToDictionary();
        var groups = ours.Keys.Union(theirs.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(g => new GroupVerdict(g, ours.GetValueOrDefault(g) ?? new PartnerGroup(g, 0), theirs.GetValueOrDefault(g)) { InDoubt = doubt.GetValueOrDefault(g) }).ToList();
        var comparison = new Comparison(groups);
        if (figure.Items is { } items)
        {
            comparison.Matched = comparison.Match(held, items);
        }
        else
        {
            comparison.drift.AddRange(groups.Where(g => !g.IsSame).Select(g => new Drift(DriftKind.GroupDiffers, g.Group, g.Group)));
        }

        return comparison;
    }

    /// <summary>The record's totals by group.</summary>
    public static IReadOnlyDictionary<string, PartnerGroup> Totals(IEnumerable<HeldMessage> messages, bool countsPounds) => messages.GroupBy(m => m.Group, StringComparer.Ordinal).ToDictionary(
        g => g.Key, g => new PartnerGroup(g.Key, g.Count(), HashTotal.Of(g.Select(m => (m.Key, m.Version, m.Sha256))), countsPounds ? g.Sum(m => m.Pounds ?? 0) : null), StringComparer.Ordinal);

    /// <summary>The other side's items by the groups in which the record has them; what it does not know has none.</summary>
    private static IEnumerable<PartnerGroup> Sorted(IReadOnlyList<HeldInPeriod> held, IReadOnlyList<PartnerItem> items)
    {
        var groups = held.GroupBy(h => (h.Message.Key, h.Message.Version)).ToDictionary(g => g.Key, g => g.First().Message.Group);
        return items.GroupBy(i => groups.GetValueOrDefault((i.Key, i.Version), "not known here"), StringComparer.Ordinal)
            .Select(g => new PartnerGroup(g.Key, g.Count(), HashTotal.Of(g.Select(i => (i.Key, i.Version, i.Sha256?.ToLowerInvariant())))));
    }

    private int Match(IReadOnlyList<HeldInPeriod> held, IReadOnlyList<PartnerItem> items)
    {
        var open = held.ToDictionary(h => (h.Message.Key, h.Message.Version));
        var byKey = held.Select(h => h.Message).ToLookup(m => m.Key, StringComparer.Ordinal);
        var (matched, strange) = (0, new List<PartnerItem>());
        foreach (var item in items)
        {
            if (!open.Remove((item.Key, item.Version), out var ours))
            {
                strange.Add(item);
            }
            else if (Differs(ours.Message, item) is { } kind)
            {
                drift.Add(Told(kind, ours.Message, item.Version));
            }
            else
            {
                matched++;
            }
        }

        // a key in another version is one drift, not one missing and one too many
        var versions = strange.Where(i => byKey[i.Key].Any()).GroupBy(i => i.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(i => i.Version), StringComparer.Ordinal);
        drift.AddRange(versions.Select(v => Told(DriftKind.OtherVersion, byKey[v.Key].MaxBy(m => m.Version)!, v.Value)));
        drift.AddRange(strange.Where(i => !versions.ContainsKey(i.Key)).Select(i => new Drift(DriftKind.UnknownHere, i.Key, TheirVersion: i.Version)));
        drift.AddRange(open.Values.Where(h => h.InPeriod && h.Message is { Counts: true, IsAtEdge: false } && !versions.ContainsKey(h.Message.Key)).Select(h => Told(DriftKind.MissingThere, h.Message, null)));
        return matched;
    }

    private static DriftKind? Differs(HeldMessage ours, PartnerItem theirs) => ours.Standing switch
    {
        HeldStanding.Stopped => DriftKind.NotMeant,
        _ when ours.Sha256 is { } hash && theirs.Sha256 is { } other && !string.Equals(hash, other, StringComparison.OrdinalIgnoreCase) => DriftKind.OtherContent,
        HeldStanding.HeldUp => DriftKind.HeldUp,
        _ => null,
    };

    private static Drift Told(DriftKind kind, HeldMessage ours, long? theirs) => new(kind, ours.Key, ours.Group, ours.Version, theirs, ours.MessageId);
}

/// <summary>A message of the record, and whether it belongs to the period or is here because the other side names its key.</summary>
public sealed record HeldInPeriod(HeldMessage Message, bool InPeriod);
