using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>What a board scales.</summary>
public sealed record ScaleMarks
{
    public required long BoardId { get; init; }

    public required long ComponentId { get; init; }

    public required ScalingKind Kind { get; init; }

    /// <summary>Marks to add, or the factor.</summary>
    public required decimal Amount { get; init; }
}

/// <summary>Scaling of a component's marks: by a board's own people, before it sits, with a reason, traced in every result.</summary>
public sealed class ScalingService(IDbContextFactory<RegistryDbContext> store)
{
    public async Task<Outcome> ScaleAsync(ScaleMarks request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, request.BoardId, change.Caller, Room.BoardDecisions, Level.Change, ct) is not { } board
            || await db.Set<AssessmentComponent>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == request.ComponentId && c.OccurrenceId == board.OccurrenceId, ct) is not { } component)
        {
            return Outcome.Refused("NOT_FOUND", "There is no such component of this board's module.");
        }

        var isScaled = await db.Set<MarkScaling>().AnyAsync(s => s.BoardId == board.Id && s.ComponentId == component.Id && s.WithdrawnAt == null, ct);
        var scaling = MarkScaling.Decide(board, component, request.Kind, request.Amount, change.Reason, isScaled, change.Caller.Name, change.At);
        if (scaling.Succeeded)
        {
            db.Add(scaling.Value);
            await db.SaveAsync(change, ct);
        }

        return Outcome.From([.. scaling.Refusals]);
    }

    public async Task<Outcome> WithdrawAsync(long boardId, long scalingId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, boardId, change.Caller, Room.BoardDecisions, Level.Change, ct) is not { } board
            || await db.Set<MarkScaling>().FirstOrDefaultAsync(s => s.Id == scalingId && s.BoardId == board.Id, ct) is not { } scaling)
        {
            return BoardDoor.NotFound;
        }

        var withdrawn = scaling.Withdraw(board, change.Caller.Name, change.At);
        if (withdrawn.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return withdrawn;
    }
}
