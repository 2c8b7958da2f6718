using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>How much of a flow was applied or delivered on each of the last days.</summary>
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
        List<DayOfFlow> days = [];
        foreach (var day in Enumerable.Range(1 - Days, Days).Select(today.AddDays))
        {
            var (from, to) = (UkTime.At(day, TimeOnly.MinValue), UkTime.At(day.AddDays(1), TimeOnly.MinValue));
            days.Add(new DayOfFlow(day, flow.Direction == FlowDirection.Out
                ? await db.Set<OutboxMessage>().CountAsync(m => m.Flow == flow.Code && m.State == OutboxState.Delivered && m.CreatedAt >= from && m.CreatedAt < to, ct)
                : await db.Set<InboxMessage>().CountAsync(m => m.Flow == flow.Code && m.State == InboxState.Applied && m.ReceivedAt >= from && m.ReceivedAt < to, ct)));
        }

        return days;
    }
}

/// <summary>Messages of one day.</summary>
public sealed record DayOfFlow(DateOnly Day, int Messages);
