using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>
/// Gives places that become free to those who wait, in order, in the transaction in which they become free. Every save asks, so that it
/// does not matter which door freed the place: the desk, the portal, a withdrawal, more places, a hold released.
/// </summary>
internal static class WaitingLists
{
    /// <returns>Whose entries were settled, with the cause to write beside each; empty when nothing moved.</returns>
    public static async Task<IReadOnlyDictionary<long, ChangeContext>> PromoteAsync(RegistryDbContext db, ChangeContext change, CancellationToken ct)
    {
        var moved = new Dictionary<long, ChangeContext>();
        long[] freed = [.. Freed(db).Distinct()];
        long[] cleared = [.. Cleared(db).Distinct()];
        if (freed.Length == 0 && cleared.Length == 0)
        {
            return moved;
        }

        var entries = await db.Set<WaitingEntry>().Where(w => w.State == WaitingState.Waiting && db.Set<WaitingEntry>().Any(o => o.OccurrenceId == w.OccurrenceId && o.State == WaitingState.Waiting
                && (freed.Contains(o.OccurrenceId) || cleared.Contains(o.PersonId))))
            .Include(w => w.Occurrence).ThenInclude(o => o.ModuleVersion).Include(w => w.Occurrence).ThenInclude(o => o.Module)
            .OrderBy(w => w.OccurrenceId).ThenBy(w => w.Place).ToListAsync(ct);
        if (entries.Count == 0)
        {
            return moved;
        }

        await GiveAsync(db, change, entries, moved, ct);
        return moved;
    }

    private static async Task GiveAsync(RegistryDbContext db, ChangeContext change, List<WaitingEntry> entries, Dictionary<long, ChangeContext> moved, CancellationToken ct)
    {
        long[] engaged = [.. entries.Select(e => e.EngagementId).Distinct()];
        var engagements = await db.Set<Engagement>().Include(e => e.Person).Include(e => e.Programme).Include(e => e.ProgrammeVersion).Include(e => e.Sessions)
            .Where(e => engaged.Contains(e.Id)).AsSplitQuery().ToListAsync(ct);
        var occurrences = entries.Select(e => e.Occurrence).DistinctBy(o => o.Id).ToList();
        var (facts, fees) = (new ChoiceFacts(), new FeeAssessment());
        await facts.LoadAsync(db, engagements, occurrences, ct);
        await fees.LoadAsync(db, engagements, ct);
        var correlation = change.CorrelationId ?? $"{change.Act}-{Domain.RecordId.Next()}";
        var moves = new ModuleMoves(db, facts, fees, change.At, correlation);
        foreach (var entry in entries.Where(e => e.State == WaitingState.Waiting))
        {
            Settle(db, change, entry, facts, moves, correlation, moved);
        }

        moves.Assess();
        // the save that asks has looked for changes already
        db.ChangeTracker.DetectChanges();
    }

    private static void Settle(RegistryDbContext db, ChangeContext change, WaitingEntry entry, ChoiceFacts facts, ModuleMoves moves, string correlation, Dictionary<long, ChangeContext> moved)
    {
        if (entry.Engagement.End is not null)
        {
            entry.Leave(change.At);
            return;
        }

        var offer = facts.Offer(entry.Occurrence);
        if (offer.IsFull)
        {
            return;
        }

        var chooser = facts.Chooser(entry.Engagement);
        if (RegistrationRules.Of(chooser, new ModuleMove([offer], [], entry.AskedOn)) is { Count: > 0 } refusals)
        {
            entry.PassOver(refusals);
            return;
        }

        var attempt = chooser.Taken.Count(t => t.Module == offer.Module && t.Occurrence != offer.Occurrence) + 1;
        moves.Register(entry.Engagement, entry.Occurrence, UkTime.Day(change.At), attempt, [], "");
        entry.GetPlace(change.At);
        db.Add(RegistrationNotices.PlaceGiven(entry, change.At, correlation));
        moved[entry.PersonId] = change with { Act = "GivePlace", Reason = $"A place on {entry.Occurrence.Key} became free ({change.Act}: {change.Reason})" };
    }

    /// <summary>Occurrences on which this unit of work frees a place, or adds some.</summary>
    private static IEnumerable<long> Freed(RegistryDbContext db) =>
        TakenModules.Unsaved(db).Where(u => u.Places < 0).Select(u => u.Registration.OccurrenceId)
            .Concat(db.ChangeTracker.Entries<ModuleOccurrence>().Where(e => e.State == EntityState.Modified && e.Property(o => o.Capacity).IsModified).Select(e => e.Entity.Id));

    /// <summary>People for whom something that stood in the way is gone, or whose engagement ended.</summary>
    private static IEnumerable<long> Cleared(RegistryDbContext db) =>
        db.ChangeTracker.Entries<Hold>().Where(e => e.State == EntityState.Modified && !e.Entity.IsOpen).Select(e => e.Entity.PersonId)
            .Concat(db.ChangeTracker.Entries<Engagement>().Where(e => e.State == EntityState.Modified && e.Property(x => x.Status).IsModified).Select(e => e.Entity.PersonId));
}
