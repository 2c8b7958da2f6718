using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>
/// Common part of flows that tell of one thing under the sender's key: whom it is about, what is held under the key, whether that is
/// somebody else's, and whether the word is older. What is left is what the word does.
/// </summary>
internal abstract class ToldFlow<TData, TRow> : InboundFlow<TData>
    where TData : class
    where TRow : ToldRow
{
    private Dictionary<string, TRow> rows = [];

    /// <summary>Whom it is about; null for what is about nobody.</summary>
    protected abstract PersonRef? Who(TData data);

    /// <summary>Key of the row.</summary>
    protected abstract string KeyOf(Delivery<TData> delivery);

    /// <summary>Changes the record.</summary>
    /// <param name="slice">The unit of work.</param>
    /// <param name="delivery">Newer than what is held.</param>
    /// <param name="held">What is held under the key; null when nothing is.</param>
    protected abstract Disposition Take(FlowSlice slice, Delivery<TData> delivery, TRow? held);

    /// <summary>What an older word than the one held still does; nothing, where a word is whole.</summary>
    protected virtual Disposition TakeLate(FlowSlice slice, Delivery<TData> delivery, TRow held) => Disposition.Stale;

    /// <summary>Loads what the decision looks at beside the row.</summary>
    protected virtual Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<TData>> deliveries, CancellationToken ct) => Task.CompletedTask;

    protected override string Subject(TData data) => Who(data)?.Key ?? data.ToString()!;

    protected sealed override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<TData>> deliveries, CancellationToken ct)
    {
        await PeopleAsync(slice, deliveries, Who, ct);
        var keys = deliveries.Where(d => Who(d.Data) is null || d.PersonId is not null).Select(KeyOf).Distinct().ToList();
        rows = await slice.Db.Set<TRow>().Where(r => keys.Contains(EF.Property<string>(r, nameof(ToldRow.Key)))).ToDictionaryAsync(r => r.Key, ct);
        await LoadMoreAsync(slice, deliveries, ct);
    }

    protected sealed override Disposition Apply(FlowSlice slice, Delivery<TData> delivery)
    {
        var who = Who(delivery.Data);
        if (who is not null && delivery.PersonId is null)
        {
            return Disposition.Park(who.Key, $"Nobody is known as {who}.");
        }

        var held = rows.GetValueOrDefault(KeyOf(delivery));
        if (held is IAboutPerson other && other.PersonId != delivery.PersonId)
        {
            return Disposition.Quarantine("OTHER_PERSON", $"{held.Key} belongs to another student in the record.");
        }

        if (held?.SourceVersion >= delivery.Message.SourceVersion)
        {
            return TakeLate(slice, delivery, held);
        }

        return Take(slice, delivery, held);
    }

    /// <summary>Adds a row that was made, so that a second word about it in the same slice finds it.</summary>
    protected TRow Keep(FlowSlice slice, TRow row)
    {
        slice.Db.Add(row);
        rows[row.Key] = row;
        return row;
    }

    /// <summary>Says of each message whom it is about.</summary>
    internal static async Task PeopleAsync(FlowSlice slice, IReadOnlyList<Delivery<TData>> deliveries, Func<TData, PersonRef?> who, CancellationToken ct)
    {
        var people = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => who(d.Data)).OfType<PersonRef>(), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = who(delivery.Data) is { } reference && people.TryGetValue(reference, out var id) ? id : null;
        }
    }
}
