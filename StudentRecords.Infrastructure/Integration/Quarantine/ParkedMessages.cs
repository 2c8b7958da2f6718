using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Funding.Flows;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Quarantine;

/// <summary>
/// What a save brings that parked messages wait for. Every save asks, so that it does not matter whether a message or a person brought it.
/// A unit of the hub tries them in its own transaction; after any other save the next sweep does.
/// </summary>
internal static class ParkedMessages
{
    public static async Task WakeAsync(RegistryDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var brought = db.ChangeTracker.Entries().Select(Key).OfType<string>();
        if (db.Arrived is { } arrived)
        {
            arrived.UnionWith(brought);
            return;
        }

        foreach (var keys in brought.Distinct().Chunk(1000))
        {
            await db.Set<InboxMessage>().Where(m => m.State == InboxState.Parked && keys.Contains(m.WaitsFor!)).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAttemptAt, now), ct);
        }
    }

    private static string? Key(EntityEntry entry) => entry.Entity switch
    {
        Hold { IsOpen: false } hold when IsNews(entry, nameof(Hold.ReleasedOn)) => Waits.Cleared(hold.PersonId),
        Engagement { Status: EngagementStatus.Enrolled } engagement when IsNews(entry, nameof(Engagement.Status)) => Waits.Enrolled(engagement.PersonId),
        ModuleRegistration { Status: RegistrationStatus.Registered } registration when IsNews(entry, nameof(ModuleRegistration.Status)) => Waits.Registration(registration.PersonId, registration.OccurrenceId),
        ReasonableAdjustment { IsGranted: true } adjustment when entry.State == EntityState.Added => AdjustmentIntake.WaitsForGrant(adjustment.Key),
        PersonIdentifier { Kind: IdentifierKinds.SupportNumber } number when entry.State == EntityState.Added => FundingWaits.SupportNumber(number.Value),
        _ => null,
    };

    private static bool IsNews(EntityEntry entry, string property) => entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Property(property).IsModified);
}
