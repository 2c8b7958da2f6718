using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>
/// What was expected of students and how they met it: marks at what took place, on days on which no exemption was in force. Where an adjustment expects a part
/// of the contacts only (60 per cent), a missed one counts for that part of an expected one. What was ended early counts for the days before its end.
/// </summary>
internal sealed class ExpectedContacts
{
    private ILookup<long, ReasonableAdjustment> exemptions = Array.Empty<ReasonableAdjustment>().ToLookup(_ => 0L);
    private ILookup<long, ReasonableAdjustment> thresholds = Array.Empty<ReasonableAdjustment>().ToLookup(_ => 0L);
    private Dictionary<long, List<AttendanceRecord>> records = [];
    private HashSet<string> cancelled = [];

    public async Task LoadAsync(RegistryDbContext db, IReadOnlyCollection<long> people, CancellationToken ct)
    {
        var marks = db.Set<AttendanceRecord>().Where(r => people.Contains(r.PersonId));
        records = (await marks.ToListAsync(ct)).GroupBy(r => r.PersonId).ToDictionary(g => g.Key, g => g.ToList());
        cancelled = (await db.Set<TeachingEvent>().Where(e => e.IsCurrent && e.State == TeachingState.Cancelled && marks.Any(r => r.EventKey == e.Key)).Select(e => e.Key).ToListAsync(ct)).ToHashSet();
        var adjusted = await db.Set<ReasonableAdjustment>().AsNoTracking().Where(a => people.Contains(a.PersonId) && a.State != AdjustmentState.Superseded && (a.Category == AdjustmentCategory.AttendanceExemption || a.Category == AdjustmentCategory.AttendanceThreshold)).ToListAsync(ct);
        exemptions = adjusted.Where(a => a.Category == AdjustmentCategory.AttendanceExemption).ToLookup(a => a.PersonId);
        thresholds = adjusted.Where(a => a.Category == AdjustmentCategory.AttendanceThreshold).ToLookup(a => a.PersonId);
    }

    /// <summary>A mark that is not saved yet.</summary>
    public void Met(AttendanceRecord record)
    {
        if (!records.TryGetValue(record.PersonId, out var met))
        {
            records[record.PersonId] = met = [];
        }

        if (!met.Contains(record))
        {
            met.Add(record);
        }
    }

    /// <summary>Nobody was expected at it.</summary>
    public void Cancelled(string eventKey) => cancelled.Add(eventKey);

    public IReadOnlyList<AttendanceRecord> Of(long person) =>
        [.. records.GetValueOrDefault(person, []).Where(r => !cancelled.Contains(r.EventKey) && !exemptions[person].Any(e => e.Terms.HoldsOn(r.On)))];

    /// <summary>How many expected contacts a run of misses comes to.</summary>
    public decimal Missed(IEnumerable<AttendanceRecord> run) => run.Sum(r => Math.Min(1m, thresholds[r.PersonId].Where(t => t.Terms.HoldsOn(r.On)).Min(t => t.Amount / 100m) ?? 1m));

    /// <summary>Whether a run is to be reported.</summary>
    public bool IsReported(IReadOnlyCollection<AttendanceRecord> run) => Missed(run) >= ContactPoints.MostMissed;

    /// <summary>Whether a run that is long enough to be reported holds the miss at the event.</summary>
    public bool Stands(long person, string firstMissed) => ContactPoints.Runs(Of(person)).Any(r => IsReported(r) && r.Any(m => m.EventKey == firstMissed));
}
