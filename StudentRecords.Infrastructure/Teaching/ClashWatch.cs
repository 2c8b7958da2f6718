using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Teaching;

/// <summary>
/// Finds in each save what no longer fits in the timetable, and what fits again: two events in one room at one time, a room that is too
/// small for those expected, a room that Estates closed or gave away (F004, F020). Only what is still to come is looked at.
/// </summary>
internal sealed class ClashWatch
{
    private readonly RegistryDbContext db;
    private readonly DateTimeOffset now;
    private readonly List<TeachingEvent> inHand;
    private List<TeachingEvent> neighbours = [];
    private List<SpaceNotice> notices = [];
    private Dictionary<string, int> capacities = [];
    private ILookup<long, long> registered = Array.Empty<long>().ToLookup(p => p);
    private HashSet<(string Group, long Person)> members = [];

    private ClashWatch(RegistryDbContext db, DateTimeOffset now)
    {
        (this.db, this.now) = (db, now);
        inHand = InHand<TeachingEvent>().Where(e => e.IsCurrent).ToList();
    }

    public static async Task ReviewAsync(RegistryDbContext db, IReadOnlyList<RecordEvent> events, DateTimeOffset now, CancellationToken ct)
    {
        if (!events.Any(e => e is TaughtOtherwise or SpaceSaid or RoomDescribed or RegistrationChanged or MembershipChanged))
        {
            return;
        }

        var watch = new ClashWatch(db, now);
        var touched = await watch.TouchedAsync(events, ct);
        if (touched.Count > 0)
        {
            await watch.ReviewAsync(touched, ct);
            db.ChangeTracker.DetectChanges();
        }
    }

    /// <summary>The events, as this save leaves them, whose clashes may have changed.</summary>
    private async Task<List<TeachingEvent>> TouchedAsync(IReadOnlyList<RecordEvent> events, CancellationToken ct)
    {
        var keys = events.OfType<TaughtOtherwise>().Select(e => e.Event.Key).ToHashSet();
        var bookings = events.OfType<SpaceSaid>().Select(e => e.Notice.Key).ToList();
        if (keys.Count + bookings.Count > 0)
        {
            var said = keys.ToList();
            var known = await db.Set<TimetableClash>().AsNoTracking().Where(c => c.ClearedAt == null && (said.Contains(c.EventKey) || said.Contains(c.OtherKey!) || bookings.Contains(c.OtherKey!))).Select(c => new { c.EventKey, c.OtherKey, c.Kind }).ToListAsync(ct);
            keys.UnionWith(known.Select(c => c.EventKey));
            keys.UnionWith(known.Where(c => c.Kind == ClashKind.TwoInOneRoom).Select(c => c.OtherKey!));
        }

        foreach (var notice in events.OfType<SpaceSaid>().Select(e => e.Notice).Where(n => !n.IsFree))
        {
            keys.UnionWith(await Standing().Where(e => e.Room == notice.Room && e.StartsAt < notice.EndsAt && e.EndsAt > notice.StartsAt).Select(e => e.Key).ToListAsync(ct));
        }

        var rooms = events.OfType<RoomDescribed>().Select(e => e.Room.Key).ToList();
        if (rooms.Count > 0)
        {
            keys.UnionWith(await Standing().Where(e => rooms.Contains(e.Room!)).Select(e => e.Key).ToListAsync(ct));
        }

        var runs = events.OfType<RegistrationChanged>().Select(e => e.Registration.OccurrenceId).Distinct().ToList();
        if (runs.Count > 0)
        {
            keys.UnionWith(await Standing().Where(e => runs.Contains(e.OccurrenceId) && db.Set<TeachingRoom>().Any(r => r.Key == e.Room)).Select(e => e.Key).ToListAsync(ct));
        }

        var groups = events.OfType<MembershipChanged>().Select(e => e.Membership.GroupId).Distinct().ToList();
        if (groups.Count > 0)
        {
            var codes = Merged(await db.Set<StudentGroup>().AsNoTracking().Where(g => groups.Contains(g.Id)).ToListAsync(ct), g => g.Id).Select(g => g.Code).ToList();
            keys.UnionWith(await Standing().Where(e => codes.Contains(e.GroupCode!) && db.Set<TeachingRoom>().Any(r => r.Key == e.Room)).Select(e => e.Key).ToListAsync(ct));
        }

        var all = keys.ToList();
        var held = all.Count == 0 ? [] : await db.Set<TeachingEvent>().AsNoTracking().Where(e => e.IsCurrent && all.Contains(e.Key)).ToListAsync(ct);
        return AsSaved(held, e => keys.Contains(e.Key));
    }

