using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment.Moderation;

/// <summary>
/// Marks on which two markers agreed, by the id of the mark that they stand in the place of. The marks stay as they came; results are worked from what was agreed, and
/// their trace says so. A corrected mark is another mark, so that what was agreed on the old one falls.
/// </summary>
internal sealed class AgreedMarks
{
    private readonly Dictionary<long, decimal> scores;

    private AgreedMarks(Dictionary<long, decimal> scores) => this.scores = scores;

    public bool IsEmpty => scores.Count == 0;

    public static Task<AgreedMarks> OfOccurrenceAsync(RegistryDbContext db, long occurrenceId, CancellationToken ct) =>
        ReadAsync(db, db.Set<ModerationEntry>().Where(e => db.Set<ModuleRegistration>().Any(r => r.Id == e.RegistrationId && r.OccurrenceId == occurrenceId)), ct);

    public static Task<AgreedMarks> OfRegistrationsAsync(RegistryDbContext db, long[] registrations, CancellationToken ct) =>
        ReadAsync(db, db.Set<ModerationEntry>().Where(e => registrations.Contains(e.RegistrationId)), ct);

    /// <summary>What counts of the mark.</summary>
    public decimal? Of(long markId, decimal? score) => scores.TryGetValue(markId, out var agreed) ? agreed : score;

    public decimal? Of(long markId) => scores.TryGetValue(markId, out var agreed) ? agreed : null;

    public TakenMark Apply(TakenMark mark, string component, List<TraceStep> steps)
    {
        if (Of(mark.MarkId) is not { } agreed || agreed == mark.Score)
        {
            return mark;
        }

        steps.Add(new TraceStep("Agreed in moderation", string.Create(CultureInfo.InvariantCulture, $"{component}: {mark.Score:0.####} becomes {agreed:0.####}")));
        return mark with { Score = agreed };
    }

    private static async Task<AgreedMarks> ReadAsync(RegistryDbContext db, IQueryable<ModerationEntry> entries, CancellationToken ct)
    {
        var rows = await entries.AsNoTracking().Where(e => e.Act == ModerationAct.Agreed).Select(e => new { e.MarkId, e.Number, e.Score }).ToListAsync(ct);
        return new AgreedMarks(rows.GroupBy(r => r.MarkId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Number)!.Score!.Value));
    }
}
