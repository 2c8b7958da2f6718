using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Filing;

/// <summary>Documents of a person that lie in the archive.</summary>
public sealed class DocumentService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Where the document is, and that it was opened is written down in the person's trail.</summary>
    public async Task<Outcome<string>> OpenAsync(long personId, long documentId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = RecordQueries.Reached(db, personId, change.Caller).Select(p => p.Id);
        var link = await db.Set<StudentDocument>().AsNoTracking().Where(d => d.Id == documentId && reached.Contains(d.PersonId)).Select(d => d.Link).SingleOrDefaultAsync(ct);
        if (link is null || !Uri.TryCreate(link, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            return Outcome<string>.Refused("NOT_FOUND", "There is no such document, or your roles do not reach it.");
        }

        await ReadTrail.TellAsync(db, change.Caller, change.At, change.Act, (nameof(Person), personId), (nameof(StudentDocument), [documentId]), ct);
        return link;
    }
}
