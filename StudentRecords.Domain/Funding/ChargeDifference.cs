namespace StudentRecords.Domain.Funding;

/// <summary>What must be posted so that what stands becomes what should stand: charges to take back, and charges to make.</summary>
public sealed record ChargeDifference(IReadOnlyList<FeeCharge> Reverse, IReadOnlyList<Liability> Post)
{
    public bool IsEmpty => Reverse.Count == 0 && Post.Count == 0;

    /// <param name="charges">Every charge and reversal of the engagement.</param>
    /// <param name="liabilities">What should stand.</param>
    public static ChargeDifference Between(IReadOnlyCollection<FeeCharge> charges, IReadOnlyCollection<Liability> liabilities)
    {
        var standing = Standing(charges).ToLookup(c => (c.AcademicYear, c.Element, c.Sponsor));
        var wanted = liabilities.ToDictionary(l => (l.AcademicYear, l.Element, l.Sponsor));
        List<FeeCharge> reverse = [.. standing.Where(s => s.Sum(c => c.Amount) != (wanted.GetValueOrDefault(s.Key)?.Amount ?? 0m)).SelectMany(s => s).OrderBy(c => c.Id)];
        List<Liability> post = [.. wanted.Values.Where(l => standing[(l.AcademicYear, l.Element, l.Sponsor)].Sum(c => c.Amount) != l.Amount)];
        return new ChargeDifference(reverse, post);
    }

    /// <summary>Charges that no other takes back.</summary>
    public static IEnumerable<FeeCharge> Standing(IReadOnlyCollection<FeeCharge> charges)
    {
        var reversed = charges.Where(c => c.ReversesId is not null).Select(c => c.ReversesId!.Value).ToHashSet();
        return charges.Where(c => c.ReversesId is null && !reversed.Contains(c.Id));
    }
}
