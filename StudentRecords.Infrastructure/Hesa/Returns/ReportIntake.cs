using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Returns;

/// <summary>What the authority says of a submission: that it holds it.</summary>
public sealed class ReportIntake(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Refused for a return that was not submitted.</summary>
    public async Task<Outcome> AcknowledgeAsync(long returnId, string reference, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Returns, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<HesaReturn>().SingleOrDefaultAsync(r => r.Id == returnId, ct) is not { } found)
        {
            return Outcome.Refused("RETURN_UNKNOWN", "There is no such return.");
        }

        var outcome = found.Acknowledge(reference, change.At);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change.For("AcknowledgeReturn"), ct);
        }

        return outcome;
    }
}
