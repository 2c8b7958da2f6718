using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>The line for a full occurrence: who may stand in it, and at which place. By the desk and by the portal alike.</summary>
internal sealed class WaitingLine(RegistryDbContext db, ChoiceFacts facts)
{
    private readonly Dictionary<long, int> last = [];

    /// <summary>Why the student may not wait: all that would refuse a free place, no list, a free place, waiting already.</summary>
    public IReadOnlyList<Refusal> Refusals(Engagement engagement, ModuleOccurrence occurrence, DateOnly on)
    {
        var offer = facts.Offer(occurrence);
        List<Refusal> refusals = [.. RegistrationRules.Of(facts.Chooser(engagement), new ModuleMove([offer], [], on)).Where(r => r.Code != "FULL")];
        if (!offer.IsFull)
        {
            refusals.Add(new("PLACE_FREE", $"There is a place on {occurrence.Key}; register the student rather than let them wait.", "F011"));
        }
        else if (!occurrence.HasWaitingList)
        {
            refusals.Add(new("NO_WAITING_LIST", $"All {occurrence.Capacity} places on {occurrence.Key} are taken, and no waiting list is kept for it.", "F011"));
        }

        if (facts.Waiting(engagement.PersonId, occurrence.Id) is { } entry)
        {
            refusals.Add(new("ALREADY_WAITING", $"The student waits for {occurrence.Key} since {entry.JoinedAt:d MMM yyyy} already.", "F011"));
        }

        return refusals;
    }

    public async Task LoadAsync(IReadOnlyCollection<long> occurrences, CancellationToken ct)
    {
        long[] asked = [.. occurrences];
        foreach (var place in await db.Set<WaitingEntry>().Where(w => asked.Contains(w.OccurrenceId)).GroupBy(w => w.OccurrenceId).Select(g => new { g.Key, Last = g.Max(w => w.Place) }).ToListAsync(ct))
        {
            last[place.Key] = place.Last;
        }
    }

    public async Task<WaitingEntry> JoinAsync(Engagement engagement, ModuleOccurrence occurrence, DateOnly askedOn, DateTimeOffset now, string correlation, CancellationToken ct)
    {
        await LoadAsync([occurrence.Id], ct);
        return Join(engagement, occurrence, askedOn, now, correlation);
    }

    /// <summary>After <see cref="LoadAsync"/>.</summary>
    public WaitingEntry Join(Engagement engagement, ModuleOccurrence occurrence, DateOnly askedOn, DateTimeOffset now, string correlation)
    {
        var entry = new WaitingEntry(engagement, occurrence, last[occurrence.Id] = last.GetValueOrDefault(occurrence.Id) + 1, askedOn, now);
        db.Add(entry);
        db.Add(RegistrationNotices.Waits(entry, now, correlation));
        facts.Joined(entry);
        return entry;
    }
}
