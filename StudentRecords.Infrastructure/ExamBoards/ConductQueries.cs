using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>A sitting that follows a board, or that it follows.</summary>
public sealed record LinkedBoard(long Id, string Title, BoardSequel? Sequel, BoardStage Stage);

/// <summary>A component that can be scaled, with the scaling that stands.</summary>
public sealed record ScalableComponent(long Id, string Key, string Title, MarkScaling? Scaling);

/// <summary>What stands round a board's decisions: interests, unsealed names, scaling, the sittings before and after. For those who may see the board.</summary>
public sealed class ConductQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Standing ones first.</summary>
    public async Task<IReadOnlyList<DeclaredInterest>> InterestsAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await BoardQueries.FindAsync(db, boardId, caller, ct) is null ? []
            : await db.Set<DeclaredInterest>().AsNoTracking().Where(i => i.BoardId == boardId).OrderBy(i => i.WithdrawnAt != null).ThenBy(i => i.RecordedAt).ToListAsync(ct);
    }

    /// <summary>Who was told whose number it is; by number, newest first.</summary>
    public async Task<IReadOnlyList<NameUnsealing>> UnsealingsAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await BoardQueries.FindAsync(db, boardId, caller, ct) is null ? []
            : await db.Set<NameUnsealing>().AsNoTracking().Where(u => u.BoardId == boardId).OrderByDescending(u => u.At).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<ScalableComponent>> ScalingsAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await BoardQueries.FindAsync(db, boardId, caller, ct) is not { } record)
        {
            return [];
        }

        var scalings = await db.Set<MarkScaling>().AsNoTracking().Where(s => s.BoardId == boardId && s.WithdrawnAt == null).ToDictionaryAsync(s => s.ComponentId, ct);
        var components = await db.Set<AssessmentComponent>().AsNoTracking().Where(c => c.OccurrenceId == record.Heading.Id).OrderBy(c => c.Key).ToListAsync(ct);
        return [.. components.Select(c => new ScalableComponent(c.Id, c.Key, c.Title, scalings.GetValueOrDefault(c.Id)))];
    }

    /// <summary>The board that this one follows, then those that follow it.</summary>
    public async Task<IReadOnlyList<LinkedBoard>> LinkedAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await BoardQueries.FindAsync(db, boardId, caller, ct) is not { } record)
        {
            return [];
        }

        var earlier = record.Board.FollowsBoardId;
        return await db.Set<ExamBoard>().AsNoTracking().Where(b => b.Id == earlier || b.FollowsBoardId == boardId).OrderBy(b => b.Id)
            .Select(b => new LinkedBoard(b.Id, b.Title, b.Id == earlier ? null : b.Sequel, b.Stage)).ToListAsync(ct);
    }
}
