using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Students;

/// <summary>
/// Narrows people by what was typed and by filters, so that each narrowing is a range of an index. The sets are asked for as
/// "id among": the database finds the few first and never walks all people.
/// </summary>
internal static class StudentSearch
{
    private const int MostWords = 6;

    /// <summary>People with every word: the beginning of a word of the name, of the student number or of any identifier.</summary>
    public static IQueryable<Person> Matching(this IQueryable<Person> people, RegistryDbContext db, string typed)
    {
        foreach (var word in typed.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostWords))
        {
            var code = SearchPattern.StartingWith(word);
            var found = db.Set<Person>().Where(p => EF.Functions.Like(p.StudentNumber, code, SearchPattern.Escape)).Select(p => p.Id)
                .Union(db.Set<PersonIdentifier>().Where(i => EF.Functions.Like(i.Value, code, SearchPattern.Escape)).Select(i => i.PersonId));
            foreach (var part in word.Split(['-', '.'], StringSplitOptions.RemoveEmptyEntries))
            {
                var name = SearchPattern.StartingWith(NameWords.Plain(part).Replace("'", "", StringComparison.Ordinal));
                found = found.Union(db.Set<PersonWord>().Where(w => EF.Functions.Like(w.Word, name, SearchPattern.Escape)).Select(w => w.PersonId));
            }

            people = people.Where(p => found.Contains(p.Id));
        }

        return people;
    }

    /// <summary>People with an engagement that is all of these at once.</summary>
    public static IQueryable<Person> Studying(this IQueryable<Person> people, RegistryDbContext db, EngagementStatus? status, long? programme, string? sessionYear)
    {
        if (status is null && programme is null)
        {
            return sessionYear is null ? people : people.Where(p => db.Set<CourseSession>().Where(s => s.SessionYear == sessionYear).Select(s => s.PersonId).Contains(p.Id));
        }

        var engagements = db.Set<Engagement>().AsQueryable();
        engagements = status is { } s ? engagements.Where(e => e.Status == s) : engagements;
        engagements = programme is { } id ? engagements.Where(e => e.ProgrammeId == id) : engagements;
        engagements = sessionYear is null ? engagements : engagements.Where(e => db.Set<CourseSession>().Where(c => c.SessionYear == sessionYear).Select(c => c.EngagementId).Contains(e.Id));
        return people.Where(p => engagements.Select(e => e.PersonId).Contains(p.Id));
    }

    public static IQueryable<Person> WithOpenHold(this IQueryable<Person> people, RegistryDbContext db) =>
        people.Where(p => db.Set<Hold>().Where(h => h.ReleasedOn == null).Select(h => h.PersonId).Contains(p.Id));

    /// <summary>People in programmes that the caller's roles reach.</summary>
    public static IQueryable<Person> Within(this IQueryable<Person> people, RegistryDbContext db, Reach reach)
    {
        if (reach.IsEverywhere)
        {
            return people;
        }

        var programmes = db.Set<Programme>().Within(reach).Select(p => p.Id);
        return people.Where(p => db.Set<Engagement>().Where(e => programmes.Contains(e.ProgrammeId)).Select(e => e.PersonId).Contains(p.Id));
    }

    public static IQueryable<Programme> Within(this IQueryable<Programme> programmes, Reach reach)
    {
        var (faculties, codes) = (reach.Faculties.ToArray(), reach.Programmes.ToArray());
        return reach.IsEverywhere ? programmes : programmes.Where(p => EF.Parameter(faculties).Contains(p.Faculty) || EF.Parameter(codes).Contains(p.Code));
    }
}
