using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>
/// Money that somebody must have back, a line each: overpayments that the loans company told of (F050) until they are settled, each with its last day and urgent once that has passed, and what Payroll
/// paid though nothing stood behind it (F036) until it is returned.
/// </summary>
internal sealed class OverpaymentsWaiting(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IWorkSource
{
    private const int Most = 20;

    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Money, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().Within(db, caller.ReachOf(Room.Money, Level.Change));
        var loans = await (
            from n in db.Set<LoanNotice>().AsNoTracking()
            join p in people on n.PersonId equals p.Id
            where n.Kind == LoanNoticeKind.Overpayment && n.SettledOn == null
            orderby n.NoticeOn, n.Id
            select new { n.Id, n.PersonId, n.NoticeOn, p.StudentNumber }).Take(Most).ToListAsync(ct);
        var paid = (await (
            from a in db.Set<AidPayment>().AsNoTracking()
            join p in people on a.PersonId equals p.Id
            where !a.IsAuthorised
            orderby p.StudentNumber, a.Authorisation
            select new { a.PersonId, p.StudentNumber, a.Authorisation, a.Amount }).ToListAsync(ct)).GroupBy(a => (a.PersonId, a.StudentNumber, a.Authorisation)).Where(g => g.Sum(a => a.Amount) > 0).Select(g => g.Key).Take(Most);
        var today = UkTime.Day(clock.GetUtcNow());
        return
        [
            .. loans.Select(l => (Loan: l, By: LoanNotice.DueDay(LoanNoticeKind.Overpayment, l.NoticeOn)!.Value))
                .Select(l => Line($"overpayment of a loan to settle by {l.By:d MMM yyyy}: {l.Loan.StudentNumber}", $"/students/{l.Loan.PersonId}/money/notices/{l.Loan.Id}/settle") with { IsUrgent = l.By < today }),
            .. paid.Select(p => Line($"payment that nothing authorises: {p.StudentNumber}, {p.Authorisation}", $"/students/{p.PersonId}/money")),
        ];
    }

    private static WaitingWork Line(string words, string address) => new(1, words, words, address);
}
