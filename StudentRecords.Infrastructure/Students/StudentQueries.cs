using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Students;

/// <summary>The student list, and what it can be narrowed by.</summary>
public sealed class StudentQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private const int Slice = 2000;

    private static readonly Sorting<Person> Sorts = Sorting<Person>.WithKey(p => p.Id)
        .By("name", p => p.SearchName).By("number", p => p.StudentNumber).By("born", p => p.DateOfBirth);

    private static readonly Expression<Func<Person, StudentRow>> Row = p => new StudentRow
    {
        Id = p.Id, StudentNumber = p.StudentNumber, FamilyName = p.FamilyName, GivenNames = p.GivenNames, KnownAs = p.KnownAs, DateOfBirth = p.DateOfBirth, Email = p.Email,
    };

    /// <summary>
    /// Search: words of names, student numbers, identifiers, each from its beginning. Filters: <c>status</c>, <c>programme</c> (code), <c>year</c> (session year),
    /// <c>hold</c> (open; for those who may see holds), <c>tutor</c> (none: nobody is their personal tutor today). Status, programme and year speak of one engagement.
    /// </summary>
    public async Task<TablePage<StudentRow>> StudentsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programme = query.Filter("programme") is { } code ? await db.Set<Programme>().Where(p => p.Code == code).Select(p => (long?)p.Id).FirstOrDefaultAsync(ct) ?? 0 : (long?)null;
        var narrowing = new StudentNarrowing(db)
        {
            Words = SearchedWord.Of(query.Search), Status = query.Filter<EngagementStatus>("status"), Programme = programme, SessionYear = query.Filter("year"),
            HasOpenHold = query.Filter("hold") == "open" && caller.May(Room.Holds, Level.See), HasNoEngagement = query.Filter("status") == "none",
            HasNoTutorOn = query.Filter("tutor") == "none" ? UkTime.Day(clock.GetUtcNow()) : null,
            Reached = await StudentNarrowing.ReachedAsync(db, caller.ReachOf(Room.Persons, Level.See), ct),
        };
        if (query.Search.Length > 0 && narrowing.Words.Count == 0)
        {
            return new TablePage<StudentRow>([], 0, 1, query.Size);
        }

        var total = await narrowing.CountAsync(ct);
        var page = await narrowing.People(total).ToPageAsync(total, query, Sorts, Row, ct);
        return page with { Rows = await CompleteAsync(db, page.Rows, caller, ct) };
    }

    /// <summary>Programmes that the caller may narrow by, by title.</summary>
    public async Task<IReadOnlyList<(string Code, string Title)>> ProgrammesAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = await db.Set<Programme>().AsNoTracking().Within(caller.ReachOf(Room.Persons, Level.See)).OrderBy(p => p.Title).Select(p => new { p.Code, p.Title }).ToListAsync(ct);
        return [.. programmes.Select(p => (p.Code, p.Title))];
    }

    /// <summary>Session years that there are sessions in, newest first.</summary>
    public async Task<IReadOnlyList<string>> SessionYearsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<CourseSession>().AsNoTracking().Select(s => s.SessionYear).Distinct().OrderByDescending(y => y).ToListAsync(ct);
    }

    /// <summary>Whether the institution has personal tutors, as far as F034 has told.</summary>
    public async Task<bool> AnyTutorsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<AcademicRelationship>().AnyAsync(r => r.Role == AcademicRole.PersonalTutor, ct);
    }

    // Asked for the people of the page only: a ranking of all engagements would be worked for each page otherwise.
    private static async Task<IReadOnlyList<StudentRow>> CompleteAsync(RegistryDbContext db, IReadOnlyList<StudentRow> rows, Caller caller, CancellationToken ct)
    {
        var complete = new List<StudentRow>(rows.Count);
        foreach (var slice in rows.Chunk(Slice))
        {
            var ids = slice.Select(r => r.Id).ToArray();
            var studies = await StudyOf.EachAsync(db, ids, ct);
            var holds = !caller.May(Room.Holds, Level.See) ? [] : await db.Set<Hold>().AsNoTracking().Where(h => ids.Contains(h.PersonId) && h.ReleasedOn == null)
                .GroupBy(h => h.PersonId).Select(g => new { g.Key, Number = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Number, ct);
            complete.AddRange(slice.Select(r => r with { Study = studies.GetValueOrDefault(r.Id), OpenHolds = holds.GetValueOrDefault(r.Id) }));
        }

        return complete;
    }
}