    private async Task ReviewAsync(List<TeachingEvent> touched, CancellationToken ct)
    {
        await LoadAsync([.. touched.Where(Counts)], ct);
        var keys = touched.ConvertAll(e => e.Key);
        var held = await db.Set<TimetableClash>().Where(c => keys.Contains(c.EventKey) || keys.Contains(c.OtherKey!)).ToDictionaryAsync(c => c.Key, ct);
        Dictionary<string, Found> found = [];
        foreach (var clash in touched.Where(Counts).SelectMany(Of))
        {
            found[clash.Key] = clash;
        }

        foreach (var (key, clash) in found)
        {
            if (!held.TryGetValue(key, out var standing))
            {
                db.Add(standing = new TimetableClash(clash.Kind, clash.Event, clash.Other));
            }

            standing.Stand(clash.Event, clash.Sentence, now);
        }

        foreach (var gone in held.Values.Where(c => !found.ContainsKey(c.Key)))
        {
            gone.Clear(now);
        }
    }

    private bool Counts(TeachingEvent e) => e is { State: TeachingState.Scheduled, Room: not null } && e.EndsAt > now;

    private IEnumerable<Found> Of(TeachingEvent taught)
    {
        foreach (var other in neighbours.Where(o => o.Key != taught.Key && o.Room == taught.Room && o.StartsAt < taught.EndsAt && o.EndsAt > taught.StartsAt && !AreOne(o, taught)))
        {
            var (first, second) = string.CompareOrdinal(taught.Key, other.Key) < 0 ? (taught, other) : (other, taught);
            yield return new Found(ClashKind.TwoInOneRoom, first, second.Key, $"{first.Key} and {second.Key} are in {first.Room} at the same time.");
        }

        foreach (var notice in notices.Where(n => n.Room == taught.Room && n.StartsAt < taught.EndsAt && n.EndsAt > taught.StartsAt))
        {
            yield return new Found(ClashKind.RoomNotFree, taught, notice.Key, $"{taught.Key} is in {taught.Room}, which Estates have closed or given to something else.");
        }

        if (capacities.TryGetValue(taught.Room!, out var capacity) && Expected(taught) is var expected && expected > capacity)
        {
            yield return new Found(ClashKind.RoomTooSmall, taught, null, $"{expected} are expected at {taught.Key}; {taught.Room} takes {capacity}.");
        }
    }

    /// <summary>Modules that are taught together by the same people are one event to a room.</summary>
    private static bool AreOne(TeachingEvent a, TeachingEvent b) => a.Staff.Length > 0 && (a.StartsAt, a.EndsAt, a.Staff) == (b.StartsAt, b.EndsAt, b.Staff);

    private int Expected(TeachingEvent taught) => registered[taught.OccurrenceId].Count(p => taught.GroupCode is null || members.Contains((taught.GroupCode, p)));

