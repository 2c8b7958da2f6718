using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>Messages that wait for an enrolment: when it is made by hand, they are tried again at once, as when a flow makes it.</summary>
internal static class ParkedMessages
{
    public static Task WakeEnrolledAsync(RegistryDbContext db, long person, DateTimeOffset now, CancellationToken ct)
    {
        var key = Waits.Enrolled(person);
        return db.Set<InboxMessage>().Where(m => m.WaitsFor == key && m.State == InboxState.Parked).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAttemptAt, now), ct);
    }
}
