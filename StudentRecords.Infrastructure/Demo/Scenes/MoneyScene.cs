using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Funding.Runs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>A released charge run for every year of study, and what Finance booked on it.</summary>
internal sealed class MoneyScene(IDbContextFactory<RegistryDbContext> store, ChargeRunGathering gathering, ChargeRunHandover handover, TimeProvider clock) : IDemoScene
{
    public string Name => "Charges and payments";

    public int Length => 6;

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
        var name = DemoYears.Name(year);
        var charging = Act("PrepareChargeRun", $"Tuition fees of {name}", new DateOnly(year, 10, 14), $"charge-run-{year}");
        var run = await RunAsync(name, 1, charging, ct);
        if (run.State == ChargeRunState.Released)
        {
            await PayAsync(year, name, ct);
            return;
        }

        await gathering.GatherAsync(run.Id, charging, null, (_, _, _) => Task.CompletedTask, ct);
        await using (var db = await store.CreateDbContextAsync(ct))
        {
            var prepared = await db.Set<ChargeRun>().SingleAsync(r => r.Id == run.Id, ct);
            var approving = clock.Act(DemoActors.Manager, "ApproveChargeRun", "Figures agree with the forecast", new DateOnly(year, 10, 15));
            prepared.Approve(approving.Caller.Name, approving.At);
            prepared.Release(DemoActors.Fees.Name, approving.At);
            await db.SaveAsync(approving, ct);
        }

        await handover.HandOverAsync(run.Id, Act("ReleaseChargeRun", $"Released to Finance for {name}", new DateOnly(year, 10, 15), $"charge-run-{year}"), (_, _) => Task.CompletedTask, ct);
        await PayAsync(year, name, ct);
    }

    /// <summary>Finance has taken the postings, and students have paid at once, in three parts, or all but the last part.</summary>
    private async Task PayAsync(int year, string name, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var ending = $"-{year}-1";
        if (await db.Set<Payment>().AnyAsync(p => p.Key.StartsWith("WX-") && p.Key.EndsWith(ending), ct))
        {
            return;
        }

        var taken = clock.Act(DemoActors.Fees, "TakePayments", $"Payments of {name} as Finance booked them", new DateOnly(year + 1, 6, 2));
        await db.Set<OutboxMessage>().Where(m => m.Flow == "F009" && m.State == OutboxState.Unsent)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.State, OutboxState.Delivered).SetProperty(m => m.Attempts, 1).SetProperty(m => m.MayHaveLeft, true).SetProperty(m => m.DeliveredAt, taken.At).SetProperty(m => m.Receipt, "202 Accepted, posted"), ct);
        var due = await (from c in db.Set<FeeCharge>()
                         join e in db.Set<Engagement>() on c.EngagementId equals e.Id
                         where c.AcademicYear == name && c.Sponsor == Payers.Student
                         select new { c.PersonId, e.Numhus, c.Amount }).ToListAsync(ct);
        foreach (var one in due.GroupBy(d => (d.PersonId, d.Numhus)).Select(g => (g.Key, Amount: g.Sum(d => d.Amount))).Where(g => g.Amount > 0).OrderBy(g => g.Key.Numhus, StringComparer.Ordinal))
        {
            db.AddRange(Payments(Dice.Of(one.Key.Numhus, name), one.Key.PersonId, $"WX-{one.Key.Numhus}-{year}", one.Amount, year));
        }

        await db.SaveAsync(taken, ct);
        await whole.CommitAsync(ct);
    }

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

    private async Task<ChargeRun> RunAsync(string year, int number, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<ChargeRun>().SingleOrDefaultAsync(r => r.AcademicYear == year && r.Number == number, ct) is { } held)
        {
            return held;
        }

        var run = new ChargeRun(year, number, change.Caller.Name, change.At);
        db.Add(run);
        await db.SaveAsync(change, ct);
        return run;
    }

    private ChangeContext Act(string act, string reason, DateOnly day, string correlation) => clock.Act(DemoActors.Fees, act, reason, day) with { CorrelationId = correlation };
}
