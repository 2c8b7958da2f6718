using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.ExamBoards.Meetings;
using StudentRecords.Infrastructure.Assessment;

namespace StudentRecords.Infrastructure.Store.Locks;

/// <summary>Refuses a save that touches what a board ratified: two set-based questions at most, and none where nothing of the kind was changed.</summary>
internal static class RecordLocks
{
    /// <exception cref="RecordLockedException">A row under a ratified decision or board was added, changed, deleted or moved.</exception>
    public static async Task RefuseAsync(RegistryDbContext db, CancellationToken ct)
    {
        HashSet<long> registrations = [];
        HashSet<long> boards = [];
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            switch (entry.Entity)
            {
                case ModerationPolicy or ModerationRound or ModerationEntry when entry.State != EntityState.Added:
                    throw Locked("The way of a mark to the board is added to and never changed.");
                case ProgressionEntry or ResitEntry when entry.State != EntityState.Added:
                    throw Locked("That a decision was carried out is never changed or deleted; it is taken back by another act.");
                case Mark or ModuleResult or ModerationEntry:
                    Both(entry, nameof(Mark.RegistrationId), registrations);
                    break;
                case ModuleRegistration when Moves(entry):
                    Both(entry, nameof(ModuleRegistration.Id), registrations);
                    break;
                case AwardDecision when entry.State != EntityState.Added:
                    throw Locked("A ratified decision is never changed or deleted.");
                case AwardRegulation or RegulationBinding when entry.State != EntityState.Added:
                    throw Locked("A regulation and what it was bound to are never changed or deleted; publish a new version, or bind anew.");
                case BoardDecision when entry.State != EntityState.Added:
                    throw Locked("A ratified decision is never changed or deleted; an appeal leads to another beside it.");
                case NameUnsealing or BoardMinutes or Conferment when entry.State != EntityState.Added:
                    throw Locked("What was unsealed, minuted or conferred is never changed or deleted.");
                case AppealCase appeal when entry.State == EntityState.Deleted || entry.OriginalValues[nameof(AppealCase.HearingBoardId)] is not null && entry.State == EntityState.Modified:
                    throw Locked($"Appeal {appeal.Reference} was approved by two people; it stays as it is.");
                case BoardDecision or BoardCandidate or BoardMember or BoardPack or ExaminerConfirmation or DeclaredInterest or SampledWork or ExaminerRemark or MarkScaling or AwardCandidate or AwardDecision or AwardPrize:
                    Both(entry, nameof(BoardCandidate.BoardId), boards);
                    break;
                case ExamBoard when entry.State != EntityState.Added:
                    Both(entry, nameof(ExamBoard.Id), boards);
                    break;
            }
        }

        var decided = registrations.Count == 0 ? [] : await LockedRegistrations.AmongAsync(db, registrations, ct);
        if (decided.Count > 0)
        {
            throw Locked($"{decided.Count} of the module registrations have a ratified decision; their marks and results are locked.");
        }

        long[] under = [.. boards];
        if (under.Length > 0 && await db.Set<ExamBoard>().AnyAsync(b => under.Contains(b.Id) && b.Stage == BoardStage.Ratified, ct))
        {
            throw Locked("The board is ratified; nothing under it is changed any more.");
        }
    }

    private static bool Moves(EntityEntry entry) => entry.State == EntityState.Deleted
        || (entry.State == EntityState.Modified && (entry.Property(nameof(ModuleRegistration.PersonId)).IsModified
            || entry.Property(nameof(ModuleRegistration.OccurrenceId)).IsModified
            || entry.Property(nameof(ModuleRegistration.EngagementId)).IsModified));

    private static void Both(EntityEntry entry, string property, HashSet<long> ids)
    {
        ids.Add((long)entry.CurrentValues[property]!);
        if (entry.State != EntityState.Added)
        {
            ids.Add((long)entry.OriginalValues[property]!);
        }
    }

    private static RecordLockedException Locked(string sentence) => new(new Refusal("LOCKED", sentence, "F065"));
}
