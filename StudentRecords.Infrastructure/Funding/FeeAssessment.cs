using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>
/// Charges what is registered by the fee rule of the programme and year of entry, and takes charges back by reversal. Only a
/// fully enrolled engagement is charged. Loads once for a set of engagements.
/// </summary>
internal sealed class FeeAssessment
{
    private List<FeeRule> rules = [];
    private ILookup<(long Engagement, string Element), FeeCharge> charges = Array.Empty<FeeCharge>().ToLookup(_ => (0L, ""));

    public async Task LoadAsync(RegistryDbContext db, IReadOnlyCollection<Engagement> engagements, CancellationToken ct)
    {
        var codes = engagements.Select(e => e.Programme.Code).Distinct().ToList();
        rules = await db.Set<FeeRule>().AsNoTracking().Where(r => codes.Contains(r.ProgrammeCode)).ToListAsync(ct);
        if (rules.Count > 0)
        {
            var ids = engagements.Select(e => e.Id).ToList();
            charges = (await db.Set<FeeCharge>().Where(c => ids.Contains(c.EngagementId)).ToListAsync(ct)).ToLookup(c => (c.EngagementId, c.Element));
        }
    }

    /// <summary>Assesses the fee of a module just registered.</summary>
    public void Charge(RegistryDbContext db, Engagement engagement, ModuleOccurrence occurrence, DateTimeOffset now, string correlation)
    {
        if (engagement.Status != EngagementStatus.Enrolled || Rule(engagement) is not { } rule)
        {
            return;
        }

        var number = charges[(engagement.Id, occurrence.Key)].Select(c => c.AssessmentNo).DefaultIfEmpty().Max() + 1;
        var amount = decimal.Round(rule.PerCredit * occurrence.ModuleVersion.Credits, 2, MidpointRounding.AwayFromZero);
        var charge = new FeeCharge(engagement.PersonId, engagement.Id, occurrence.AcademicYear, occurrence.Key, number, amount, rule.Name, engagement.Status.ToString(), correlation, now);
        db.Add(charge);
        db.Add(EnrolmentNotices.Charge(engagement.Person.StudentNumber, engagement.Numhus, charge, null, now));
    }

    /// <summary>Takes back the charge of a module left before it started or within the rule's window.</summary>
    public void Reverse(RegistryDbContext db, Engagement engagement, ModuleOccurrence occurrence, DateOnly? left, DateTimeOffset now, string correlation)
    {
        if (Rule(engagement) is not { } rule || left is null || left > occurrence.Start.AddDays(rule.WithdrawalWindowDays))
        {
            return;
        }

        var made = charges[(engagement.Id, occurrence.Key)].ToList();
        var reversed = made.Where(c => c.ReversesId is not null).Select(c => c.ReversesId).ToHashSet();
        foreach (var charge in made.Where(c => c.ReversesId is null && !reversed.Contains(c.Id)))
        {
            var reversal = charge.Reverse(engagement.Status.ToString(), correlation, now);
            db.Add(reversal);
            db.Add(EnrolmentNotices.Charge(engagement.Person.StudentNumber, engagement.Numhus, reversal, charge, now));
        }
    }

    private FeeRule? Rule(Engagement engagement)
    {
        var year = Domain.Calendar.AcademicYear.Of(engagement.Start).ToString();
        return rules.Where(r => r.ProgrammeCode == engagement.Programme.Code && string.CompareOrdinal(r.FromYear, year) <= 0)
            .OrderByDescending(r => r.FromYear).ThenByDescending(r => r.RuleVersion).FirstOrDefault();
    }
}
