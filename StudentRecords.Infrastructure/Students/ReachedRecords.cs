using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students;

/// <summary>Keeps people and programmes to those that the caller's roles reach.</summary>
internal static class ReachedRecords
{
    /// <summary>People with an engagement on a programme that is reached.</summary>
    public static IQueryable<Person> Within(this IQueryable<Person> people, RegistryDbContext db, Reach reach)
    {
        if (reach.IsEverywhere)
        {
            return people;
        }

        var programmes = db.Set<Programme>().Within(reach).Select(p => p.Id);
        return people.Where(p => db.Set<Engagement>().Any(e => e.PersonId == p.Id && programmes.Contains(e.ProgrammeId)));
    }

    public static IQueryable<Programme> Within(this IQueryable<Programme> programmes, Reach reach)
    {
        var (faculties, codes) = (reach.Faculties.ToArray(), reach.Programmes.ToArray());
        return reach.IsEverywhere ? programmes : programmes.Where(p => faculties.Contains(p.Faculty) || codes.Contains(p.Code));
    }
}
