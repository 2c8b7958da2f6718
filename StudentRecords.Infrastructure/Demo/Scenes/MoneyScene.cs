using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>A charge for every year of study by the programme's fee rule, and what Finance says was paid of it.</summary>
internal sealed class MoneyScene(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IDemoScene
{
    public string Name => "Charges and payments";

    public int Length => 5;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        for (var year = DemoYears.First; year <= DemoYears.Newest; year++)
        {
            await ChargeAsync(year, ct);
            await play.TellAsync((year - DemoYears.First + 1) / 3.0, $"Charges and payments of {DemoYears.Name(year)}");
        }
    }

    private async Task ChargeAsync(int year, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var name = DemoYears.Name(year);
        if (await db.Set<FeeCharge>().AnyAsync(c => c.AcademicYear == name && c.Element == "TUITION", ct))
        {
            return;
        }

        var rules = await db.Set<FeeRule>().ToDictionaryAsync(r => r.ProgrammeCode, ct);
        var due = await db.Set<ModuleRegistration>().Where(r => r.Session.SessionYear == name)
            .GroupBy(r => new { r.PersonId, r.EngagementId, r.Engagement.Programme.Code, r.Engagement.Numhus })
            .Select(g => new { g.Key.PersonId, g.Key.EngagementId, g.Key.Code, g.Key.Numhus, Credits = g.Sum(r => r.Occurrence.ModuleVersion.Credits) })
            .OrderBy(g => g.Numhus).ToListAsync(ct);
        var charging = clock.Act(DemoActors.Fees, "AssessFees", $"Tuition fees of {name}", new DateOnly(year, 10, 14));
        db.AddRange(due.Select(d => new FeeCharge(d.PersonId, d.EngagementId, name, "TUITION", 1, Amount(rules[d.Code], d.Credits), rules[d.Code].Name, nameof(EngagementStatus.Enrolled), $"fees-{name}", charging.At)));
        await db.SaveAsync(charging, ct);

        var paying = clock.Act(DemoActors.Fees, "TakePayments", $"Payments of {name} as Finance booked them", new DateOnly(year + 1, 6, 2));
        foreach (var d in due)
        {
            db.AddRange(Payments(Dice.Of(d.Numhus, name), d.PersonId, $"WX-{d.Numhus}-{year}", Amount(rules[d.Code], d.Credits), year));
        }

        await db.SaveAsync(paying, ct);
        await whole.CommitAsync(ct);
    }

    private static decimal Amount(FeeRule rule, decimal credits) => decimal.Round(rule.PerCredit * credits, 2, MidpointRounding.AwayFromZero);

    /// <summary>At once, in three parts, or with the last part still owed.</summary>
    private static IEnumerable<Payment> Payments(Dice dice, long person, string key, decimal amount, int year)
    {
        if (dice.Chance(0.55))
        {
            return [new Payment(person, $"{key}-1", amount, dice.Day(new DateOnly(year, 10, 1), new DateOnly(year, 10, 31)))];
        }

        var part = decimal.Round(amount / 3, 2, MidpointRounding.AwayFromZero);
        var paid = dice.Chance(0.12) ? 2 : 3;
        DateOnly[] days = [new(year, 10, 20), new(year + 1, 2, 3), new(year + 1, 5, 6)];
        return Enumerable.Range(0, paid).Select(i => new Payment(person, $"{key}-{i + 1}", i == 2 ? amount - (2 * part) : part, days[i].AddDays(dice.Roll(9))));
    }
}
