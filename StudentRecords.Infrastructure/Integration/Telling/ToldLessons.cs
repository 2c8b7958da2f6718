using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>A teaching event, and the key of the running that it belongs to.</summary>
internal sealed record Lesson(TeachingEvent Event, string Run);

/// <summary>
/// What timetabling had published before somebody came to a module or a group: from today on, the first of it, so that whoever comes late
/// hears of it like everybody else (F012). What was told and stands is not told again.
/// </summary>
internal sealed class ToldLessons(RegistryDbContext db)
{
    /// <summary>The most that one coming brings; the portal reads the rest when it is opened.</summary>
    public const int Most = 300;

    private readonly HashSet<string> given = [];
    private ILookup<long, Lesson> lessons = Array.Empty<Lesson>().ToLookup(_ => 0L);
    private Dictionary<long, string> groups = [];
    private HashSet<(string Group, long Person)> members = [];
    private HashSet<(long Run, long Person)> registered = [];
    private ILookup<string, (string Key, OutboxState State)> told = Array.Empty<(string, OutboxState)>().ToLookup(_ => "");

    /// <summary>Lessons of a module to which somebody came: everybody's, and those of the groups that they are in.</summary>
    public IEnumerable<Lesson> Of(ModuleRegistration registration) =>
        lessons[registration.OccurrenceId].Where(l => l.Event.GroupCode is null || members.Contains((l.Event.GroupCode, registration.PersonId))).Take(Most);

    /// <summary>Lessons of a group into which somebody came, where they are on its module.</summary>
    public IEnumerable<Lesson> Of(GroupMembership membership) => groups.GetValueOrDefault(membership.GroupId) is not { } code ? []
        : lessons.SelectMany(g => g).Where(l => l.Event.GroupCode == code && registered.Contains((l.Event.OccurrenceId, membership.PersonId))).OrderBy(l => l.Event.StartsAt).Take(Most);

    /// <summary>Key under which this word is told; null where it was told and stands, or is on its way.</summary>
    public string? KeyOf(string lane, string key)
    {
        var before = told[lane].Where(m => m.Key == key || m.Key.StartsWith(key + "/again", StringComparison.Ordinal)).ToList();
        return before.Exists(m => m.State is OutboxState.Unsent or OutboxState.Delivered) || !given.Add(key) ? null : before.Count == 0 ? key : $"{key}/again{before.Count}";
    }

    public async Task LoadAsync(IReadOnlyList<RecordEvent> events, DateTimeOffset now, CancellationToken ct)
    {
        var came = events.OfType<RegistrationChanged>().Where(e => e.IsOn).Select(e => e.Registration).ToList();
        var joined = events.OfType<MembershipChanged>().Where(e => e.Joins).Select(e => e.Membership).ToList();
        if (came.Count + joined.Count == 0)
        {
            return;
        }

        var today = UkTime.At(UkTime.Day(now), TimeOnly.MinValue);
        var (runs, into) = (came.Select(r => r.OccurrenceId).Distinct().ToList(), joined.Select(m => m.GroupId).Distinct().ToList());
        groups = into.Count == 0 ? [] : await db.Set<StudentGroup>().AsNoTracking().Where(g => into.Contains(g.Id)).ToDictionaryAsync(g => g.Id, g => g.Code, ct);
        foreach (var made in db.ChangeTracker.Entries<StudentGroup>().Where(g => g.State == EntityState.Added))
        {
            groups[made.Entity.Id] = made.Entity.Code;
        }

        var codes = groups.Values.ToList();
        var published = await (from e in db.Set<TeachingEvent>().AsNoTracking()
                               join o in db.Set<ModuleOccurrence>() on e.OccurrenceId equals o.Id
                               where e.IsCurrent && e.State == TeachingState.Scheduled && e.EndsAt >= today && (runs.Contains(e.OccurrenceId) || codes.Contains(e.GroupCode!))
                               orderby e.StartsAt, e.Id
                               select new Lesson(e, o.Key)).ToListAsync(ct);
        lessons = published.ToLookup(l => l.Event.OccurrenceId);
        if (published.Count == 0)
        {
            return;
        }

        var people = came.Select(r => r.PersonId).Concat(joined.Select(m => m.PersonId)).Distinct().ToList();
        var named = published.Select(l => l.Event.GroupCode).OfType<string>().Distinct().ToList();
        members = await GroupMembers.ReadAsync(db, named, people, ct);
        var taught = published.Select(l => l.Event.OccurrenceId).Distinct().ToList();
        registered = joined.Count == 0 ? [] : (await db.Set<ModuleRegistration>().AsNoTracking().Where(r => people.Contains(r.PersonId) && taught.Contains(r.OccurrenceId) && r.Status == RegistrationStatus.Registered).Select(r => new { r.OccurrenceId, r.PersonId }).ToListAsync(ct)).Select(r => (r.OccurrenceId, r.PersonId)).ToHashSet();
        var about = people.ConvertAll(p => (long?)p);
        told = (await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == "F012" && m.Type == "PersonalTimetableView" && about.Contains(m.PersonId)).Select(m => new { m.Aggregate, m.Key, m.State }).ToListAsync(ct)).ToLookup(m => m.Aggregate, m => (m.Key, m.State));
    }
}
