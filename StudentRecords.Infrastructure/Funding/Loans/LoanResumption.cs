using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding.Loans;

/// <summary>
/// When the loans company lets a student's finance of a year go on (F050), in the same save: registrations that were withdrawn meanwhile are confirmed anew, and so is attendance at each
/// liability point that the fees office has answered, by what is known now (F049). What stops finance is looked at when a confirmation leaves (<see cref="Integration.Outbound.LoanFinanceGate"/>).
/// </summary>
internal static class LoanResumption
{
    public static async Task FollowAsync(RegistryDbContext db, IReadOnlyList<RecordEvent> events, ChangeContext change, CancellationToken ct)
    {
        var told = events.OfType<FinanceTold>().Select(e => e.Notice).GroupBy(n => (n.PersonId, n.AcademicYear)).ToList();
        if (told.Count == 0)
        {
            return;
        }

        var standings = await LoanStandings.ReadAsync(db, [.. told.Select(t => t.Key.PersonId).Distinct()], ct);
        var turns = told.Select(t => (t.Key.PersonId, t.Key.AcademicYear, Was: standings.Of(t.Key.PersonId, t.Key.AcademicYear), Is: standings.Of(t.Key.PersonId, t.Key.AcademicYear, t))).ToList();
        foreach (var year in turns.Where(t => t.Is.Standing < t.Was.Standing).GroupBy(t => t.AcademicYear))
        {
            var people = year.Select(t => t.PersonId).ToList();
            var borrowers = await LoanConfirmations.BorrowersAsync(db, db.Set<Person>().Where(p => people.Contains(p.Id)).Select(p => p.Id), ct);
            await LoanConfirmations.RegistrationsAsync(db, borrowers, year.Key, change, ct);
            var runs = year.Where(t => t.Is.TakesAttendance).Select(t => t.PersonId).ToHashSet();
            foreach (var point in runs.Count == 0 ? [] : await LoanConfirmations.PointsAsync(db, year.Key, ct))
            {
                await LoanConfirmations.AttendanceAsync(db, borrowers.FindAll(b => runs.Contains(b.PersonId)), year.Key, point, change, _ => true, ct);
            }
        }
    }
}
