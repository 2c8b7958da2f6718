using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Meetings;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Meetings;

/// <summary>A board's meeting on paper: agenda, actions, and who sealed the minutes if they are.</summary>
public sealed record MeetingRecord(IReadOnlyList<AgendaItem> Agenda, IReadOnlyList<BoardAction> Actions, string? SealedBy, DateTimeOffset? SealedAt);

/// <summary>Reads of a board's meeting for those who may see the board.</summary>
public sealed class MeetingQueries(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution, TimeProvider clock)
{
    public async Task<MeetingRecord?> MeetingAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await BoardQueries.FindAsync(db, boardId, caller, ct) is null)
        {
            return null;
        }

        var minutes = await db.Set<BoardMinutes>().AsNoTracking().Where(m => m.BoardId == boardId).Select(m => new { m.SealedBy, m.SealedAt }).FirstOrDefaultAsync(ct);
        return new MeetingRecord(
            await db.Set<AgendaItem>().AsNoTracking().Where(i => i.BoardId == boardId).OrderBy(i => i.Place).ToListAsync(ct),
            await db.Set<BoardAction>().AsNoTracking().Where(a => a.BoardId == boardId).OrderBy(a => a.DoneOn != null).ThenBy(a => a.DueOn).ToListAsync(ct),
            minutes?.SealedBy,
            minutes?.SealedAt);
    }

    /// <summary>The minutes as sealed or, before that, as a draft of what they would say now. Null where there is no such board, or no agenda.</summary>
    public async Task<PackFile?> MinutesAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await BoardQueries.FindAsync(db, boardId, caller, ct) is not { } record || !await db.Set<AgendaItem>().AnyAsync(i => i.BoardId == boardId, ct))
        {
            return null;
        }

        if (await db.Set<BoardMinutes>().AsNoTracking().Where(m => m.BoardId == boardId).Select(m => m.Pdf).FirstOrDefaultAsync(ct) is { } pdf)
        {
            return new PackFile($"Minutes {record.Heading.Key}.pdf", pdf);
        }

        var facts = await MinutesReading.ReadAsync(db, record.Board, ct);
        // a draft is dated by its day, so that it is the same file all day long
        var day = UkTime.At(clock.Today(), TimeOnly.MinValue);
        return new PackFile($"Minutes {record.Heading.Key} draft.pdf", MinutesPaper.Render(facts, institution.Name, isDraft: true, day));
    }
}
