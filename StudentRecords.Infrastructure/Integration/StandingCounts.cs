using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>How much stands in the record of what a flow may end: not what it ever brought, for what is ended long since cannot be ended again.</summary>
internal static class StandingCounts
{
    /// <summary>0 for a flow that ends nothing.</summary>
    public static async Task<int> OfAsync(RegistryDbContext db, string flow, DateTimeOffset now, DateOnly today, CancellationToken ct) => flow switch
    {
        "F001" => await db.Set<Module>().CountAsync(m => !m.IsRetired, ct) + await db.Set<Programme>().CountAsync(p => !p.IsRetired, ct),
        "F004" => await db.Set<TeachingEvent>().CountAsync(e => e.State == TeachingState.Scheduled && e.EndsAt > now, ct),
        "F022" => await db.Set<AccountState>().CountAsync(a => !a.IsLocked, ct),
        "F028" => await db.Set<Intervention>().CountAsync(i => i.Kind == InterventionKind.AtRisk && Intervention.WaitingStates.Contains(i.State), ct),
        "F034" => await db.Set<AcademicRelationship>().CountAsync(r => r.To == null || r.To > today, ct),
        "F040" => await db.Set<FundingAward>().CountAsync(a => a.Kind == AwardKind.Studentship && (a.To == null || a.To > today), ct),
        "F063" => await db.Set<ReasonableAdjustment>().CountAsync(a => a.State == AdjustmentState.Granted && (a.To == null || a.To > today), ct),
        _ => 0,
    };
}
