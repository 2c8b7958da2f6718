namespace StudentRecords.Domain.Funding;

/// <summary>Collects what falls due and shares it out: awards pay first, in the order of their kinds, and the student what is left.</summary>
internal sealed class FeeBill(string rule, FeeTerms terms, IReadOnlyList<FundingAward> awards)
{
    private readonly Dictionary<(string Year, string Element, string Payer), decimal> amounts = [];
    private readonly Dictionary<(long Award, string Year), decimal> used = [];
    private readonly SortedSet<string> findings = new(StringComparer.Ordinal);
    private readonly List<FundingAward> inOrder = [.. awards.OrderBy(a => a.Kind).ThenBy(a => a.From).ThenBy(a => a.Key, StringComparer.Ordinal)];

    public void Find(string finding) => findings.Add(finding);

    /// <summary>Adds the due parts of a price; rounding never gains or loses a penny over the whole.</summary>
    public void Add(string year, string element, decimal price, IEnumerable<(DateOnly Day, decimal Share, bool Counts)> points)
    {
        var (share, before) = (0m, 0m);
        foreach (var point in points)
        {
            share += point.Share;
            var upTo = decimal.Round(price * share, 2, MidpointRounding.AwayFromZero);
            if (point.Counts)
            {
                Split(year, element, upTo - before, point.Day);
            }

            before = upTo;
        }
    }

    public FeeAssessed Sum() => new(
        [.. amounts.Where(a => a.Value != 0).OrderBy(a => a.Key.Year, StringComparer.Ordinal).ThenBy(a => a.Key.Element, StringComparer.Ordinal).ThenBy(a => a.Key.Payer, StringComparer.Ordinal)
            .Select(a => new Liability(a.Key.Year, a.Key.Element, a.Key.Payer, a.Value, rule))],
        [.. findings], true);

    private void Split(string year, string element, decimal due, DateOnly day)
    {
        var left = due;
        foreach (var award in inOrder.Where(a => a.PaysOn(day, year)))
        {
            var paid = Math.Min(left, Pays(award, year, due));
            if (paid > 0)
            {
                used[(award.Id, year)] = used.GetValueOrDefault((award.Id, year)) + paid;
                Count(year, element, award.Kind == AwardKind.Scholarship ? Payers.Scholarship(award.Code) : award.Payer, paid);
                left -= paid;
            }
        }

        Count(year, element, Payers.Student, left);
    }

    /// <summary>The most that the award pays of a part that falls due.</summary>
    private decimal Pays(FundingAward award, string year, decimal due)
    {
        var (percent, amount) = (award.Percent, award.Amount);
        if (award.Kind == AwardKind.Scholarship && percent is null && amount is null)
        {
            if (terms.Scholarships.FirstOrDefault(s => string.Equals(s.Code, award.Code, StringComparison.OrdinalIgnoreCase)) is not { } term)
            {
                findings.Add($"{year}: the fee rule {rule} does not say what scholarship {award.Code} takes off.");
                return 0;
            }

            (percent, amount) = (term.Percent, term.Amount);
        }

        if (award.Kind == AwardKind.Studentship)
        {
            percent = Math.Min(percent ?? 100m, terms.StudentshipCover);
        }

        var most = percent is { } p ? decimal.Round(due * p / 100m, 2, MidpointRounding.AwayFromZero) : due;
        return amount is { } a ? Math.Min(most, a - used.GetValueOrDefault((award.Id, year))) : most;
    }

    private void Count(string year, string element, string payer, decimal amount) =>
        amounts[(year, element, payer)] = amounts.GetValueOrDefault((year, element, payer)) + amount;
}
