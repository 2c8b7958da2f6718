using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Inbound.Owning;

/// <summary>
/// Who spoke last of a person's fields that several tell of under keys of their own, so that no version says which word is the newer: a message that stood on the ladder, or was kept by a pause, does not undo what was
/// told after it. Within one key the sender's version decides; between keys the moment at which a message was sent, and where it does not say, at which it came. What is told at the desk counts as any other word.
/// </summary>
/// <param name="of">What the fields are of, as part of the words' keys.</param>
internal sealed class FieldWords(string of)
{
    /// <summary>Contact details: F011, F018 and the desk.</summary>
    public const string Contact = "contact";

    /// <summary>Whether an account is locked: F022 and F044.</summary>
    public const string Account = "account";

    private readonly LastWords words = new();
    private ILookup<string, (long Version, DateTimeOffset At)> known = Array.Empty<(long, DateTimeOffset)>().ToLookup(_ => "");

    /// <summary>Reads what was told last; call it when the deliveries know whom they are about.</summary>
    public async Task LoadAsync(FlowSlice slice, IReadOnlyCollection<Delivery> deliveries, IReadOnlyCollection<string> fields, CancellationToken ct)
    {
        var telling = deliveries.Where(d => d.PersonId is not null).ToList();
        if (telling.Count == 0)
        {
            return;
        }

        await words.LoadAsync(slice, telling.SelectMany(d => fields.SelectMany(f => (string[])[Word(of, d.PersonId!.Value, f), Word(d, f)])), ct);
        var (flow, keys) = (telling[0].Message.Flow, telling.Select(d => d.Message.BusinessKey).Distinct().ToList());
        known = (await slice.Db.Set<InboxMessage>().AsNoTracking().Where(m => m.Flow == flow && keys.Contains(m.BusinessKey)).Select(m => new { m.BusinessKey, m.SourceVersion, m.ReceivedAt }).ToListAsync(ct))
            .ToLookup(m => m.BusinessKey, m => (m.SourceVersion, m.ReceivedAt));
    }

    /// <summary>Takes the message's word on a field; false, and nothing may change, when somebody told of it later.</summary>
    public bool Hear(FlowSlice slice, Delivery delivery, string field)
    {
        var (person, message) = (delivery.PersonId!.Value, delivery.Message);
        var moment = MomentOf(message).UtcTicks;
        if (words.IsOlder(Word(delivery, field), message.SourceVersion) || words.IsOlder(Word(of, person, field), moment))
        {
            return false;
        }

        words.Hear(slice, Word(of, person, field), moment);
        if (message.SourceVersion > 1)
        {
            words.Hear(slice, Word(delivery, field), message.SourceVersion);
        }

        return true;
    }

    /// <summary>Somebody at the desk told of the fields now.</summary>
    public static async Task HearAsync(RegistryDbContext db, long person, IReadOnlyCollection<string> fields, DateTimeOffset now, CancellationToken ct)
    {
        var keys = fields.Select(f => Word(Contact, person, f)).ToList();
        var held = await db.Set<LastWord>().Where(w => keys.Contains(w.Key)).ToDictionaryAsync(w => w.Key, ct);
        foreach (var key in keys)
        {
            if (!held.TryGetValue(key, out var word))
            {
                db.Add(word = new LastWord(key));
            }

            word.Hear(now.UtcTicks);
        }
    }

    /// <summary>No later than it came, whatever the sender's clock says, and no later than a higher version of the same thing came.</summary>
    private DateTimeOffset MomentOf(InboxMessage message)
    {
        var sent = RawEnvelope.TryRead(message.Raw, out var envelope, out _) && envelope.Time is { } time && time < message.ReceivedAt ? time : message.ReceivedAt;
        return known[message.BusinessKey].Where(m => m.Version > message.SourceVersion).Select(m => m.At).Append(sent).Min();
    }

    private static string Word(string of, long person, string field) => $"{of}/{person}/{field}";

    private string Word(Delivery delivery, string field) => $"{of}/{delivery.Message.Flow}/{field}/{delivery.Message.BusinessKey}";
}
