using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>Charges, payments and funding of one person.</summary>
public sealed class MoneyQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    /// <summary>Newest first.</summary>
    public async Task<StudentAccount> AccountAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<Person>().Where(p => p.Id == personId).Within(db, caller.ReachOf(Room.Money, Level.See)).AnyAsync(ct))
        {
            return new StudentAccount([], []);
        }

        var payments = await db.Set<Payment>().AsNoTracking().Where(p => p.PersonId == personId).OrderByDescending(p => p.PaidOn).Select(p => new PaymentRow(p.Key, p.Amount, p.PaidOn)).ToListAsync(ct);
        var balance = await db.Set<FinanceBalance>().AsNoTracking().SingleOrDefaultAsync(b => b.PersonId == personId, ct);
        return new StudentAccount(await ChargesAsync(db, db.Set<FeeCharge>().Where(c => c.PersonId == personId), ct), payments)
        {
            Awards = await db.Set<FundingAward>().AsNoTracking().Where(a => a.PersonId == personId).OrderByDescending(a => a.From).ThenBy(a => a.Id)
                .Select(a => new AwardRow(a.Id, a.Version, a.EngagementId, a.Kind, a.Key, a.Code, a.Payer, a.Percent, a.Amount, a.AcademicYear, a.From, a.To, a.EndReason)).ToListAsync(ct),
            Aid = await db.Set<AidPayment>().AsNoTracking().Where(a => a.PersonId == personId).OrderByDescending(a => a.PaidOn)
                .Select(a => new AidRow(a.Key, a.Kind, a.Scheme, a.Authorisation, a.IsAuthorised, a.Amount, a.PaidOn)).ToListAsync(ct),
            Notices = await db.Set<LoanNotice>().AsNoTracking().Where(n => n.PersonId == personId).OrderByDescending(n => n.NoticeOn)
                .Select(n => new NoticeRow(n.Id, n.Version, n.Kind, n.AcademicYear, n.Reference, n.NoticeOn, n.Amount, n.Status, n.SettledOn)).ToListAsync(ct),
            Statuses = await StatusesAsync(db, personId, ct),
            LedgerOwed = balance?.Owed,
            LedgerAsOf = balance?.AsOf,
        };
    }

    /// <summary>Null when there is no such charge, or the caller's roles do not reach it.</summary>
    public async Task<ChargeWalk?> WalkAsync(long chargeId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().Within(db, caller.ReachOf(Room.Money, Level.See));
        var found = await (from c in db.Set<FeeCharge>().AsNoTracking()
                           join p in people on c.PersonId equals p.Id
                           join e in db.Set<Engagement>() on c.EngagementId equals e.Id
                           where c.Id == chargeId
                           select new { Charge = c, p.StudentNumber, e.Numhus }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var row = (await ChargesAsync(db, db.Set<FeeCharge>().Where(c => c.Id == chargeId), ct)).Single();
        return new ChargeWalk(row, found.Charge.PersonId, found.StudentNumber, found.Numhus, found.Charge.CorrelationId,
            await ChargeSteps.BeforeAsync(db, found.Charge, ct), await ChargeSteps.AfterAsync(db, found.Charge, found.StudentNumber, found.Numhus, ct));
    }

    private static async Task<List<ChargeRow>> ChargesAsync(RegistryDbContext db, IQueryable<FeeCharge> charges, CancellationToken ct)
    {
        var gone = db.Set<ChargeRun>().Where(r => r.State == ChargeRunState.Discarded).Select(r => r.Id);
        var rows = await charges.AsNoTracking().OrderByDescending(c => c.AssessedAt).ThenByDescending(c => c.Id).Select(c => new
        {
            Charge = c,
            IsReversed = db.Set<FeeCharge>().Any(r => r.ReversesId == c.Id),
            Line = db.Set<ChargeRunLine>().Where(l => l.ChargeId == c.Id && !gone.Contains(l.RunId)).Select(l => new { l.Kind, l.HandedOverAt, l.MessageKey }).FirstOrDefault(),
            IsDelivered = db.Set<ChargeRunLine>().Any(l => l.ChargeId == c.Id && db.Set<OutboxMessage>().Any(m => m.Flow == "F009" && m.Key == l.MessageKey && m.State == OutboxState.Delivered)),
        }).ToListAsync(ct);
        return rows.ConvertAll(r => new ChargeRow(r.Charge.Id, r.Charge.AcademicYear, r.Charge.Element, r.Charge.Amount, r.Charge.Rule, r.Charge.TriggeringStatus, r.Charge.AssessedAt, r.Charge.ReversesId, r.IsReversed, r.Charge.Sponsor,
            r.Line is null ? TellingState.NextRun : r.Line.Kind == ChargeRunKind.NeverTold ? TellingState.NeverTold : r.Line.HandedOverAt is null ? TellingState.InRun : r.IsDelivered ? TellingState.Delivered : TellingState.HandedOver));
    }

    private async Task<IReadOnlyList<FeeStatusRow>> StatusesAsync(RegistryDbContext db, long personId, CancellationToken ct)
    {
        var today = clock.Today();
        var country = await db.Set<Person>().Where(p => p.Id == personId).Select(p => p.HomeCountry).SingleAsync(ct);
        var decisions = (await db.Set<FeeStatusDecision>().AsNoTracking().Where(d => d.PersonId == personId).ToListAsync(ct)).ToLookup(d => d.EngagementId);
        var engagements = await db.Set<Engagement>().AsNoTracking().Where(e => e.PersonId == personId).OrderByDescending(e => e.Start).Select(e => new { e.Id, e.Numhus, e.Programme.Title, e.Start }).ToListAsync(ct);
        return [.. engagements.Select(e =>
        {
            var day = e.Start > today ? e.Start : today;
            var decided = decisions[e.Id].Where(d => d.EffectiveOn <= day).MaxBy(d => (d.RecordedAt, d.Id));
            return new FeeStatusRow(e.Id, e.Numhus, e.Title, FeeStatusDecision.On(decisions[e.Id], country, day), decided?.EffectiveOn, decided?.Reason);
        })];
    }
}
