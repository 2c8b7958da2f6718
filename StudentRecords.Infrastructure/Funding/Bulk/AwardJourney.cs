using System.Globalization;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Bulk;

namespace StudentRecords.Infrastructure.Funding.Bulk;

/// <summary>Sponsor agreements and scholarships for many students, by the same rules as on the money tab; each posts at once what it does to the charges.</summary>
internal sealed class AwardJourney : IBulkJourney
{
    private static readonly BulkColumn Sort = new("kind", "sponsor or scholarship.", IsNeeded: true);
    private static readonly BulkColumn Code = new("code", "The code by which the fee rules know it, such as LEVY; a scholarship needs one.");
    private static readonly BulkColumn Payer = new("payer", "Who is billed in the student's place, such as Harbour Shipping Ltd.", IsNeeded: true);
    private static readonly BulkColumn Percent = new("percent", "Per cent of each price, as 50; empty is as much as the amount allows.");
    private static readonly BulkColumn Amount = new("amount", "Pounds in one academic year at most, as 4500.00; empty is without limit.");
    private static readonly BulkColumn Year = new("academicYear", "Only for this academic year, as 2026/27; empty is each.");
    private static readonly BulkColumn From = new("from", "First day, as 2026-10-03.", IsNeeded: true);
    private static readonly BulkColumn To = new("to", "Last day; empty while it runs.");

    public string Kind => "awards";

    public string Title => "Enter sponsors and scholarships";

    public string Act => "BulkGiveAward";

    public Room Room => Room.Money;

    public IReadOnlyList<BulkColumn> Columns => [EngagementsOfLines.Student, EngagementsOfLines.Number, Sort, Code, Payer, Percent, Amount, Year, From, To];

    public Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct) => FeesOfLines.ApplyAsync(slice, (line, engagement, fees) => Give(line, engagement, fees, slice), ct);

    private static BulkAnswer Give(BulkLine line, Engagement engagement, FeeAssessment fees, BulkSlice slice)
    {
        var kind = line[Sort.Name]?.ToLowerInvariant() switch { "sponsor" => AwardKind.Sponsor, "scholarship" => AwardKind.Scholarship, _ => (AwardKind?)null };
        List<Refusal> faults = [.. line.DayFaults(From, To), .. Unreadable(line)];
        if (kind is null)
        {
            faults.Add(new("KIND_UNKNOWN", $"“{line[Sort.Name]}” is neither sponsor nor scholarship; studentships come by F040 and loans by F050.", "Bulk change", Sort.Name));
        }

        if (line[From.Name] is null)
        {
            faults.Add(new("DAY_MISSING", "Say from which day it pays.", "Bulk change", From.Name));
        }

        var terms = new AwardTerms
        {
            Code = line[Code.Name] ?? "", Payer = line[Payer.Name] ?? "", Percent = Pounds(line, Percent), Amount = Pounds(line, Amount), AcademicYear = line[Year.Name],
            From = line.Day(From) ?? DateOnly.MinValue, To = line.Day(To),
        };
        faults.AddRange(FundingService.ByHand(kind ?? AwardKind.Sponsor, terms));
        if (faults.Count == 0 && fees.Running(engagement, kind!.Value, terms))
        {
            faults.Add(new("AWARD_STANDS", $"{terms.Payer} pays for the student from {terms.From:d MMM yyyy} already.", "Bulk change", Payer.Name));
        }

        if (faults.Count > 0)
        {
            return BulkAnswer.Refused(engagement.PersonId, faults);
        }

        var award = new FundingAward(engagement, kind!.Value, "SIS", $"BULK-{RecordId.Next()}", terms, 1);
        slice.Db.Add(award);
        fees.Awarded(award);
        return new BulkAnswer(engagement.PersonId, [], string.Create(CultureInfo.InvariantCulture, $"{terms.Payer} pays from {terms.From:yyyy-MM-dd}; "));
    }

    private static IEnumerable<Refusal> Unreadable(BulkLine line)
    {
        foreach (var column in new[] { Percent, Amount }.Where(c => line[c.Name] is not null && Pounds(line, c) is null))
        {
            yield return new("NUMBER_UNREADABLE", $"“{line[column.Name]}” in {column.Name} is no number such as 50.", "Bulk change", column.Name);
        }

        if (line[Year.Name] is { } year && !AcademicYear.TryParse(year, out _))
        {
            yield return new("YEAR_UNREADABLE", $"“{year}” is no academic year such as 2026/27.", "Bulk change", Year.Name);
        }
    }

    private static decimal? Pounds(BulkLine line, BulkColumn column) => decimal.TryParse(line[column.Name], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
