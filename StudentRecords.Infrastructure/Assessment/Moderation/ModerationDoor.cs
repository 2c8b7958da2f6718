using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment.Moderation;

/// <summary>Asks whether a caller's roles reach the faculty whose marks these are.</summary>
internal static class ModerationDoor
{
    public static Outcome NotFound => Outcome.Refused("NOT_FOUND", "There is no such component, or your roles do not reach it.");

    public static async Task<bool> ReachesAsync(RegistryDbContext db, long componentId, Caller caller, Room room, Level level, CancellationToken ct)
    {
        caller.Demand(room, level);
        var faculty = await db.Set<ModuleOccurrence>().Where(o => o.Components.Any(c => c.Id == componentId)).Select(o => o.Module.Faculty).FirstOrDefaultAsync(ct);
        return faculty is not null && caller.May(room, level, new Scope(ScopeKind.Faculty, faculty));
    }

    /// <summary>Occurrences of the faculties that the caller's roles reach.</summary>
    public static IQueryable<ModuleOccurrence> ReachedBy(this IQueryable<ModuleOccurrence> occurrences, Caller caller)
    {
        var reach = caller.ReachOf(Room.Moderation, Level.See);
        return reach.IsEverywhere ? occurrences : occurrences.Where(o => reach.Faculties.Contains(o.Module.Faculty));
    }
}
