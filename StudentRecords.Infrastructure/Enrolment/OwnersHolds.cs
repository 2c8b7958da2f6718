using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>
/// Holds that another system owns (F007, F010), by the owner's key: the highest version of the owner stands. It holds again after a release,
/// by the owner or by hand, when the owner says so in a newer version; what was said before places nothing.
/// </summary>
/// <param name="source">The owner.</param>
internal sealed class OwnersHolds(string source)
{
    private readonly Activation activation = new();
    private readonly LastWords words = new();
    private Dictionary<string, Hold> holds = [];

    public async Task LoadAsync(FlowSlice slice, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        holds = await slice.Db.Set<Hold>().Where(h => h.Source == source && keys.Contains(h.Key)).ToDictionaryAsync(h => h.Key, ct);
        await words.LoadAsync(slice, keys.Select(Word), ct);
        await activation.LoadAsync(slice.Db, holds.Values.Select(h => h.PersonId).Distinct().ToList(), ct);
    }

    /// <summary>Whom a hold is about; null: it is not known.</summary>
    public long? PersonOf(string key) => holds.GetValueOrDefault(key)?.PersonId;

    public Disposition Place(FlowSlice slice, Person person, Hold asked, long version)
    {
        if (!words.IsNews(Word(asked.Key), version))
        {
            return Disposition.Stale;
        }

        if (!holds.TryGetValue(asked.Key, out var held))
        {
            holds[asked.Key] = asked;
            slice.Db.Add(asked);
        }
        else if (held.PersonId != person.Id)
        {
            return Disposition.Quarantine("OTHER_PERSON", $"The hold {asked.Key} is another student's.");
        }
        else
        {
            held.PlaceAgain(asked.Reason, asked.HowToClear, asked.Blocks, asked.PlacedOn);
        }

        words.Hear(slice, Word(asked.Key), version);
        slice.Arrived.Add(Waits.Hold(source, asked.Key));
        return Disposition.Applied;
    }

    /// <summary>Applied only after its own placement.</summary>
    public Disposition Release(FlowSlice slice, string key, InboxMessage message, DateOnly on, string reason)
    {
        if (!holds.TryGetValue(key, out var hold))
        {
            return Disposition.Park(Waits.Hold(source, key), $"The hold {key} has not been placed yet.");
        }

        if (words.IsOlder(Word(key), message.SourceVersion))
        {
            return Disposition.Stale;
        }

        words.Hear(slice, Word(key), message.SourceVersion);
        if (!hold.Release(on, reason).Succeeded)
        {
            return Disposition.Stale;
        }

        activation.Try(slice.Db, hold.PersonId, slice.Today, slice.Now, message.CorrelationId);
        return Disposition.Applied;
    }

    private string Word(string key) => $"hold/{source}/{key}";
}
