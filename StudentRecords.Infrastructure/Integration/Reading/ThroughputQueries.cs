using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>How much of a flow was applied or delivered on each of the last days: on the day of its effect, not that on which it came or was made.</summary>
public sealed class ThroughputQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private const int Days = 14;

    /// <summary>One figure a day of the UK calendar, today last; none when the catalogue has no such flow.</summary>
    public async Task<IReadOnlyList<DayOfFlow>> OfAsync(string code, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.FlowMessages, Level.See);
        if (FlowCatalogue.Find(code) is not { } flow)
        {
            return [];
        }

        var today = clock.Today();
        await using var db = await store.CreateDbContextAsync(ct);
        var since = UkTime.At(today.AddDays(1 - Days), TimeOnly.MinValue);
        var moments = flow.Direction == FlowDirection.Out
            ? db.Set<OutboxMessage>().Where(m => m.Flow == flow.Code && m.State == OutboxState.Delivered && m.DeliveredAt >= since).Select(m => m.DeliveredAt!.Value)
            : db.Set<InboxMessage>().Where(m => m.Flow == flow.Code && m.State == InboxState.Applied && m.SettledAt >= since).Select(m => m.SettledAt!.Value);
        // counted here: which day of the UK a moment is of, the store cannot say
        var counts = new Dictionary<DateOnly, int>();
        await foreach (var moment in moments.AsAsyncEnumerable().WithCancellation(ct))
        {
            var day = UkTime.Day(moment);
            counts[day] = counts.GetValueOrDefault(day) + 1;
        }

        return [.. Enumerable.Range(1 - Days, Days).Select(today.AddDays).Select(d => new DayOfFlow(d, counts.GetValueOrDefault(d)))];
    }
}

/// <summary>Messages of one day.</summary>
public sealed record DayOfFlow(DateOnly Day, int Messages);
