using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Packs that wait for the external examiner's word.</summary>
internal sealed class PacksToConfirm(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.ExaminerDesk, Level.Decide))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var waiting = await ExaminerQueries.Waiting(db, caller, clock.Today()).CountAsync(ct);
        return [new WaitingWork(waiting, "pack to read and confirm", "packs to read and confirm", "/examiner?f.word=waiting", IsUrgent: true)];
    }
}
