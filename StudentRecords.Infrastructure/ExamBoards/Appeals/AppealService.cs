using System.Data;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Appeals;

/// <summary>What an appeal is recorded with.</summary>
public sealed record RecordAppeal
{
    /// <summary>A decision of a board of either tier.</summary>
    public required long DecisionId { get; init; }

    /// <summary>The case's reference in the appeals office; one appeal each.</summary>
    public required string Reference { get; init; }

    public required string Grounds { get; init; }

    /// <summary>Heard by chair's action; otherwise by the same board.</summary>
    public bool ByChairAlone { get; init; }
}

/// <summary>The use cases of appeals: recorded by one, approved by two others, heard by a sitting of its own.</summary>
public sealed class AppealService(IDbContextFactory<RegistryDbContext> store)
{
    public async Task<Outcome<long>> RecordAsync(RecordAppeal request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Appeals, Level.Change);
        await using var db = store.CreateDbContext();
        var decision = await db.Set<BoardDecision>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == request.DecisionId, ct);
        var award = decision is not null ? null : await db.Set<AwardDecision>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == request.DecisionId, ct);
        if ((decision?.BoardId ?? award?.BoardId) is not { } boardId || await BoardDoor.FindAsync(db, boardId, change.Caller, Room.Appeals, Level.Change, ct) is null)
        {
            return Outcome<long>.Refused("NOT_FOUND", "There is no such decision.");
        }

        var refusals = await UnfitAsync(db, request, change, ct);
        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var filing = new AppealFiling(request.Reference.Trim(), request.Grounds.Trim(), request.ByChairAlone, change.Caller.UserId!.Value, change.Caller.Name, change.At);
        AppealCase appeal = decision is not null ? new Appeal(decision, filing) : new AwardAppeal(award!, filing);
        db.Add(appeal);
        await db.SaveAsync(change, ct);
        return appeal.Id;
    }

    /// <summary>One person's approval; the second opens the sitting that hears the appeal, and gives its board.</summary>
    public async Task<Outcome<long?>> ApproveAsync(long appealId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        if (await FindAsync(db, appealId, change, ct) is not var (appeal, board))
        {
            return Outcome<long?>.Refused("NOT_FOUND", "There is no such appeal.");
        }

        var approved = appeal.Approve(change.Caller.UserId, change.Caller.Name, change.At);
        if (!approved.Succeeded)
        {
            return Outcome<long?>.Refused(approved.Refusals);
        }

        if (appeal.IsApproved)
        {
            var hearing = board.Follow(BoardSequel.Appeal, appeal.ByChairAlone, null);
            if (!hearing.Succeeded)
            {
                return Outcome<long?>.Refused(hearing.Refusals);
            }

            db.Add(hearing.Value);
            var number = await NumberSequence.TakeAsync(db, NumberSequence.CandidateNumbers, 1, ct);
            db.Add(appeal switch
            {
                Appeal module => new BoardCandidate(hearing.Value.Id, module.RegistrationId, appeal.PersonId, $"C{number:0000000}") { FormerNumber = appeal.CandidateNumber },
                AwardAppeal award => (object)new AwardCandidate(hearing.Value.Id, award.EngagementId, appeal.PersonId, $"C{number:0000000}"),
                _ => throw new InvalidOperationException("An appeal is against a decision of one of the two tiers."),
            });
            appeal.Hear(hearing.Value);
        }

        await db.SaveAsync(change, ct);
        await transaction.CommitAsync(ct);
        return appeal.HearingBoardId;
    }

    /// <summary>Not approved, with the reason of the change; the decision stands.</summary>
    public async Task<Outcome> RejectAsync(long appealId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await FindAsync(db, appealId, change, ct) is not var (appeal, _))
        {
            return Outcome.Refused("NOT_FOUND", "There is no such appeal.");
        }

        var rejected = appeal.Reject(change.Reason, change.Caller.Name, change.At);
        if (rejected.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return rejected;
    }

    private static async Task<(AppealCase Appeal, ExamBoard Board)?> FindAsync(RegistryDbContext db, long appealId, ChangeContext change, CancellationToken ct)
    {
        change.Caller.Demand(Room.Appeals, Level.Decide);
        AppealCase? found = await db.Set<Appeal>().FirstOrDefaultAsync(a => a.Id == appealId, ct);
        return (found ?? await db.Set<AwardAppeal>().FirstOrDefaultAsync(a => a.Id == appealId, ct)) is { } appeal
            && await BoardDoor.FindAsync(db, appeal.BoardId, change.Caller, Room.Appeals, Level.Decide, ct) is { } board
                ? (appeal, board)
                : null;
    }

    private static async Task<List<Refusal>> UnfitAsync(RegistryDbContext db, RecordAppeal request, ChangeContext change, CancellationToken ct)
    {
        List<Refusal> refusals = [];
        if (change.Caller.UserId is null)
        {
            refusals.Add(new("PERSON_NEEDED", "An appeal is recorded by a person who is signed in.", "Appeals"));
        }

        if (string.IsNullOrWhiteSpace(request.Reference))
        {
            refusals.Add(new("REFERENCE_MISSING", "Give the case's reference.", "Appeals", nameof(RecordAppeal.Reference)));
        }
        else if (await db.Set<Appeal>().AnyAsync(a => a.Reference == request.Reference.Trim(), ct) || await db.Set<AwardAppeal>().AnyAsync(a => a.Reference == request.Reference.Trim(), ct))
        {
            refusals.Add(new("REFERENCE_USED", $"{request.Reference} is recorded already.", "Appeals", nameof(RecordAppeal.Reference)));
        }

        if (string.IsNullOrWhiteSpace(request.Grounds))
        {
            refusals.Add(new("GROUNDS_MISSING", "Give the grounds.", "Appeals", nameof(RecordAppeal.Grounds)));
        }

        if (await db.Set<BoardDecision>().AnyAsync(d => d.SupersedesId == request.DecisionId, ct) || await db.Set<AwardDecision>().AnyAsync(d => d.SupersedesId == request.DecisionId, ct))
        {
            refusals.Add(new("SUPERSEDED", "A later decision stands in the place of this one; appeal against that.", "Appeals"));
        }

        if (await db.Set<Appeal>().AnyAsync(a => a.DecisionId == request.DecisionId && a.RejectedAt == null, ct) || await db.Set<AwardAppeal>().AnyAsync(a => a.DecisionId == request.DecisionId && a.RejectedAt == null, ct))
        {
            refusals.Add(new("APPEAL_OPEN", "An appeal against this decision is under way.", "Appeals"));
        }

        return refusals;
    }
}
