using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Students;

/// <summary>Enrolled students whom nobody tutors (F034). Where no personal tutor was ever told the institution has none, and nothing is asked.</summary>
internal sealed class WithoutTutor(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Persons, Level.See) || !caller.May(Room.Support, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<AcademicRelationship>().AnyAsync(r => r.Role == AcademicRole.PersonalTutor, ct))
        {
            return [];
        }

        var enrolled = db.Set<Person>().Within(db, caller.ReachOf(Room.Persons, Level.See)).Where(p => db.Set<Engagement>().Any(e => e.PersonId == p.Id && e.Status == EngagementStatus.Enrolled));
        var count = await StudentNarrowing.WithoutTutor(db, enrolled, UkTime.Day(clock.GetUtcNow())).CountAsync(ct);
        return [new WaitingWork(count, "enrolled student without a personal tutor", "enrolled students without a personal tutor", "/students?f.status=Enrolled&f.tutor=none")];
    }
}
