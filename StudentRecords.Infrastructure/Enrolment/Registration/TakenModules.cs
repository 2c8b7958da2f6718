using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>What students take and took, as the rules look at it: from the store, and from what the unit of work holds unsaved.</summary>
internal static class TakenModules
{
    public static async Task<Dictionary<long, List<TakenModule>>> OfAsync(RegistryDbContext db, long[] people, CancellationToken ct)
    {
        var rows = await db.Set<ModuleRegistration>().AsNoTracking().Where(r => people.Contains(r.PersonId))
            .Select(r => new Row(r.Id, r.PersonId, r.EngagementId, r.OccurrenceId, r.Session.SessionYear, r.Status, r.SetAside)).ToListAsync(ct);
        var unsaved = Unsaved(db).ToDictionary(u => u.Registration.Id, u => u.Registration);
        var asked = people.ToHashSet();
        rows = [.. rows.Select(r => unsaved.Remove(r.Id, out var changed) ? r with { Status = changed.Status } : r)];
        rows.AddRange(unsaved.Values.Where(r => asked.Contains(r.PersonId)).Select(r => new Row(r.Id, r.PersonId, r.EngagementId, r.OccurrenceId, r.Session.SessionYear, r.Status, r.SetAside)));
        if (rows.Count == 0)
        {
            return [];
        }

        long[] occurrences = [.. rows.Select(r => r.OccurrenceId).Distinct()];
        var known = await db.Set<ModuleOccurrence>().AsNoTracking().Include(o => o.ModuleVersion).Include(o => o.Module).Where(o => occurrences.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
        var needs = known.Values.Select(o => o.ModuleVersion).DistinctBy(v => v.Id).ToDictionary(v => v.Id, v => v.Needs());
        var meetings = known.Values.ToDictionary(o => o.Id, o => o.Meetings());
        var outcomes = (await db.Set<BoardDecision>().AsNoTracking().Where(d => people.Contains(d.PersonId)).Select(d => new { d.RegistrationId, d.Id, d.Outcome }).ToListAsync(ct))
            .GroupBy(d => d.RegistrationId).ToDictionary(g => g.Key, g => g.MaxBy(d => d.Id)!.Outcome);
        return rows.GroupBy(r => r.PersonId).ToDictionary(g => g.Key, g => g.Select(r =>
        {
            var o = known[r.OccurrenceId];
            return new TakenModule
            {
                EngagementId = r.EngagementId, Occurrence = o.Key, Module = o.Module.Code, Credits = o.ModuleVersion.Credits, Level = o.ModuleVersion.Level, SessionYear = r.SessionYear,
                AcademicYear = o.AcademicYear, Period = o.Period, Start = o.Start, End = o.End, Requisites = needs[o.ModuleVersionId], Slots = meetings[o.Id],
                Standing = Standing(r.Status, outcomes.TryGetValue(r.Id, out var outcome) ? outcome : null), IsDecided = outcomes.ContainsKey(r.Id),
                SetAside = r.SetAside?.Split(' ') ?? [],
            };
        }).ToList());
    }

    /// <summary>Registrations that are added or changed and not saved, with what each does to the places of its occurrence.</summary>
    public static IEnumerable<(ModuleRegistration Registration, int Places)> Unsaved(RegistryDbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries<ModuleRegistration>())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified))
            {
                continue;
            }

            var before = entry.State == EntityState.Modified && entry.Property(r => r.Status).OriginalValue == RegistrationStatus.Registered ? 1 : 0;
            yield return (entry.Entity, (entry.Entity.Status == RegistrationStatus.Registered ? 1 : 0) - before);
        }
    }

    private static ModuleStanding Standing(RegistrationStatus status, BoardOutcome? outcome) => (status, outcome) switch
    {
        (RegistrationStatus.Withdrawn, _) => ModuleStanding.Left,
        (_, BoardOutcome.Passed or BoardOutcome.Condoned or BoardOutcome.Compensated) => ModuleStanding.Passed,
        (_, BoardOutcome.Failed) => ModuleStanding.Failed,
        (_, BoardOutcome.Withdrawn) => ModuleStanding.Left,
        _ => ModuleStanding.Taking,
    };

    private sealed record Row(long Id, long PersonId, long EngagementId, long OccurrenceId, string SessionYear, RegistrationStatus Status, string? SetAside);
}
