using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Teaching;

/// <summary>Something that does not fit in the timetable.</summary>
public sealed record ClashRow
{
    public required long Id { get; init; }
    public required ClashKind Kind { get; init; }
    public required string Event { get; init; }

    /// <summary>The other event, or Estates' booking.</summary>
    public string? Other { get; init; }
    public required string Room { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required string Sentence { get; init; }
    public required DateTimeOffset FoundAt { get; init; }
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>Who sees to it.</summary>
    public string? Owner { get; init; }
}

/// <summary>A clash with the office that mends it at its source.</summary>
public sealed record ClashView(ClashRow Row, string Answers);

/// <summary>What does not fit in the timetable: found, in hand, and gone.</summary>
public sealed class ClashQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly Sorting<ClashRow> Sorts = Sorting<ClashRow>.WithKey(c => c.Id)
        .By("starts", c => c.StartsAt).By("kind", c => c.Kind).By("room", c => c.Room).By("event", c => c.Event).By("found", c => c.FoundAt).By("owner", c => c.Owner);

    /// <summary>Search: a room, an event or a booking by its code. Filters: <c>state</c> (open, past, gone), <c>kind</c>, <c>owner</c> (none, me).</summary>
    public async Task<TablePage<ClashRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var (rows, now, name) = (Rows(db), clock.GetUtcNow(), caller.Name);
        if (query.Search.Length > 0)
        {
            var code = query.Search;
            rows = rows.Where(c => c.Room == code || c.Event == code || c.Other == code);
        }

        if (query.Filter<ClashKind>("kind") is { } kind)
        {
            rows = rows.Where(c => c.Kind == kind);
        }

        rows = query.Filter("state") switch
        {
            "open" => rows.Where(c => c.ClearedAt == null && c.EndsAt > now),
            "past" => rows.Where(c => c.ClearedAt == null && c.EndsAt <= now),
            "gone" => rows.Where(c => c.ClearedAt != null),
            _ => rows,
        };
        rows = query.Filter("owner") switch { "none" => rows.Where(c => c.Owner == null), "me" => rows.Where(c => c.Owner == name), _ => rows };
        return await rows.ToPageAsync(query, Sorts, ct);
    }

    /// <summary>Null when there is no such clash.</summary>
    public async Task<ClashView?> ClashAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await Rows(db).SingleOrDefaultAsync(c => c.Id == id, ct) is { } row ? new ClashView(row, (await LocalReading.TermsAsync(db, ct)).OwnerOf(FlowCatalogue.Find("F004")!)) : null;
    }

    internal static IQueryable<ClashRow> Rows(RegistryDbContext db) => db.Set<TimetableClash>().AsNoTracking().Select(c => new ClashRow
    {
        Id = c.Id, Kind = c.Kind, Event = c.EventKey, Other = c.OtherKey, Room = c.Room, StartsAt = c.StartsAt, EndsAt = c.EndsAt, Sentence = c.Sentence, FoundAt = c.FoundAt, ClearedAt = c.ClearedAt, Owner = c.Owner,
    });
}
