using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding.Runs;

/// <summary>A charge that a run hands over, and whose it is.</summary>
internal sealed record HandedCharge(FeeCharge Charge, string Numhus, string StudentNumber);

/// <summary>
/// F049: what of a year's fee the loans company is to pay, when a charge run is released, and again when a later run changes it. It is told the sum
/// that stands, in pounds, and never a part of it.
/// </summary>
internal static class LoanFees
{
    /// <summary>Circumstance of the first sum that is told of a year.</summary>
    public const string Assessed = "FeeAssessed";

    /// <summary>Circumstance of every other.</summary>
    public const string Changed = "FeeChanged";

    /// <summary>Charges for which the loans company is to pay, as far as runs have handed them over: their sum is what it is told.</summary>
    public static IQueryable<FeeCharge> HandedOver(RegistryDbContext db) =>
        from l in db.Set<ChargeRunLine>().AsNoTracking()
        join c in db.Set<FeeCharge>().AsNoTracking() on l.ChargeId equals c.Id
        where l.HandedOverAt != null && l.Kind != ChargeRunKind.NeverTold && c.Sponsor == Payers.LoansCompany
        select c;

    public static async Task TellAsync(RegistryDbContext db, IReadOnlyList<HandedCharge> handed, DateTimeOffset now, CancellationToken ct)
    {
        var years = handed.Where(h => h.Charge.Sponsor == Payers.LoansCompany).GroupBy(h => (h.Charge.EngagementId, h.Charge.AcademicYear)).ToList();
        if (years.Count == 0)
        {
            return;
        }

        var (engagements, people) = (years.Select(y => y.Key.EngagementId).Distinct().ToList(), years.Select(y => y.First().Charge.PersonId).Distinct().ToList());
        var numbers = (await db.Set<PersonIdentifier>().AsNoTracking().Where(i => people.Contains(i.PersonId) && i.Kind == IdentifierKinds.SupportNumber && i.To == null).ToListAsync(ct)).ToLookup(i => i.PersonId, i => i.Value);
        var before = (await HandedOver(db).Where(c => engagements.Contains(c.EngagementId)).Select(c => new { c.EngagementId, c.AcademicYear, c.Amount }).ToListAsync(ct)).ToLookup(c => (c.EngagementId, c.AcademicYear), c => c.Amount);
        foreach (var year in years)
        {
            var (charge, numhus, student) = year.Last();
            var (was, change) = (before[year.Key].Sum(), year.Sum(h => h.Charge.Amount));
            if (change != 0 && numbers[charge.PersonId].FirstOrDefault() is { } support)
            {
                db.Add(new OutboxMessage("F049", "SLC", "SlcChangeOfCircumstance", $"{FeeNotices.Key(student, numhus, charge)}/loan", student, JsonSerializer.Serialize(new
                {
                    supportNumber = support,
                    engagement = numhus,
                    academicYear = year.Key.AcademicYear,
                    circumstance = before[year.Key].Any() ? Changed : Assessed,
                    amount = was + change,
                    effectiveOn = UkTime.Day(charge.AssessedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                }, JsonSerializerOptions.Web), charge.PersonId, now, null, charge.CorrelationId));
            }
        }
    }
}
