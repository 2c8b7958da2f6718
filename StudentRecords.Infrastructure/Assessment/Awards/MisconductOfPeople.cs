using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>What misconduct means for people's awards: a case that is open, and penalties that fall on the award. Codes and no more.</summary>
internal sealed class MisconductOfPeople
{
    private readonly HashSet<long> open;
    private readonly ILookup<long, (DateOnly From, MisconductPenalty Penalty)> penalties;

    private MisconductOfPeople(HashSet<long> open, ILookup<long, (DateOnly From, MisconductPenalty Penalty)> penalties) => (this.open, this.penalties) = (open, penalties);

    public bool IsOpen(long personId) => open.Contains(personId);

    /// <summary>Penalties that stand, of cases decided after the day on which the studies began: an earlier award's are not this one's.</summary>
    public IReadOnlyList<MisconductPenalty> PenaltiesOf(long personId, DateOnly begun) => [.. penalties[personId].Where(p => p.From >= begun).Select(p => p.Penalty).Distinct().Order()];

    public static async Task<MisconductOfPeople> ReadAsync(RegistryDbContext db, long[] personIds, CancellationToken ct)
    {
        var open = await db.Set<MisconductCase>().AsNoTracking().Where(c => personIds.Contains(c.PersonId) && c.Finding == MisconductFinding.Open && !c.IsClosed).Select(c => c.PersonId).ToHashSetAsync(ct);
        var entries = await OfAward(db).Where(e => personIds.Contains(e.PersonId)).ToListAsync(ct);
        var decided = entries.Count == 0 ? [] : await db.Set<MisconductCase>().AsNoTracking().Where(c => personIds.Contains(c.PersonId)).ToDictionaryAsync(c => c.Id, c => c.DecidedOn, ct);
        return new MisconductOfPeople(open, entries.ToLookup(e => e.PersonId, e => (decided[e.CaseId] ?? Domain.Calendar.UkTime.Day(e.EnteredAt), e.Penalty)));
    }

    /// <summary>Penalties on awards that hold and are not reversed.</summary>
    public static IQueryable<PenaltyEntry> OfAward(RegistryDbContext db) => db.Set<PenaltyEntry>().AsNoTracking().Where(e => e.Reverses == null && e.State == OutcomeState.InEffect
        && (e.Penalty == MisconductPenalty.ClassLowered || e.Penalty == MisconductPenalty.LowerAward || e.Penalty == MisconductPenalty.Withdrawal)
        && !db.Set<PenaltyEntry>().Any(x => x.Reverses == e.Id && x.State == OutcomeState.InEffect));
}
