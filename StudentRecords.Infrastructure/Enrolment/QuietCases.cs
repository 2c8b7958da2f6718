using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>Deaths whose charges and papers wait for a hand: for those who decide on enrolments or on money.</summary>
internal sealed class QuietCases(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Enrolments, Level.Decide) && !caller.May(Room.Money, Level.Decide))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var open = await db.Set<QuietHandling>().CountAsync(q => q.SettledAt == null, ct);
        return [new WaitingWork(open, "death to be handled quietly", "deaths to be handled quietly", "/enrolment/quiet?f.state=open", IsUrgent: true)];
    }
}
