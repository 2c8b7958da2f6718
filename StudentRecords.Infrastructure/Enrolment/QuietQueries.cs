using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>A death and what is left to do.</summary>
/// <param name="Charged">What stands charged, in pounds.</param>
public sealed record QuietRow(long Id, long Version, long PersonId, string StudentNumber, string Name, DateOnly DiedOn, DateTimeOffset OpenedAt, DateTimeOffset? SettledAt, string? Settlement, decimal Charged);

/// <summary>Deaths that are recorded and what is left to do for each.</summary>
public sealed class QuietQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<QuietHandling> Sorts = Sorting<QuietHandling>.WithKey(q => q.Id).By("opened", q => q.OpenedAt, descendingFirst: true).By("died", q => q.DiedOn).By("settled", q => q.SettledAt);

    /// <summary>Newest first. Filter: <c>state</c> open or settled.</summary>
    public async Task<TablePage<QuietRow>> CasesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var cases = Reached(db, caller);
        if (query.Filter("state") is { } state)
        {
            cases = cases.Where(q => (q.SettledAt == null) == (state == "open"));
        }

        return await cases.ToPageAsync(query, Sorts, Row(db), ct);
    }

    public async Task<QuietRow?> FindAsync(long id, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await Reached(db, caller).Where(q => q.Id == id).Select(Row(db)).SingleOrDefaultAsync(ct);
    }

    private static IQueryable<QuietHandling> Reached(RegistryDbContext db, Caller caller)
    {
        caller.Demand(Room.Enrolments, Level.See);
        var people = db.Set<Person>().Within(db, caller.ReachOf(Room.Enrolments, Level.See)).Select(p => p.Id);
        return db.Set<QuietHandling>().AsNoTracking().Where(q => people.Contains(q.PersonId));
    }

    private static Expression<Func<QuietHandling, QuietRow>> Row(RegistryDbContext db) => q => new QuietRow(q.Id, q.Version, q.PersonId,
        db.Set<Person>().Where(p => p.Id == q.PersonId).Select(p => p.StudentNumber).First(), db.Set<Person>().Where(p => p.Id == q.PersonId).Select(p => p.GivenNames + " " + p.FamilyName).First(),
        q.DiedOn, q.OpenedAt, q.SettledAt, q.Settlement, db.Set<FeeCharge>().Where(c => c.PersonId == q.PersonId).Sum(c => c.Amount));
}
