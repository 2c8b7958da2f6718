using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>How much stands in the record of what a flow may end or hold up: not what it ever brought, for what is ended long since cannot be ended again.</summary>
internal static class StandingCounts
{
    /// <summary>An application that nobody has ended so long after its entry was for an entry that is past.</summary>
    private const int OpenForYears = 1;

    /// <summary>0 for a flow that ends nothing.</summary>
    public static async Task<int> OfAsync(RegistryDbContext db, string flow, DateTimeOffset now, DateOnly today, CancellationToken ct) => flow switch
    {
        "F001" => await db.Set<Module>().CountAsync(m => !m.IsRetired, ct) + await db.Set<Programme>().CountAsync(p => !p.IsRetired, ct),
        "F004" => await db.Set<TeachingEvent>().CountAsync(e => e.State == TeachingState.Scheduled && e.EndsAt > now, ct),
        "F005" => await ApplicationsAsync(db, "CRM", today, ct),
        "F007" or "F010" => await db.Set<Engagement>().Where(e => e.Status == EngagementStatus.Expected || e.Status == EngagementStatus.Deferred || e.Status == EngagementStatus.Enrolled || e.Status == EngagementStatus.Interrupted).Select(e => e.PersonId).Distinct().CountAsync(ct),
        "F018" => await db.Set<ResidenceBooking>().CountAsync(b => (b.State == ResidenceState.Booked || b.State == ResidenceState.Allocated || b.State == ResidenceState.CheckedIn) && (b.To == null || b.To >= today), ct),
        "F022" or "F044" => await db.Set<AccountState>().CountAsync(a => !a.IsLocked, ct),
        "F026" => await db.Set<IdentityVerification>().CountAsync(v => v.State == VerificationState.Requested || v.State == VerificationState.Pending, ct),
        "F028" => await db.Set<Intervention>().CountAsync(i => i.Kind == InterventionKind.AtRisk && Intervention.WaitingStates.Contains(i.State), ct),
        "F034" => await db.Set<AcademicRelationship>().CountAsync(r => r.To == null || r.To > today, ct),
        "F040" => await db.Set<FundingAward>().CountAsync(a => a.Kind == AwardKind.Studentship && (a.To == null || a.To > today), ct),
        "F042" => await db.Set<PolicyNotice>().CountAsync(p => !p.IsWithdrawn, ct),
        "F045" => await ApplicationsAsync(db, "UCAS", today, ct),
        "F052" => await db.Set<PermissionToStudy>().CountAsync(p => p.State == PermissionState.CasAssigned || (p.State == PermissionState.Granted && (p.ValidUntil == null || p.ValidUntil >= today)), ct),
        "F063" => await db.Set<ReasonableAdjustment>().CountAsync(a => a.State == AdjustmentState.Granted && (a.To == null || a.To > today), ct),
        _ => 0,
    };

    /// <summary>Applications that are open, and those handed over whose applicant is still expected.</summary>
    private static Task<int> ApplicationsAsync(RegistryDbContext db, string source, DateOnly today, CancellationToken ct)
    {
        var since = today.AddYears(-OpenForYears);
        return db.Set<Application>().CountAsync(
            a => a.Source == source && (a.Stage == ApplicationStage.HandedOver
                ? db.Set<Engagement>().Any(e => e.PersonId == a.PersonId && e.Programme.Code == a.ProgrammeCode && (e.Status == EngagementStatus.Expected || e.Status == EngagementStatus.Deferred))
                : a.Stage != ApplicationStage.Declined && a.Stage != ApplicationStage.Cancelled && a.EntryOn >= since),
            ct);
    }
}
