using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Examiners;

/// <summary>Samples and comments: an examiner reads the own ones, those who may see the board read all. By candidate number, without names.</summary>
public sealed class SampleQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    public async Task<IReadOnlyList<SampledWork>> DeskSampleAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await IsOwnAsync(db, boardId, caller, ct) is not { } me ? []
            : await db.Set<SampledWork>().AsNoTracking().Where(w => w.BoardId == boardId && w.ExaminerUserId == me).OrderBy(w => w.CandidateNumber).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<ExaminerRemark>> DeskRemarksAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await IsOwnAsync(db, boardId, caller, ct) is not { } me ? []
            : await db.Set<ExaminerRemark>().AsNoTracking().Where(r => r.BoardId == boardId && r.UserId == me).OrderByDescending(r => r.At).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<SampledWork>> SampleAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await BoardQueries.FindAsync(db, boardId, caller, ct) is null ? []
            : await db.Set<SampledWork>().AsNoTracking().Where(w => w.BoardId == boardId).OrderBy(w => w.ExaminerUserId).ThenBy(w => w.CandidateNumber).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<ExaminerRemark>> RemarksAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await BoardQueries.FindAsync(db, boardId, caller, ct) is null ? [] : await RemarksOfAsync(db, boardId, ct);
    }

    internal static Task<List<ExaminerRemark>> RemarksOfAsync(RegistryDbContext db, long boardId, CancellationToken ct) =>
        db.Set<ExaminerRemark>().AsNoTracking().Where(r => r.BoardId == boardId).OrderBy(r => r.At).ToListAsync(ct);

    /// <summary>The caller's user id where the board lies on their desk.</summary>
    private async Task<long?> IsOwnAsync(RegistryDbContext db, long boardId, Caller caller, CancellationToken ct)
    {
        caller.Demand(Room.ExaminerDesk, Level.See);
        return await BoardDoor.FindDeskAsync(db, boardId, caller, clock.Today(), ct) is var (_, seat) ? seat.UserId : null;
    }
}
