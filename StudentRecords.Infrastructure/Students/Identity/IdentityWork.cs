using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Students.Identity;

/// <summary>Applicants who wait for a steward.</summary>
internal sealed class IdentityWork(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Persons, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        return [new WaitingWork(await IdentityQueries.Waiting(db).CountAsync(ct), "applicant who may be somebody in the record", "applicants who may be somebody in the record", "/students/identity")];
    }
}
