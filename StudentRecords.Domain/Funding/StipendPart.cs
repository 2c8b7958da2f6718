using System.Globalization;

namespace StudentRecords.Domain.Funding;

/// <summary>An instalment of a stipend, as the award has it.</summary>
/// <param name="DueOn">The first day of the stretch that it is for: stipends are paid in advance.</param>
/// <param name="Amount">Pounds.</param>
public sealed record StipendPart(DateOnly DueOn, decimal Amount)
{
    /// <summary>Pay period: 2026-11 and the like. No two instalments of an award share one.</summary>
    public string Period => DueOn.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>
    /// The instalments of an award that fall due up to a day. They are counted from the award's first day, or the study's where that is later; each that falls due on or before the award's last
    /// day is whole. The pence of a year sum to the year's stipend.
    /// </summary>
    /// <param name="award">A studentship; without a stipend there are none.</param>
    /// <param name="studyBegins">First day of the engagement.</param>
    /// <param name="until">Last day looked at.</param>
    public static IEnumerable<StipendPart> Of(FundingAward award, DateOnly studyBegins, DateOnly until)
    {
        if (award is not { Stipend: { } yearly, StipendInstalments: { } parts })
        {
            yield break;
        }

        var (first, last) = (award.From > studyBegins ? award.From : studyBegins, award.To < until ? award.To.Value : until);
        for (var part = 0; first.AddMonths(12 / parts * part) is var due && due <= last; part++)
        {
            yield return new StipendPart(due, Sum(yearly, parts, (part % parts) + 1) - Sum(yearly, parts, part % parts));
        }
    }

    private static decimal Sum(decimal yearly, int parts, int of) => decimal.Round(yearly * of / parts, 2, MidpointRounding.AwayFromZero);
}
