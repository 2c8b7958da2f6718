using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding.Loans;

/// <summary>How students' finance stands by the loans company's newest word of each year (F050); loaded once for many.</summary>
internal sealed class LoanStandings
{
    private readonly ILookup<(long PersonId, string AcademicYear), LoanNotice> told;

    private LoanStandings(IEnumerable<LoanNotice> told) => this.told = told.ToLookup(n => (n.PersonId, n.AcademicYear));

    /// <summary>What is saved of these people.</summary>
    public static async Task<LoanStandings> ReadAsync(RegistryDbContext db, IReadOnlyCollection<long> people, CancellationToken ct) =>
        new(await db.Set<LoanNotice>().AsNoTracking().Where(n => people.Contains(n.PersonId) && n.Kind == LoanNoticeKind.FinanceStatus).ToListAsync(ct));

    /// <summary>By what is saved, and what is about to be.</summary>
    public LoanFinance Of(long personId, string academicYear, params IEnumerable<LoanNotice> unsaved) => LoanFinance.Of(told[(personId, academicYear)].Concat(unsaved));
}
