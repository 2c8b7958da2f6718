using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>Who has a ratified award and studies for nothing else: what falls on awards is LOCKED for them.</summary>
internal static class AwardedPeople
{
    public static Task<HashSet<long>> AmongAsync(RegistryDbContext db, long[] personIds, CancellationToken ct) =>
        db.Set<AwardDecision>().Where(d => personIds.Contains(d.PersonId) && (d.Code == AwardCode.Award || d.Code == AwardCode.ExitAward)
            && !db.Set<Engagement>().Any(e => e.PersonId == d.PersonId && e.Id != d.EngagementId && (e.Status == EngagementStatus.Enrolled || e.Status == EngagementStatus.Interrupted))).Select(d => d.PersonId).ToHashSetAsync(ct);
}
