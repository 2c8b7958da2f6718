using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Appeals;

/// <summary>Reads what appeals let a board do.</summary>
internal static class AppealReading
{
    /// <summary>By registration, the decision that an appeal approved by two different people lets this board supersede.</summary>
    public static async Task<IReadOnlyDictionary<long, long>> SupersededByAsync(RegistryDbContext db, long boardId, CancellationToken ct) =>
        (await db.Set<Appeal>().AsNoTracking().Where(a => a.HearingBoardId == boardId).ToListAsync(ct)).Where(a => a.IsApproved).ToDictionary(a => a.RegistrationId, a => a.DecisionId);

    /// <summary>By engagement, the award decision that an appeal approved by two different people lets this board supersede.</summary>
    public static async Task<IReadOnlyDictionary<long, long>> AwardsSupersededByAsync(RegistryDbContext db, long boardId, CancellationToken ct) =>
        (await db.Set<AwardAppeal>().AsNoTracking().Where(a => a.HearingBoardId == boardId).ToListAsync(ct)).Where(a => a.IsApproved).ToDictionary(a => a.EngagementId, a => a.DecisionId);

    /// <summary>How many award decisions each of these engagements has already on one year of its programme.</summary>
    public static Task<Dictionary<long, int>> EarlierAwardsAsync(RegistryDbContext db, ExamBoard board, long[] engagements, CancellationToken ct)
    {
        var (year, academic) = (board.YearOfProgramme, board.AcademicYear);
        return db.Set<AwardDecision>().Where(d => engagements.Contains(d.EngagementId) && d.YearOfProgramme == year && d.AcademicYear == academic)
            .GroupBy(d => d.EngagementId).Select(g => new { g.Key, Number = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Number, ct);
    }

    /// <summary>How many decisions each of these registrations has already.</summary>
    public static Task<Dictionary<long, int>> EarlierDecisionsAsync(RegistryDbContext db, long[] registrations, CancellationToken ct) =>
        db.Set<BoardDecision>().Where(d => registrations.Contains(d.RegistrationId)).GroupBy(d => d.RegistrationId).Select(g => new { g.Key, Number = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Number, ct);
}
