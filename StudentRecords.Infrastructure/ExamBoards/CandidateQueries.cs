using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>
/// Candidates of a board for those who may see boards: by number, and with names only once the board is ratified and for those
/// who may see persons.
/// </summary>
public sealed class CandidateQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Filters: <c>show</c> (undecided, borderline, differs, missing, open, imported, withdrawn), <c>outcome</c>.</summary>
    public async Task<TablePage<CandidateRow>> PageAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await BoardQueries.FindAsync(db, query.Of ?? 0, caller, ct) is not { } record)
        {
            return new TablePage<CandidateRow>([], 0, 1, query.Size);
        }

        return await CandidateReading.PageAsync(db, (await GridAsync(db, record, null, caller, ct)).Rows, query, ct);
    }

    /// <summary>The whole grid without marks, for the head of the table and for deciding one after the other.</summary>
    public async Task<BoardGrid?> GridAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await BoardQueries.FindAsync(db, boardId, caller, ct) is { } record ? await GridAsync(db, record, null, caller, ct) : null;
    }

    /// <summary>One candidate with marks and trace; null where there is none of that number.</summary>
    public async Task<CandidateSheet?> SheetAsync(long boardId, string number, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await BoardQueries.FindAsync(db, boardId, caller, ct) is { } record ? await CandidateReading.SheetAsync(db, await GridAsync(db, record, number, caller, ct), ct) : null;
    }

    private static async Task<BoardGrid> GridAsync(RegistryDbContext db, BoardRecord record, string? number, Caller caller, CancellationToken ct)
    {
        var grid = await CandidateReading.LoadAsync(db, record.Board, record.Heading, number, ct);
        return record.Board.IsRatified && caller.May(Room.Persons, Level.See)
            ? grid with { Rows = await CandidateReading.WithNamesAsync(db, record.Board.Id, grid.Rows, ct) }
            : grid;
    }
}