    private async Task LoadAsync(List<TeachingEvent> taught, CancellationToken ct)
    {
        // week by week: a batch for a whole year would otherwise bring the year of each of its rooms
        foreach (var week in taught.GroupBy(e => TimetableWeek.Of(e.StartsAt)))
        {
            var (rooms, first, last) = (week.Select(e => e.Room).Distinct().ToList(), week.Min(e => e.StartsAt), week.Max(e => e.EndsAt));
            neighbours.AddRange(await db.Set<TeachingEvent>().AsNoTracking().Where(e => e.IsCurrent && e.State == TeachingState.Scheduled && rooms.Contains(e.Room) && e.StartsAt < last && e.EndsAt > first).ToListAsync(ct));
            notices.AddRange(await db.Set<SpaceNotice>().AsNoTracking().Where(n => rooms.Contains(n.Room) && n.StartsAt < last && n.EndsAt > first).ToListAsync(ct));
        }

        neighbours = AsSaved(neighbours.DistinctBy(e => e.Id), Counts);
        notices = [.. Merged(notices, n => n.Key).Where(n => !n.IsFree)];
        var codes = taught.Select(e => e.Room!).Distinct().ToList();
        capacities = Merged(await db.Set<TeachingRoom>().AsNoTracking().Where(r => codes.Contains(r.Key)).ToListAsync(ct), r => r.Key).Where(r => codes.Contains(r.Key)).ToDictionary(r => r.Key, r => r.Capacity);
        var sized = taught.Where(e => capacities.ContainsKey(e.Room!)).ToList();
        if (sized.Count == 0)
        {
            return;
        }

        var runs = sized.Select(e => e.OccurrenceId).Distinct().ToList();
        registered = Merged(await db.Set<ModuleRegistration>().AsNoTracking().Where(r => runs.Contains(r.OccurrenceId)).ToListAsync(ct), r => r.Id)
            .Where(r => r.Status == RegistrationStatus.Registered).Select(r => (r.OccurrenceId, r.PersonId)).Distinct().ToLookup(r => r.OccurrenceId, r => r.PersonId);
        var named = sized.Select(e => e.GroupCode).OfType<string>().Distinct().ToList();
        if (named.Count > 0)
        {
            var groups = Merged(await db.Set<StudentGroup>().AsNoTracking().Where(g => named.Contains(g.Code)).ToListAsync(ct), g => g.Id).ToDictionary(g => g.Id, g => g.Code);
            var ids = groups.Keys.ToList();
            members = Merged(await db.Set<GroupMembership>().AsNoTracking().Where(m => ids.Contains(m.GroupId) && m.To == null).ToListAsync(ct), m => m.Id)
                .Where(m => m is { IsIn: true, To: null } && groups.ContainsKey(m.GroupId)).Select(m => (groups[m.GroupId], m.PersonId)).ToHashSet();
        }
    }

    /// <summary>What is still to come in the store, whichever way it stands.</summary>
    private IQueryable<TeachingEvent> Standing() => db.Set<TeachingEvent>().AsNoTracking().Where(e => e.IsCurrent && e.Room != null && e.EndsAt > now);

    private List<TeachingEvent> AsSaved(IEnumerable<TeachingEvent> stored, Func<TeachingEvent, bool> which)
    {
        var changed = inHand.Select(e => e.Key).ToHashSet();
        return [.. stored.Where(e => !changed.Contains(e.Key)), .. inHand.Where(which)];
    }

    /// <summary>Rows as this save leaves them.</summary>
    private IEnumerable<T> Merged<T, TKey>(IEnumerable<T> stored, Func<T, TKey> key)
        where T : class
        where TKey : notnull
    {
        var rows = stored.DistinctBy(key).ToDictionary(key);
        foreach (var row in InHand<T>())
        {
            rows[key(row)] = row;
        }

        return rows.Values;
    }

    private IEnumerable<T> InHand<T>()
        where T : class => db.ChangeTracker.Entries<T>().Where(e => e.State is not (EntityState.Detached or EntityState.Deleted)).Select(e => e.Entity);

    private sealed record Found(ClashKind Kind, TeachingEvent Event, string? Other, string Sentence)
    {
        public string Key => TimetableClash.KeyOf(Kind, Event.Key, Other);
    }
}
