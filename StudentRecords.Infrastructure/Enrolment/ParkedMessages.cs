using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>Messages that wait for an enrolment or for a hold to be released: when it is done by hand, they are tried again at once, as when a flow does it.</summary>
internal static class ParkedMessages
{
    public static Task WakeEnrolledAsync(RegistryDbContext db, long person, DateTimeOffset now, CancellationToken ct) => WakeAsync(db, Waits.Enrolled(person), now, ct);

    /// <summary>Module selections wait under a hold; when somebody releases it on screen they are tried again at once.</summary>
    public static Task WakeClearedAsync(RegistryDbContext db, long person, DateTimeOffset now, CancellationToken ct) => WakeAsync(db, Waits.Cleared(person), now, ct);

    private static Task WakeAsync(RegistryDbContext db, string key, DateTimeOffset now, CancellationToken ct) =>
        db.Set<InboxMessage>().Where(m => m.WaitsFor == key && m.State == InboxState.Parked).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAttemptAt, now), ct);
}
