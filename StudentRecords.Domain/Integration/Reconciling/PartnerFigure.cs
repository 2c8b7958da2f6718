namespace StudentRecords.Domain.Integration.Reconciling;

/// <summary>What another system says it holds of a flow (or has sent): totals by group, or message by message, or both. The contract of every door.</summary>
public sealed record PartnerFigure
{
    private const int LongestPeriod = 400;
    private const int LongestName = 150;

    /// <summary>The sender's id of this figure; never used for another.</summary>
    public string Id { get; init; } = "";

    /// <summary>First day, UTC, on which messages were made (out of the record) or taken (into it).</summary>
    public DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly To { get; init; }

    /// <summary>Null when no totals are told; empty when the other side has nothing.</summary>
    public IReadOnlyList<PartnerGroup>? Groups { get; init; }

    /// <summary>Null when only totals are told. Given, they are all messages of the period, and they decide.</summary>
    public IReadOnlyList<PartnerItem>? Items { get; init; }

    /// <summary>Every reason why nothing can be compared with this.</summary>
    public IReadOnlyList<Refusal> Faults()
    {
        var faults = new List<Refusal>();
        void Fault(bool isWrong, string place, string sentence)
        {
            if (isWrong)
            {
                faults.Add(new Refusal("FIGURE_UNREADABLE", sentence, "Reconciliation", place));
            }
        }

        Fault(string.IsNullOrWhiteSpace(Id) || Id.Length > 100, "/id", "The figure needs an id of 1 to 100 characters.");
        Fault(From == default || To < From, "/to", "The figure needs a first and a last day, in this order.");
        Fault(To >= From && To.DayNumber - From.DayNumber >= LongestPeriod, "/to", $"At most {LongestPeriod} days are compared at once.");
        Fault(Groups is null && Items is null, "/groups", "The figure needs groups, items or both.");
        Fault(Groups is { } groups && groups.Any(g => string.IsNullOrWhiteSpace(g.Group) || g.Group.Length > LongestName || g.Count < 0 || !IsHash(g.Sha256)), "/groups", "Each group needs a name, a count and, if it is given, a SHA-256 of 64 hexadecimal digits.");
        Fault(Groups is { } named && named.GroupBy(g => g.Group, StringComparer.Ordinal).Any(g => g.Count() > 1), "/groups", "A group is told twice.");
        Fault(Items is { } items && items.Any(i => string.IsNullOrWhiteSpace(i.Key) || i.Key.Length > 300 || !IsHash(i.Sha256)), "/items", "Each item needs a key and, if it is given, a SHA-256 of 64 hexadecimal digits.");
        Fault(Items is { } told && told.GroupBy(i => (i.Key, i.Version)).Any(g => g.Count() > 1), "/items", "A key and version is told twice.");
        return faults;
    }

    private static bool IsHash(string? text) => text is null || (text.Length == 64 && text.All(char.IsAsciiHexDigit));
}

/// <summary>The other side's total of one group.</summary>
/// <param name="Sha256">See <see cref="HashTotal"/>; null when the other side makes none.</param>
/// <param name="Pounds">Sum of the amounts, where the flow moves money.</param>
public sealed record PartnerGroup(string Group, int Count, string? Sha256 = null, decimal? Pounds = null);

/// <summary>One message as the other side has it.</summary>
/// <param name="Key">The message's key.</param>
/// <param name="Version">Outgoing: its sequence; incoming: its source version.</param>
/// <param name="Sha256">Of the message's bytes as they travelled; null when the other side has them no more.</param>
public sealed record PartnerItem(string Key, long Version, string? Sha256 = null);
