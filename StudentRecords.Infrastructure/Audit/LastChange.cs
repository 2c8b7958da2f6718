using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>Who changed a row last, for telling the one who comes too late.</summary>
internal static class LastChange
{
    private const int LooksBack = 50;

    /// <summary>The newest entry of the subject that touched the row; null when it is not among its newest.</summary>
    public static async Task<AuditEntry?> OfAsync(RegistryDbContext db, string subjectKind, long subjectId, string row, CancellationToken ct, long? rowId = null)
    {
        var entries = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectKind == subjectKind && e.SubjectId == subjectId)
            .OrderByDescending(e => e.Sequence).Take(LooksBack).ToListAsync(ct);
        var said = await TrailValues.OpenAsync(db, entries, ct);
        return entries.FirstOrDefault(e => HistoryQueries.Read(said[e.Sequence]).Any(r => r.Row == row && (rowId is null || r.Id == rowId) && r.Did is "changed" or "added"));
    }
}
