using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>
/// The formal route of an outcome that came after a pack was frozen: one person proposes where it goes, another agrees. Let in, it
/// changes the board's data, so that the pack must be frozen anew and the examiner confirm anew.
/// </summary>
public sealed class LateOutcomeService(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Outcome Unknown = Outcome.Refused("OUTCOME_UNKNOWN", "There is no such late outcome, or your roles do not reach its board.");
    private static readonly Outcome Changed = Outcome.Refused("CHANGED_MEANWHILE", "Somebody else has decided on this outcome meanwhile; look at it again.", "Concurrent edit");

    public Task<Outcome> ProposeAsync(ProposeLateRoute request, ChangeContext change, CancellationToken ct = default) =>
        DecideAsync(request.ItemId, request.Version, Level.Change, change, (item, isLocked) => item.Propose(request.Route, isLocked, change.Caller.Name), ct);

    /// <summary>The second person's word. Without agreement the outcome goes back to the queue.</summary>
    public Task<Outcome> SettleAsync(SettleLateRoute request, ChangeContext change, CancellationToken ct = default) =>
        DecideAsync(request.ItemId, request.Version, Level.Decide, change, (item, isLocked) => item.Settle(request.Agrees, isLocked, change.Caller.Name, change.At), ct);

    private async Task<Outcome> DecideAsync(long id, long version, Level level, ChangeContext change, Func<OutcomeForBoard, bool, Outcome> decide, CancellationToken ct)
    {
        change.Caller.Demand(Room.LateOutcomes, level);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var boards = db.Set<ExamBoard>().ReachedBy(db, change.Caller, Room.LateOutcomes, level).Select(b => (long?)b.Id);
        var item = await db.Set<CircumstanceItem>().Include(i => i.Claim).SingleOrDefaultAsync(i => i.Id == id && boards.Contains(i.BoardId), ct);
        var penalty = item is null ? await db.Set<PenaltyEntry>().SingleOrDefaultAsync(e => e.Id == id && boards.Contains(e.BoardId), ct) : null;
        if (((OutcomeForBoard?)item ?? penalty) is not { } late)
        {
            return Unknown;
        }

        if (late.Version != version)
        {
            return Changed;
        }

        var isLocked = await IsLockedAsync(db, late, item?.RegistrationId ?? penalty?.RegistrationId, ct);
        var outcome = decide(late, isLocked);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        if (item is { State: OutcomeState.InEffect })
        {
            await LetInAsync(db, item, change, ct);
        }

        foreach (var other in penalty is null ? [] : await TogetherAsync(db, penalty, ct))
        {
            decide(other, isLocked);
        }

        try
        {
            await db.SaveAsync(change, ct);
            await whole.CommitAsync(ct);
            return outcome;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed;
        }
    }

    /// <summary>The module's result is ratified, or the board whose papers it came after has ratified.</summary>
    private static async Task<bool> IsLockedAsync(RegistryDbContext db, OutcomeForBoard late, long? registrationId, CancellationToken ct) =>
        await db.Set<ExamBoard>().AnyAsync(b => b.Id == late.BoardId && (b.ProgrammeId == null ? db.Set<BoardDecision>().Any(d => d.RegistrationId == registrationId) : b.Stage == BoardStage.Ratified), ct);

    /// <summary>What came in one telling about one module, or about the award, is decided together: a penalty and the reversal of the one that it replaces.</summary>
    private static Task<List<PenaltyEntry>> TogetherAsync(RegistryDbContext db, PenaltyEntry penalty, CancellationToken ct) =>
        db.Set<PenaltyEntry>().Where(e => e.CaseId == penalty.CaseId && e.CaseVersion == penalty.CaseVersion && e.RegistrationId == penalty.RegistrationId && e.Id != penalty.Id && e.State == OutcomeState.Late).ToListAsync(ct);

    /// <summary>What it replaces falls now, and an extension is told now.</summary>
    private static async Task LetInAsync(RegistryDbContext db, CircumstanceItem item, ChangeContext change, CancellationToken ct)
    {
        var before = await db.Set<CircumstanceItem>().Where(i => i.ClaimId == item.ClaimId && i.Id != item.Id && i.State == OutcomeState.InEffect).ToListAsync(ct);
        var component = await db.Set<AssessmentComponent>().Where(c => c.Id == item.ComponentId).Select(c => c.Key).SingleOrDefaultAsync(ct) ?? "";
        var student = await db.Set<Person>().Where(p => p.Id == item.PersonId).Select(p => p.StudentNumber).SingleAsync(ct);
        var correlation = change.CorrelationId ?? $"{change.Act}-{item.Id}";
        foreach (var old in before.Where(o => o.IsFor(item)))
        {
            old.Supersede();
            if (old.Outcome == CircumstanceOutcome.Extension && item.Outcome != CircumstanceOutcome.Extension)
            {
                db.Add(AdjustmentNotices.Extension(old, component, true, student, change.At, correlation));
            }
        }

        if (item.Outcome == CircumstanceOutcome.Extension)
        {
            db.Add(AdjustmentNotices.Extension(item, component, false, student, change.At, correlation));
        }
    }
}

/// <summary>Where a late outcome should go.</summary>
public sealed record ProposeLateRoute
{
    public required long ItemId { get; init; }

    /// <summary>The version that was on the screen.</summary>
    public required long Version { get; init; }

    public required LateRoute Route { get; init; }
}

/// <summary>The second person's word on it.</summary>
public sealed record SettleLateRoute
{
    public required long ItemId { get; init; }

    /// <summary>The version that was on the screen.</summary>
    public required long Version { get; init; }

    public required bool Agrees { get; init; }
}
