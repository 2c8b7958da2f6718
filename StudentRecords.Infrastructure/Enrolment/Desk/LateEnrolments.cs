using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Enrolment.Desk;

/// <summary>Students whose programme has begun and who are still only expected: for those who may enrol them.</summary>
internal sealed class LateEnrolments(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Enrolments, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var today = clock.Today();
        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Enrolments, Level.Change)).Select(p => p.Id);
        var late = await db.Set<Engagement>().CountAsync(e => programmes.Contains(e.ProgrammeId) && e.Status == EngagementStatus.Expected && e.Start <= today, ct);
        return [new WaitingWork(late, "student expected and not enrolled", "students expected and not enrolled", "/enrolment?f.waits=Enrolment")];
    }
}
