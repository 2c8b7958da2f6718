using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Misconduct;

/// <summary>F070: when the status of a student changes while a case is open, Academic Integrity hears the context anew, in the transaction of the change.</summary>
internal static class OpenCases
{
    public static async Task TellAsync(RegistryDbContext db, IReadOnlyList<RecordEvent> events, ChangeContext change, CancellationToken ct)
    {
        var moved = events.OfType<StatusChanged>().ToLookup(e => e.Entry.PersonId);
        if (moved.Count == 0)
        {
            return;
        }

        var people = moved.Select(m => m.Key).ToList();
        var open = await db.Set<MisconductCase>().AsNoTracking().Where(c => people.Contains(c.PersonId) && c.Finding == MisconductFinding.Open && !c.IsClosed).Select(c => new { c.Key, c.PersonId }).ToListAsync(ct);
        if (open.Count == 0 || !await db.Set<PartnerChannel>().AnyAsync(c => c.System == "AI" && c.Kind != ChannelKind.None, ct))
        {
            return;
        }

        foreach (var @case in open)
        {
            var news = moved[@case.PersonId].MaxBy(e => e.Entry.EffectiveOn)!;
            var today = UkTime.Day(change.At);
            // what begins later is told as it will be then
            var asOf = news.Entry.EffectiveOn > today ? news.Entry.EffectiveOn : today;
            var context = await MisconductContext.ReadAsync(db, @case.PersonId, asOf, change.At, Reach.Everywhere, ct, [.. moved[@case.PersonId].Select(e => e.Engagement)]);
            if (context is not null)
            {
                db.Add(context.Notice(@case.Key, @case.PersonId, change.At, change.CorrelationId ?? $"referral-{@case.Key}", $"/{news.Engagement.Numhus}/{news.Entry.Ordinal}"));
            }
        }
    }
}
