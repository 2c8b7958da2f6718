using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>Settles by hand what a student's death leaves open.</summary>
public sealed class QuietService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Closes the case; the change's reason says what was done about the charges.</summary>
    public async Task<Outcome> SettleAsync(long id, long version, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.See);
        if (!change.Caller.May(Room.Enrolments, Level.Decide))
        {
            change.Caller.Demand(Room.Money, Level.Decide);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<QuietHandling>().SingleOrDefaultAsync(q => q.Id == id, ct) is not { } found)
        {
            return Outcome.Refused("CASE_UNKNOWN", "There is no such case.");
        }

        var outcome = found.Version == version || found.SettledAt is not null ? found.Settle(change.Reason, change.At)
            : Outcome.Refused("CHANGED_MEANWHILE", "The case was changed while you decided; look at it again.", "Concurrent edit");
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return outcome;
    }
}
