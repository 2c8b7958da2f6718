using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Assessment.Awards;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Misconduct;

/// <summary>
/// Students whom a panel has withdrawn and who are still enrolled: a line each, leading to the step that withdraws them and tells F051 and
/// F021. The line says that a panel decided, and not on what.
/// </summary>
internal sealed class WithdrawalsAsPenalty(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    private const int Most = 20;

    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Enrolments, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var reached = db.Set<Person>().Within(db, caller.ReachOf(Room.Enrolments, Level.Change)).Select(p => p.Id);
        var open = await (
            from e in db.Set<Engagement>().AsNoTracking()
            join p in db.Set<Person>() on e.PersonId equals p.Id
            where (e.Status == EngagementStatus.Enrolled || e.Status == EngagementStatus.Interrupted) && reached.Contains(p.Id)
                && MisconductOfPeople.OfAward(db).Any(x => x.PersonId == p.Id && x.Penalty == MisconductPenalty.Withdrawal)
            orderby p.StudentNumber
            select new { e.Id, e.PersonId, e.Start, p.StudentNumber }).Take(Most).ToListAsync(ct);
        var misconduct = await MisconductOfPeople.ReadAsync(db, [.. open.Select(e => e.PersonId).Distinct()], ct);
        return [.. open.Where(e => misconduct.PenaltiesOf(e.PersonId, e.Start).Contains(MisconductPenalty.Withdrawal)).Select(e => Line($"student to be withdrawn by a panel's decision: {e.StudentNumber}", $"/students/{e.PersonId}/enrolments/{e.Id}/withdraw"))];
    }

    private static WaitingWork Line(string words, string address) => new(1, words, words, address, IsUrgent: true);
}
