using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Students.Filing;

/// <summary>Filings to which the archive has not answered within a day.</summary>
internal sealed class FilingsUnanswered(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Graduations, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var since = clock.GetUtcNow() - FilingQueries.Patience;
        var late = await db.Set<FiledDocument>().CountAsync(d => d.State == FilingState.Filed && d.FiledAt < since, ct);
        return [new WaitingWork(late, "document not confirmed by the archive within a day", "documents not confirmed by the archive within a day", "/graduation/documents?f.late=yes")];
    }
}
