using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Teaching;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>
/// Tells other systems what happened in the record, in the transaction in which it happens. Only systems that this institution operates
/// are told; one that is operated later is filled with what stands (<see cref="Replaying.FillSystemJob"/>), and by its extracts.
/// </summary>
internal static class Distribution
{
    public static async Task TellAsync(RegistryDbContext db, ChangeContext change, IReadOnlyDictionary<long, ChangeContext>? byPerson, CancellationToken ct)
    {
        await TermAddresses.FollowAsync(db, change, byPerson, ct);
        var events = RecordEvents.Of(db.ChangeTracker);
        if (events.Count > 0)
        {
            await Following.LetAsync(db, events, change, ct);
            await ClashWatch.ReviewAsync(db, events, change.At, ct);
            // what follows may ask somebody to act, of which others hear too
            await HearAsync(db, RecordEvents.Of(db.ChangeTracker), change, byPerson, ct);
        }

        await SponsorCases.FollowAsync(db, change, ct);
    }

    private static async Task HearAsync(RegistryDbContext db, IReadOnlyList<RecordEvent> events, ChangeContext change, IReadOnlyDictionary<long, ChangeContext>? byPerson, CancellationToken ct)
    {
        var operated = await db.Set<PartnerChannel>().Where(c => c.Kind != ChannelKind.None).Select(c => c.System).ToListAsync(ct);
        var listeners = Listeners.All.Where(l => operated.Contains(l.To)).ToList();
        if (listeners.Count == 0)
        {
            return;
        }

        var subjects = new ToldSubjects(db);
        await subjects.LoadAsync(events, change.At, ct);
        foreach (var happened in events)
        {
            var context = happened.PersonId is { } person && byPerson?.GetValueOrDefault(person) is { } own ? own : change;
            db.AddRange(listeners.SelectMany(l => l.Hear(happened, subjects, context)));
        }
    }
}
