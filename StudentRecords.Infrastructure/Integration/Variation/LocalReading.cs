using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Variation;

/// <summary>Reads how the flows are operated here.</summary>
internal static class LocalReading
{
    public static async Task<LocalTerms> TermsAsync(RegistryDbContext db, CancellationToken ct) =>
        new(await db.Set<LocalSystem>().AsNoTracking().ToListAsync(ct), await db.Set<LocalFlow>().AsNoTracking().ToListAsync(ct));

    /// <summary>Said of messages of a flow that does not run here. They are kept, so that a replay can send them if it is operated later.</summary>
    public static string Resting(string flow) => $"{flow} is not operated here; the message is kept and not sent.";

    /// <summary>Null when the flow runs here.</summary>
    public static async Task<Refusal?> RefusesAsync(RegistryDbContext db, string flow, CancellationToken ct) =>
        FlowCatalogue.Find(flow) is { } known ? (await TermsAsync(db, ct)).Refuses(known) : null;
}
