using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Progression;

/// <summary>Which modules have to be taken again after a decision: those without credit, and with a repeated stage all of it. From what module boards have ratified.</summary>
internal sealed class ModulesToRetake
{
    public static readonly ModulesToRetake None = new(Array.Empty<Taken>().ToLookup(t => 0L));

    private readonly ILookup<long, Taken> taken;

    private ModulesToRetake(ILookup<long, Taken> taken) => this.taken = taken;

    public static async Task<ModulesToRetake> LoadAsync(RegistryDbContext db, long[] engagements, CancellationToken ct)
    {
        var rows = await (
            from r in db.Set<ModuleRegistration>().AsNoTracking()
            join d in db.Set<BoardDecision>() on r.Id equals d.RegistrationId
            where engagements.Contains(r.EngagementId) && r.Status == RegistrationStatus.Registered
            select new Taken(r.Id, r.EngagementId, r.Session.SessionYear, r.Occurrence.Module.Code, r.Attempt,
                db.Set<Mark>().Where(m => m.RegistrationId == r.Id && m.IsCurrent).Max(m => (int?)m.Attempt) ?? 0, d.Outcome, d.RatifiedAt)).ToListAsync(ct);
        return new ModulesToRetake(rows.GroupBy(r => r.RegistrationId).Select(g => g.MaxBy(r => r.RatifiedAt)!).ToLookup(r => r.EngagementId));
    }

    /// <summary>The entries that follow from carrying out the decision.</summary>
    public IEnumerable<ResitEntry> Of(ProgressionEntry progression, AwardDecision decision)
    {
        if (!AcademicYear.TryParse(decision.AcademicYear, out var year))
        {
            yield break;
        }

        foreach (var last in taken[decision.EngagementId].Where(t => string.CompareOrdinal(t.SessionYear, decision.AcademicYear) <= 0).GroupBy(t => t.Module).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.MaxBy(t => (t.Attempt, t.RatifiedAt))!))
        {
            var isWanting = last.Outcome is BoardOutcome.Failed or BoardOutcome.Referred or BoardOutcome.Deferred;
            var isRepeated = decision.Code == AwardCode.RepeatStage && last.SessionYear == decision.AcademicYear;
            if ((!isWanting && !isRepeated) || ProgressionTable.Again(decision.Code, last.Outcome == BoardOutcome.Deferred) is not { } kind)
            {
                continue;
            }

            var used = Math.Max(last.Attempt, last.LastMarked);
            var diet = kind is ResitKind.Resit or ResitKind.SameAttempt ? year : year.Next;
            yield return new ResitEntry(progression, last.RegistrationId, last.Module, kind, last.Outcome == BoardOutcome.Deferred ? used : used + 1, diet.ToString());
        }
    }

    private sealed record Taken(long RegistrationId, long EngagementId, string SessionYear, string Module, int Attempt, int LastMarked, BoardOutcome Outcome, DateTimeOffset RatifiedAt);
}
