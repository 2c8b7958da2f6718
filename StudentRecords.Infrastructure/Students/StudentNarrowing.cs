using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students;

/// <summary>
/// What the student list is narrowed by, asked in two ways. As a set: the narrowest condition names the people through an index and
/// the others are looked up for each of them; so few are found at once. As a walk: every condition is looked up for one person after
/// the other in the list's order; so the first page of many is full after a few. Both find the same people.
/// </summary>
internal sealed class StudentNarrowing(RegistryDbContext db)
{
    /// <summary>Up to so many it is cheaper to find all of them and sort.</summary>
    private const int Few = 3000;

    public required IReadOnlyList<SearchedWord> Words { get; init; }
    public required EngagementStatus? Status { get; init; }
    public required long? Programme { get; init; }
    public required string? SessionYear { get; init; }
    public required bool HasOpenHold { get; init; }
    public required bool HasNoEngagement { get; init; }

    /// <summary>The day on which nobody is their personal tutor (F034); null does not ask.</summary>
    public DateOnly? HasNoTutorOn { get; init; }

    /// <summary>Programmes that the caller's roles reach; null for all.</summary>
    public required long[]? Reached { get; init; }

    private bool IsByEngagement => Status is not null || Programme is not null || SessionYear is not null;

    private bool IsByYearAlone => SessionYear is not null && Status is null && Programme is null;

    public Task<int> CountAsync(CancellationToken ct) => (Set() is { } set ? Looked(set) : Walk().Select(p => p.Id)).CountAsync(ct);

    /// <summary>The people to be ordered and cut, for a total that is known.</summary>
    public IQueryable<Person> People(int total)
    {
        if (total > Few || Set() is not { } set)
        {
            return Walk();
        }

        var ids = Looked(set);
        return db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id));
    }

    // The narrowest: words, then holds, then engagements, then reach.
    private IQueryable<long>? Set() => Words.Count > 0 ? Words[0].Set(db)
        : HasOpenHold ? db.Set<Hold>().Where(h => h.ReleasedOn == null).Select(h => h.PersonId).Distinct()
        : IsByYearAlone ? db.Set<CourseSession>().Where(s => s.SessionYear == SessionYear).Select(s => s.PersonId).Distinct()
        : IsByEngagement ? Engagements().Select(e => e.PersonId).Distinct()
        : Reached is { } programmes ? db.Set<Engagement>().Where(e => programmes.Contains(e.ProgrammeId)).Select(e => e.PersonId).Distinct()
        : null;

    // Whatever is not what the set was made by.
    private IQueryable<long> Looked(IQueryable<long> set)
    {
        var people = db.Set<Person>().AsNoTracking();
        var rest = people;
        foreach (var word in Words.Skip(1))
        {
            rest = word.Each(db, rest);
        }

        rest = HasOpenHold && Words.Count > 0 ? Held(rest) : rest;
        rest = IsByEngagement && (Words.Count > 0 || HasOpenHold) ? Studying(rest) : rest;
        rest = HasNoEngagement ? Unengaged(rest) : rest;
        rest = HasNoTutorOn is { } day ? WithoutTutor(db, rest, day) : rest;
        rest = Reached is not null && (Words.Count > 0 || HasOpenHold || IsByEngagement) ? Within(rest) : rest;
        return ReferenceEquals(rest, people) ? set : rest.Where(p => set.Contains(p.Id)).Select(p => p.Id);
    }

    private IQueryable<Person> Walk()
    {
        var people = db.Set<Person>().AsNoTracking();
        foreach (var word in Words)
        {
            people = word.Each(db, people);
        }

        people = HasOpenHold ? Held(people) : people;
        people = IsByEngagement ? Studying(people) : people;
        people = HasNoEngagement ? Unengaged(people) : people;
        people = HasNoTutorOn is { } day ? WithoutTutor(db, people, day) : people;
        return Reached is null ? people : Within(people);
    }

    /// <summary>Engagements that are all of status, programme and year at once.</summary>
    private IQueryable<Engagement> Engagements()
    {
        var engagements = db.Set<Engagement>().AsQueryable();
        engagements = Status is { } status ? engagements.Where(e => e.Status == status) : engagements;
        engagements = Programme is { } programme ? engagements.Where(e => e.ProgrammeId == programme) : engagements;
        return SessionYear is { } year ? engagements.Where(e => db.Set<CourseSession>().Any(s => s.EngagementId == e.Id && s.SessionYear == year)) : engagements;
    }

    private IQueryable<Person> Studying(IQueryable<Person> people)
    {
        if (IsByYearAlone)
        {
            return people.Where(p => db.Set<CourseSession>().Any(s => s.PersonId == p.Id && s.SessionYear == SessionYear));
        }

        var engagements = Engagements();
        return people.Where(p => engagements.Any(e => e.PersonId == p.Id));
    }

    private IQueryable<Person> Held(IQueryable<Person> people) => people.Where(p => db.Set<Hold>().Any(h => h.PersonId == p.Id && h.ReleasedOn == null));

    private IQueryable<Person> Unengaged(IQueryable<Person> people) => people.Where(p => !db.Set<Engagement>().Any(e => e.PersonId == p.Id));

    /// <summary>Whom nobody tutors on the day.</summary>
    internal static IQueryable<Person> WithoutTutor(RegistryDbContext db, IQueryable<Person> people, DateOnly day) =>
        people.Where(p => !db.Set<AcademicRelationship>().Any(r => r.PersonId == p.Id && r.Role == AcademicRole.PersonalTutor && r.From <= day && (r.To == null || r.To >= day)));

    private IQueryable<Person> Within(IQueryable<Person> people)
    {
        var programmes = Reached!;
        return people.Where(p => db.Set<Engagement>().Any(e => e.PersonId == p.Id && programmes.Contains(e.ProgrammeId)));
    }

    /// <summary>Programmes that the reach holds; null when it holds all.</summary>
    public static async Task<long[]?> ReachedAsync(RegistryDbContext db, Domain.Access.Reach reach, CancellationToken ct) =>
        reach.IsEverywhere ? null : await db.Set<Programme>().Within(reach).Select(p => p.Id).ToArrayAsync(ct);
}
