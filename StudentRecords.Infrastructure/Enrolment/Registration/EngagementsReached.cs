using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>The engagement for which modules are chosen, with all that a choice needs, if the caller's roles reach it.</summary>
internal static class EngagementsReached
{
    public static Outcome Unknown => Outcome.Refused("ENGAGEMENT_UNKNOWN", "There is no such engagement, or your roles do not reach it.");

    public static async Task<Engagement?> FindAsync(RegistryDbContext db, long engagementId, Caller caller, CancellationToken ct, Level level = Level.Change)
    {
        var engagement = await db.Set<Engagement>().Include(e => e.Person).Include(e => e.Programme).Include(e => e.ProgrammeVersion).Include(e => e.Sessions)
            .AsSplitQuery().SingleOrDefaultAsync(e => e.Id == engagementId, ct);
        return engagement is not null && caller.ReachOf(Room.Enrolments, level).Covers(engagement.Programme.Faculty, engagement.Programme.Code) ? engagement : null;
    }
}
