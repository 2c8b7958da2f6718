using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>
/// What a progression and award board reads beside the marks: codes of circumstances and penalties that hold in the year considered or
/// for the award, and a mark where adjustments held in it. Never what lies behind them.
/// </summary>
internal sealed class AwardFlags
{
    /// <summary>Adjustments held at some time of the year.</summary>
    public const string Adjusted = "RA";

    private readonly ILookup<long, string> codes;

    private AwardFlags(IEnumerable<Flag> flags) => codes = flags.Where(f => f.Code is not null).ToLookup(f => f.EngagementId, f => f.Code!);

    /// <summary>In the order of the alphabet, each once.</summary>
    public IReadOnlyList<string> Of(long engagementId) => [.. codes[engagementId].Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Four questions, however many engagements are asked about.</summary>
    public static async Task<AwardFlags> ReadAsync(RegistryDbContext db, long[] engagementIds, string academicYear, CancellationToken ct)
    {
        var year = AcademicYear.Parse(academicYear);
        var engagements = db.Set<Engagement>().AsNoTracking().Where(e => engagementIds.Contains(e.Id));
        var items = await (
            from e in engagements
            join i in db.Set<CircumstanceItem>() on e.PersonId equals i.PersonId
            where i.State == OutcomeState.InEffect && (i.RegistrationId == null
                ? i.Claim.DecidedOn >= e.Start
                : db.Set<ModuleRegistration>().Any(r => r.Id == i.RegistrationId && r.EngagementId == e.Id && (r.Session.SessionYear == academicYear || i.Outcome == CircumstanceOutcome.DiscretionAtAward)))
            select new { e.Id, i.Outcome, i.Severity }).ToListAsync(ct);
        var penalties = await (
            from e in engagements
            join p in db.Set<PenaltyEntry>() on e.PersonId equals p.PersonId
            where p.State == OutcomeState.InEffect && p.Reverses == null && !db.Set<PenaltyEntry>().Any(x => x.Reverses == p.Id && x.State == OutcomeState.InEffect)
                && (p.RegistrationId == null
                    ? db.Set<MisconductCase>().Any(c => c.Id == p.CaseId && c.DecidedOn >= e.Start)
                    : db.Set<ModuleRegistration>().Any(r => r.Id == p.RegistrationId && r.EngagementId == e.Id && r.Session.SessionYear == academicYear))
            select new { e.Id, p.Penalty }).ToListAsync(ct);
        var adjusted = await (
            from e in engagements
            where db.Set<ReasonableAdjustment>().Any(a => a.PersonId == e.PersonId && a.State != AdjustmentState.Superseded && a.From <= year.End && (a.To == null || a.To >= year.Start))
            select e.Id).ToListAsync(ct);
        return new AwardFlags(
        [
            .. items.Select(i => new Flag(i.Id, CircumstanceCodes.Of(i.Outcome, i.Severity))),
            .. penalties.Select(p => new Flag(p.Id, MisconductPenalties.Code(p.Penalty))),
            .. adjusted.Select(a => new Flag(a, Adjusted)),
        ]);
    }

    private sealed record Flag(long EngagementId, string? Code);
}
