using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Meetings;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Meetings;

/// <summary>What a board asks somebody to do.</summary>
public sealed record AskForAction
{
    public required long BoardId { get; init; }

    public required string Text { get; init; }

    public required string Owner { get; init; }

    public required DateOnly? DueOn { get; init; }
}

/// <summary>The use cases of a meeting's papers: agenda, minutes, actions.</summary>
public sealed class MeetingService(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution)
{
    /// <summary>Puts up the usual agenda; a board has one.</summary>
    public async Task<Outcome> PutUpAgendaAsync(long boardId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, boardId, change.Caller, Room.Boards, Level.Change, ct) is not { } board)
        {
            return BoardDoor.NotFound;
        }

        if (await db.Set<AgendaItem>().AnyAsync(i => i.BoardId == board.Id, ct))
        {
            return Outcome.Refused("AGENDA_EXISTS", "The board has its agenda already.");
        }

        db.AddRange(UsualAgenda.For(board.Id));
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }

    /// <summary>The secretary's words under one point, until the minutes are sealed.</summary>
    public async Task<Outcome> WriteMinuteAsync(long boardId, long itemId, string? minute, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, boardId, change.Caller, Room.Boards, Level.Change, ct) is null
            || await db.Set<AgendaItem>().FirstOrDefaultAsync(i => i.Id == itemId && i.BoardId == boardId, ct) is not { } item)
        {
            return BoardDoor.NotFound;
        }

        if (await db.Set<BoardMinutes>().AnyAsync(m => m.BoardId == boardId, ct))
        {
            return Outcome.Refused("MINUTES_SEALED", "The minutes are sealed; what is to be corrected is minuted by the next meeting.");
        }

        item.Write(minute, change.Caller.Name, change.At);
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }

    public async Task<Outcome> AskForActionAsync(AskForAction request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, request.BoardId, change.Caller, Room.Boards, Level.Change, ct) is not { } board)
        {
            return BoardDoor.NotFound;
        }

        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(request.Text))
        {
            refusals.Add(new("TEXT_MISSING", "Say what is to be done.", null, nameof(AskForAction.Text)));
        }

        if (string.IsNullOrWhiteSpace(request.Owner))
        {
            refusals.Add(new("OWNER_MISSING", "Say who is to do it.", null, nameof(AskForAction.Owner)));
        }

        if (request.DueOn is null)
        {
            refusals.Add(new("DUE_MISSING", "Say by when.", null, nameof(AskForAction.DueOn)));
        }

        if (refusals.Count == 0)
        {
            db.Add(new BoardAction(board.Id, request.Text.Trim(), request.Owner.Trim(), request.DueOn!.Value));
            await db.SaveAsync(change, ct);
        }

        return Outcome.From(refusals);
    }

    /// <summary>The action is done; the reason of the change says what came of it.</summary>
    public async Task<Outcome> FinishActionAsync(long boardId, long actionId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, boardId, change.Caller, Room.Boards, Level.Change, ct) is null
            || await db.Set<BoardAction>().FirstOrDefaultAsync(a => a.Id == actionId && a.BoardId == boardId, ct) is not { } action)
        {
            return BoardDoor.NotFound;
        }

        var done = action.Finish(change.Reason, UkTime.Day(change.At));
        if (done.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return done;
    }

    /// <summary>Seals the minutes of a ratified board as a document; once.</summary>
    public async Task<Outcome> SealMinutesAsync(long boardId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, boardId, change.Caller, Room.Boards, Level.Change, ct) is not { } board)
        {
            return BoardDoor.NotFound;
        }

        List<Refusal> refusals = [];
        if (!board.IsRatified)
        {
            refusals.Add(new("NOT_RATIFIED", "Minutes are sealed once the board is ratified; until then they are a draft."));
        }

        if (await db.Set<BoardMinutes>().AnyAsync(m => m.BoardId == boardId, ct))
        {
            refusals.Add(new("MINUTES_SEALED", "The minutes are sealed already."));
        }

        if (!await db.Set<AgendaItem>().AnyAsync(i => i.BoardId == boardId, ct))
        {
            refusals.Add(new("NO_AGENDA", "Put up an agenda; the minutes follow it."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        var facts = await MinutesReading.ReadAsync(db, board, ct);
        db.Add(new BoardMinutes(boardId, facts.Hash(), MinutesPaper.Render(facts, institution.Name, isDraft: false, change.At), change.Caller.Name, change.At));
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }
}
